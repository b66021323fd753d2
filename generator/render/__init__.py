"""Renderers: pure functions from the Handbook and derived values to text and bytes."""
