"""The branch work portal: structured data and guides in, one handbook site out."""

__version__ = "0.1.0"
