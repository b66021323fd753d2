"""The table of systems: its facts come from the code, and every fact has its place."""

from pathlib import Path

from branch_portal import rooms
from branch_portal.gather import clause_table
from branch_portal.gather.system_table import PATH, system_table, unclaimed_folders, unclaimed_rules
from branch_portal.ground.rules import all_rules
from branch_portal.project.handbook import Handbook, announce
from branch_portal.rooms import SYSTEMS
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF


def test_the_table_in_the_docs_is_what_the_code_says(root: Path, book: Handbook) -> None:
    written = (root / PATH).read_text("utf-8")
    assert written == system_table(book, AS_OF), "run: portal systems --write"


def test_the_table_of_the_clause_cards_is_what_the_records_say(root: Path, book: Handbook) -> None:
    written = (root / clause_table.PATH).read_text("utf-8")
    assert written == clause_table.clause_table(book), "run: portal systems --write"


def test_every_system_has_events_or_says_why_not(book: Handbook, schedule: Schedule) -> None:
    for system in SYSTEMS:
        assert any(True for _ in system.events(announce(book), schedule)) != bool(system.no_events), system.title


def test_every_kind_of_record_belongs_to_one_system_or_to_all() -> None:
    claimed = [folder for system in SYSTEMS for folder in system.folders if not folder.startswith("content/")]
    assert len(set(claimed)) == len(claimed)
    assert set(claimed) <= {one.name for one in rooms.KINDS if not one.read}
    assert not {"tasks", "findings", "duties", "branches"} & set(unclaimed_folders())


def test_every_rule_belongs_to_one_system_or_to_all() -> None:
    prefixes = [prefix for system in SYSTEMS for prefix in system.rules]
    assert len(set(prefixes)) == len(prefixes)
    declared = {id.rpartition("-")[0] for id in all_rules()}
    assert set(prefixes) <= declared
    assert {"YAML", "DATA", "REF", "LOAD"} <= set(unclaimed_rules())


def test_every_system_has_folders_rules_and_says_what_it_cannot_do() -> None:
    assert {system.number for system in SYSTEMS} == set(range(1, 23))  # 17 on: the portal's own
    assert {system.number for system in SYSTEMS if not system.folders} == {19, 20, 21}  # made of others' records
    assert {system.number for system in SYSTEMS if not system.rules} == {20}
    for system in SYSTEMS:
        assert system.out_of_reach, system.title
