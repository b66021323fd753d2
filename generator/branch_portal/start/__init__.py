"""開始: a unit's own repository, from a handful of answers."""
