"""A clause card and a line of basis that cites it, for tests."""

import datetime as dt

QUORUM = {
    "id": "quorum", "title": "到會線", "document": "reg_branch", "article": "11", "gist": "半數以上到會方可進行。",
    "figures": [{"value": "1/2", "relation": "at_least", "of": "應到會的人", "subject": ["到會 表決權"]}],
    "status": "confirmed", "checked": {"by": "dept_specialist", "on": dt.date(2026, 11, 24), "text": "轉載"},
}  # fmt: skip
CITED = {"document": "reg_branch", "article": "11", "status": "confirmed", "clauses": ["quorum"]}
LATER = dt.date(2026, 11, 28)
