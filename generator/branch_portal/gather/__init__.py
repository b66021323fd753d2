"""Pages that gather what every room has: the site's home, the rules, the tables to download; they ask all rooms alike."""
