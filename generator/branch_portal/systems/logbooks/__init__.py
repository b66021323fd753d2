"""辦理登記: what a branch has done of its year, a line a month: the matter, the day, how many should and did attend."""
