"""What a system is made of, as its room declares it, and what a build hands to each: no system is known here."""
