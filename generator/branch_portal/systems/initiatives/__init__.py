"""專題: one sentence that says what this system is for."""
