"""協管黨員進網格: the cells of the power grid's service map, who answers for each, their agreements and printed signs."""
