"""Derived values: pure functions from the Handbook and a date; nothing here is written by people."""
