"""Seeded mistakes by the thousand: whatever people write, the check says so in Chinese, with a place, and soon."""
