"""改記錄: a record written anew, called by another id, or taken away, with everything that names it."""
