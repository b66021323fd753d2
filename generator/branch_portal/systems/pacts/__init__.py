"""pacts."""
