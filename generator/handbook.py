"""The Handbook: everything people wrote, complete and valid, by id."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.actions import Action
from generator.model.alerts import Countdown
from generator.model.brands import Campaign, Playbook
from generator.model.cadence import Cadence
from generator.model.calendar import Withdrawal
from generator.model.editions import WordList
from generator.model.exemption import Exemption
from generator.model.findings import Finding
from generator.model.goals import ActionPlan, Charter, Goal, TaskSheet
from generator.model.grids import Grid
from generator.model.guide import Carrier, Form, Guide
from generator.model.learning import LearningFile, Material, Topic
from generator.model.organisation import BasisDocument, Branch, Role, Track, Unit
from generator.model.pacts import Pact
from generator.model.quarters import Release
from generator.model.rounds import Round, SelfCheck
from generator.model.search import Synonyms
from generator.model.settings import Settings
from generator.model.slip import SlipRecord
from generator.model.supervision import Inspection, Interview, Review
from generator.model.tasks import Feedback, Task
from generator.model.year import Duty, EventDuty, Occasion, Plan, TermText, WorkdayYear


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
