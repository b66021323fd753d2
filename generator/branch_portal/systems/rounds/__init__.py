"""排查: rounds of self-checks by level, and what each unit reported."""
