"""What a reader calls each record: the title beside its id, where one field may name it."""

from branch_portal.project.records import Records

UNIONS = {
    "organisations": ("units", "branches"),
    "goal_papers": ("goals", "charters", "task_sheets", "action_plans"),
}
"""Kinds that a field can refer to and that are several kinds together."""

_TITLES = ("title", "statement", "topic", "summary")


def record_titles(records: Records) -> dict[str, dict[str, str]]:
    """Titles by id for every kind that a field can refer to; empty where a record has none."""
    titles = {
        kind: {id: _title(located.record) for id, located in group.items()} for kind, group in records.kinds().items()
    }
    steps = {
        f"{id}#{step.anchor}": f"{located.record.title}：{step.number}. {step.title}"
        for id, located in records.guides.items()
        for step in located.record.steps
    }
    unions = {
        name: {id: title for kind in kinds for id, title in titles[kind].items()} for name, kinds in UNIONS.items()
    }
    return {**titles, **unions, "guide_steps": steps}


def _title(record: object) -> str:
    return next((str(found) for name in _TITLES if (found := getattr(record, name, None))), "")
