"""Strict reading of YAML and front matter: plain data, with the place of every value."""
