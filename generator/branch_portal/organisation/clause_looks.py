"""再看: who names a clause card, and when somebody last looked at what was written there."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from branch_portal.project.citation import Field, references


def named_clauses(fields: BaseModel) -> Iterator[tuple[Field, str, dt.date | None]]:
    """Every clause card that a record (or the settings) names: where, its id, the day it was last looked at there."""
    for path, refers, id in references(fields):
        if refers == "clauses":
            yield path, id, last_look(fields, path)


def last_look(fields: BaseModel, path: Field) -> dt.date | None:
    """The latest day that says so around a place: `looked_at` of what holds it, `last_reviewed_on` of the whole."""
    days: list[dt.date] = []
    here: Any = fields
    for step in (*path, None):
        for name in ("looked_at", "last_reviewed_on"):
            if day := getattr(here, name, None):
                days.append(day)
        if step is not None:
            here = here[step] if isinstance(step, int) else getattr(here, step, None)
    return max(days, default=None)
