"""year."""
