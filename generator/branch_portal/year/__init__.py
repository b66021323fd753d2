"""年度: duties and how they recur, solar terms, working days, branch plans, and the schedule that comes of them."""
