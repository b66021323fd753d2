"""升級: bringing a unit's files from the format of an earlier edition to today's."""
