"""近鄰黨建+: pacts with neighbouring organisations, what each side brings, when they are reviewed and when they end."""
