"""Pages: one module per part of the site, each giving `Page` values."""
