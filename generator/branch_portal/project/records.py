"""The written records with their places, before the rules have passed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from branch_portal.calendar.model import Withdrawal
from branch_portal.editions.model import WordList
from branch_portal.ground.problems import Place
from branch_portal.leaks.model import Exemption
from branch_portal.organisation.model import BasisDocument, Branch, Role, Track, Unit
from branch_portal.project.settings import Settings
from branch_portal.search.model import Synonyms
from branch_portal.source.places import Source
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
from branch_portal.year.model import Duty, EventDuty, Occasion, Plan, TermText, TermYear, WorkdayYear

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
