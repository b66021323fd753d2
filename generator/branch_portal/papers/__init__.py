"""公文: papers laid out as GB/T 9704-2012 has them, as .docx, the same bytes at every build."""
