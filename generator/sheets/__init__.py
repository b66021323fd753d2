"""Records by spreadsheet: what a clerk changed in a sheet, on its way back to the files."""
