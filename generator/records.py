"""The written records with their places, before the rules have passed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

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
from generator.model.year import Duty, EventDuty, Occasion, Plan, TermText, TermYear, WorkdayYear
from generator.problems import Place
from generator.source.places import Source

R = TypeVar("R", covariant=True)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A record and the file it was written in; `key` is where it stands inside the file."""

    record: R
    source: Source
    key: tuple[str | int, ...] = ()

    def at(self, *path: str | int) -> Place:
        """Place of the value at `path` inside the record, or of its nearest parent."""
        return self.source.at(*self.key, *path)


@dataclass(frozen=True)
class Records:
    """Everything that could be read, by id; the same names as `Handbook`."""

    settings: Located[Settings]
    units: Mapping[str, Located[Unit]]
    branches: Mapping[str, Located[Branch]]
    roles: Mapping[str, Located[Role]]
    tracks: Mapping[str, Located[Track]]
    basis: Mapping[str, Located[BasisDocument]]
    duties: Mapping[str, Located[Duty]]
    event_duties: Mapping[str, Located[EventDuty]]
    plans: Mapping[str, Located[Plan]]
    terms: Mapping[str, Located[TermText]]
    solar_terms: Mapping[str, Located[TermYear]]
    workdays: Mapping[str, Located[WorkdayYear]]
    occasions: Mapping[str, Located[Occasion]]
    conversions: Mapping[str, Located[WordList]]
    guides: Mapping[str, Located[Guide]]
    carriers: Mapping[str, Located[Carrier]]
    cadences: Mapping[str, Located[Cadence]]
    countdowns: Mapping[str, Located[Countdown]]
    slip_batches: Mapping[str, Located[SlipRecord]]
    exemptions: Mapping[str, Located[Exemption]]
    synonyms: Mapping[str, Located[Synonyms]]
    forms: Mapping[str, Located[Form]]
    findings: Mapping[str, Located[Finding]]
    releases: Mapping[str, Located[Release]]
    rounds: Mapping[str, Located[Round]]
    selfchecks: Mapping[str, Located[SelfCheck]]
    reviews: Mapping[str, Located[Review]]
    inspections: Mapping[str, Located[Inspection]]
    interviews: Mapping[str, Located[Interview]]
    goals: Mapping[str, Located[Goal]]
    charters: Mapping[str, Located[Charter]]
    task_sheets: Mapping[str, Located[TaskSheet]]
    action_plans: Mapping[str, Located[ActionPlan]]
    grids: Mapping[str, Located[Grid]]
    playbooks: Mapping[str, Located[Playbook]]
    campaigns: Mapping[str, Located[Campaign]]
    pacts: Mapping[str, Located[Pact]]
    actions: Mapping[str, Located[Action]]
    withdrawals: Mapping[str, Located[Withdrawal]]
    topics: Mapping[str, Located[Topic]]
    materials: Mapping[str, Located[Material]]
    learning_files: Mapping[str, Located[LearningFile]]
    tasks: Mapping[str, Located[Task]]
    feedback: Mapping[str, Located[Feedback]]

    def kinds(self) -> dict[str, Mapping[str, Located[object]]]:
        """Every kind of record by its folder's name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "settings"}
