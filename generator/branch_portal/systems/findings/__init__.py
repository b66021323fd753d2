"""整改: problems found, by level, until they are closed; what each quarter counts, and what of it is published."""
