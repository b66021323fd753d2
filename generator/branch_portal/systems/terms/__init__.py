"""一表: the year under its 24 solar terms, with what falls due in each."""
