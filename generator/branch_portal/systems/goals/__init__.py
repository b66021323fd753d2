"""四級貫通: goals, charters, task sheets and action plans, each taken on from the one above, with their figures."""
