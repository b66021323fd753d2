"""一事一單: tasks given to branches, one slip each, the feedback that comes back, and the counts."""
