"""洩密掃描: what must never be in a source file or a built byte, found by its form."""
