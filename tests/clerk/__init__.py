"""What a clerk gets wrong, and whether the message gets them on: the mend is applied to the letter, then checked again."""
