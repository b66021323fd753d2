"""Written records: one module per system, frozen, without input or output."""
