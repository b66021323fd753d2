"""The Handbook: everything people wrote, complete and valid, by id."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.calendar.model import Withdrawal
from branch_portal.editions.model import WordList
from branch_portal.leaks.model import Exemption
from branch_portal.organisation.model import BasisDocument, Branch, Role, Track, Unit
from branch_portal.project.settings import Settings
from branch_portal.search.model import Synonyms
from branch_portal.systems.actions.model import Action
from branch_portal.systems.alerts.model import Countdown
from branch_portal.systems.book.model import Carrier, Form, Guide
from branch_portal.systems.brands.model import Campaign, Playbook
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release import Release
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet
from branch_portal.systems.grids.model import Grid
from branch_portal.systems.learning.model import LearningFile, Material, Topic
from branch_portal.systems.maps.model import Cadence
from branch_portal.systems.pacts.model import Pact
from branch_portal.systems.rounds.model import Round, SelfCheck
from branch_portal.systems.slips.model import SlipRecord
from branch_portal.systems.supervision.model import Inspection, Interview, Review
from branch_portal.systems.tasks.model import Feedback, Task
from branch_portal.year.model import Duty, EventDuty, Occasion, Plan, TermText, WorkdayYear


@dataclass(frozen=True)
class Handbook:
    """The written records after all rules passed; nothing unpublished is in it.

    Mappings go from id to record, in the order of ids; `terms` in the order of the year;
    `feedback` goes from task and branch; `solar_terms` from year to the 24 instants in China Standard Time (UTC+8, naive).
    """

    settings: Settings
    units: Mapping[str, Unit]
    branches: Mapping[str, Branch]
    roles: Mapping[str, Role]
    tracks: Mapping[str, Track]
    basis: Mapping[str, BasisDocument]
    duties: Mapping[str, Duty]
    event_duties: Mapping[str, EventDuty]
    plans: Mapping[tuple[str, int], Plan]
    terms: Mapping[str, TermText]
    solar_terms: Mapping[int, tuple[dt.datetime, ...]]
    workdays: Mapping[int, WorkdayYear]
    occasions: Mapping[str, Occasion]
    conversions: Mapping[str, WordList]
    guides: Mapping[str, Guide]
    carriers: Mapping[str, Carrier]
    cadences: Mapping[str, Cadence]
    countdowns: Mapping[str, Countdown]
    slip_batches: Mapping[str, SlipRecord]
    exemptions: Mapping[str, Exemption]
    synonyms: Mapping[str, Synonyms]
    forms: Mapping[str, Form]
    findings: Mapping[str, Finding]
    releases: Mapping[str, Release]
    rounds: Mapping[str, Round]
    selfchecks: Mapping[str, SelfCheck]
    reviews: Mapping[str, Review]
    inspections: Mapping[str, Inspection]
    interviews: Mapping[str, Interview]
    goals: Mapping[str, Goal]
    charters: Mapping[str, Charter]
    task_sheets: Mapping[str, TaskSheet]
    action_plans: Mapping[str, ActionPlan]
    grids: Mapping[str, Grid]
    playbooks: Mapping[str, Playbook]
    campaigns: Mapping[str, Campaign]
    pacts: Mapping[str, Pact]
    actions: Mapping[str, Action]
    withdrawals: Mapping[str, Withdrawal]
    topics: Mapping[str, Topic]
    materials: Mapping[str, Material]
    learning_files: Mapping[str, LearningFile]
    tasks: Mapping[str, Task]
    feedback: Mapping[tuple[str, str], Feedback]

    def goal_paper(self, id: str) -> Goal | Charter | TaskSheet | ActionPlan:
        """A record of any of the four levels; their ids are distinct."""
        return self.goals.get(id) or self.charters.get(id) or self.task_sheets.get(id) or self.action_plans[id]

    def organisation_title(self, id: str) -> str:
        """Name of a unit or a branch."""
        return self.units[id].title if id in self.units else self.branches[id].title
