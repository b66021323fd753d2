"""Records and feedback by spreadsheet: what a clerk filled in or changed, on its way back to the files."""
