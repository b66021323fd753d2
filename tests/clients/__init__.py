"""Real subscribers of our feeds: `make test-clients`."""
