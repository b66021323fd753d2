"""slips."""
