"""The query collections, and what a query must find."""
