"""先鋒服務: stages in order, a page for every trigger, one sheet for every checklist, no places and rosters."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from branch_portal import rooms
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.site import urls
from branch_portal.site.templates import environment
from branch_portal.system.section import HomeSection
from branch_portal.systems.brands.events import events
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS
from branch_portal.systems.brands.model import STAGES, Campaign, Stage, ThreeMinutes
from branch_portal.systems.brands.pages import home_section, pages
from branch_portal.systems.brands.rules import check
from branch_portal.systems.brands.settings import BrandSettings
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(sample: Records, kind: str, id: str, change: Callable[[dict[str, Any]], None]) -> set[str]:
    """The rules that one record of the sample breaks after a change of its fields."""
    located = sample[kind][id]
    fields = located.record.model_dump()
    change(fields)
    record = type(located.record).model_validate(fields)
    problems = list(check(sample.having(**{kind: {id: Located(record, located.source)}})))
    assert all(problem.message and problem.mend for problem in problems)
    return {problem.rule for problem in problems}


def swap(fields: dict[str, Any]) -> None:
    first, second, *others = fields["stages"]
    fields["stages"] = (second, first, *others)


def drop(*stages: str) -> Callable[[dict[str, Any]], None]:
    def change(fields: dict[str, Any]) -> None:
        name = "stage" if "stage" in fields["stages"][0] else "id"
        fields["stages"] = tuple(stage for stage in fields["stages"] if stage[name] not in stages)

    return change


def write(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda fields: fields.update(values)


def double_item(fields: dict[str, Any]) -> None:
    stage = fields["stages"][0]
    stage["items"] = (stage["items"][0], *stage["items"])


def double_trigger(fields: dict[str, Any]) -> None:
    fields["triggers"] = (fields["triggers"][0], *fields["triggers"])


def foreign_stage(fields: dict[str, Any]) -> None:
    fields["triggers"][0]["stage"] = "before"


def turned_stage(fields: dict[str, Any]) -> None:
    fields["stages"][0]["last"] = DAY("2026-01-01")


def early_stage(fields: dict[str, Any]) -> None:
    fields["stages"][1]["first"] = DAY("2026-01-06")


def lost_step(fields: dict[str, Any]) -> None:
    fields["stages"][0]["step"] = "step-befor"


POINT = {"what": "交底沒有聽全", "mend": "下車再念一遍", "by": DAY("2026-09-30")}
CASES: list[tuple[str, str, str, Callable[[dict[str, Any]], None]]] = [
    ("BRAND-01", "playbooks", "power-guarantee", swap),
    ("BRAND-01", "playbooks", "typhoon", drop("review")),
    ("BRAND-02", "playbooks", "typhoon", double_item),
    ("BRAND-02", "playbooks", "typhoon", double_trigger),
    ("BRAND-03", "playbooks", "power-guarantee", foreign_stage),
    ("BRAND-04", "campaigns", "c26-spring", drop("prepare")),
    ("BRAND-04", "campaigns", "c26-exam", drop("ready")),
    ("BRAND-04", "campaigns", "c26-typhoon", drop("during")),
    ("BRAND-04", "campaigns", "c26-spring", swap),
    ("BRAND-04", "campaigns", "c26-spring", write(playbook="typhoon")),
    ("BRAND-04", "campaigns", "c26-spring", write(playbook="repair")),
    ("BRAND-05", "campaigns", "c26-spring", turned_stage),
    ("BRAND-05", "campaigns", "c26-spring", early_stage),
    ("BRAND-06", "campaigns", "c26-spring", write(review="110千伏某處加強特巡。")),
    ("BRAND-06", "campaigns", "c26-spring", write(title="某变电站保電")),
    ("BRAND-07", "playbooks", "repair", write(kits=())),
    ("BRAND-07", "playbooks", "typhoon", write(kits=({"title": "甲", "items": ("乙",)},))),
    ("BRAND-06", "drills", "dr2601", write(supposed="110千伏某線跳閘")),
    ("BRAND-06", "drills", "dr2601", write(points=(POINT, {**POINT, "what": "35kV 某線沒有看"}))),
    ("BRAND-08", "drills", "dr2601", write(points=({**POINT, "by": DAY("2026-09-21")},))),
    ("BRAND-08", "drills", "dr2601", write(points=({**POINT, "done_on": DAY("2026-09-21")},))),
    ("BRAND-08", "drills", "dr2601", write(playbook="typhoon")),
    ("BRAND-09", "playbooks", "typhoon", lost_step),
    ("BRAND-09", "playbooks", "typhoon", write(guide="g13")),
]


@pytest.mark.parametrize(("rule", "kind", "id", "change"), CASES)
def test_a_broken_rule_is_reported(
    sample: Records, rule: str, kind: str, id: str, change: Callable[[dict[str, Any]], None]
) -> None:
    assert rule in broken(sample, kind, id, change)


def test_the_sample_breaks_none(sample: Records) -> None:
    assert list(check(sample)) == []


def test_what_stands_in_a_secret_place_is_not_repeated(sample: Records) -> None:
    located = sample[CAMPAIGNS]["c26-spring"]
    record = located.record.model_copy(update={"review": "35kV 某線"})
    (problem,) = check(sample.having(campaigns={"c26-spring": Located(record, located.source)}))
    assert "35" not in problem.message + problem.value + problem.mend


@pytest.mark.parametrize("name", ["sites", "objects", "roster", "route"])
def test_there_is_no_field_for_objects_and_rosters(name: str, book: Handbook) -> None:
    fields = next(iter(book[CAMPAIGNS].values())).model_dump()
    with pytest.raises(ValidationError):
        Campaign.model_validate({**fields, name: "甲"})


def test_a_checklist_that_cannot_fit_a_sheet_is_refused(book: Handbook) -> None:
    stage = book[PLAYBOOKS]["typhoon"].stages[0].model_dump()
    with pytest.raises(ValidationError):
        Stage.model_validate({**stage, "items": stage["items"] * 2})


def test_every_stage_and_every_trigger_has_a_page(book: Handbook, schedule: Schedule) -> None:
    made = {page.path: page for page in pages(snapshot_of(book, schedule, DAY("2026-11-24")), environment())}
    for playbook in book[PLAYBOOKS].values():
        assert tuple(stage.id for stage in playbook.stages) == STAGES[playbook.kind]
        for stage in playbook.stages:
            text = made[urls.checklist(playbook.id, stage.id)].render()
            assert text.count('<td class="tick">') >= len(stage.items)
        for trigger in playbook.triggers:
            text = made[urls.trigger(playbook.id, trigger.id)].render()
            assert all(step in text for step in trigger.first_steps)
            assert book[ROLES][trigger.role].title in text


def test_three_minutes_is_a_labelled_blank_until_the_settings_say_it(book: Handbook, schedule: Schedule) -> None:
    def shown(minutes: ThreeMinutes | None) -> str:
        settings = book.settings.model_copy(update={"brands": BrandSettings(three_minutes=minutes)})
        filled = book.having(settings)
        made = {page.path: page for page in pages(snapshot_of(filled, schedule, DAY("2026-11-24")), environment())}
        return made[urls.playbook("repair")].render() + made[urls.checklist("repair", "dispatch")].render()

    assert "待填寫" in shown(None)
    words = {"starts": "甲時", "ends": "乙時", "applies": "丙類", "excluded": "丁項"}
    defined = ThreeMinutes(**words, confirmed_by="professional_department", confirmed_on=DAY("2026-01-05"))
    assert "待填寫" not in shown(defined)
    assert all(shown(defined).count(word) == 2 for word in words.values())


def test_the_home_page_reminds_until_three_minutes_is_said(book: Handbook, schedule: Schedule) -> None:
    """Said in the settings or in the playbook itself; with no repair playbook nothing is to be said."""

    def reminder(book: Handbook) -> HomeSection | None:
        return home_section(snapshot_of(book, schedule, DAY("2026-11-24")), environment())

    assert reminder(book) is None
    unsaid = book.having(settings=book.settings.model_copy(update={"brands": BrandSettings()}))
    section = reminder(unsaid)
    assert section is not None
    assert urls.playbook("repair") in section.body()
    words = {"starts": "甲時", "ends": "乙時", "applies": "丙類", "excluded": "丁項"}
    said = ThreeMinutes(**words, confirmed_by="professional_department", confirmed_on=DAY("2026-01-05"))
    own = unsaid[PLAYBOOKS]["repair"].model_copy(update={"three_minutes": said})
    assert reminder(unsaid.having(playbooks={**unsaid[PLAYBOOKS], "repair": own})) is None
    others = {id: one for id, one in unsaid[PLAYBOOKS].items() if one.kind != "repair"}
    assert reminder(unsaid.having(playbooks=others)) is None


def test_a_drill_is_on_the_page_of_what_was_drilled(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, DAY("2026-10-01"))
    made = {page.path: page.render() for page in pages(snapshot, environment()) if page.path == urls.playbook("repair")}
    text = made[urls.playbook("repair")]
    assert 'id="drill-dr2601"' in text
    assert "9月28日改好" in text
    assert "10月14日改好" not in text
    assert "dr2602" not in text  # not held yet


def test_a_stage_is_an_event_of_the_company_and_of_each_branch_that_takes_part(
    book: Handbook, schedule: Schedule
) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    campaign = book[CAMPAIGNS]["c26-exam"]
    assert {uid for uid in found if uid.startswith("campaign-c26-exam.action")} == {
        "campaign-c26-exam.action", *(f"campaign-c26-exam.action.{branch}" for branch in campaign.branches)
    }  # fmt: skip
    event = found["campaign-c26-exam.action.b02"]
    assert (event.first, event.last, event.branch) == (DAY("2026-06-07"), DAY("2026-06-09"), "b02")
