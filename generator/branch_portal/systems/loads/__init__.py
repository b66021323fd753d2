"""減負賬: what is asked of a branch – matters, fields, slips, days of notice – by week and by whom, and what is asked twice."""
