"""The kind of record that counts back from a day."""

from branch_portal.project.kind import Kind
from branch_portal.systems.alerts.model import Countdown

COUNTDOWNS: Kind[str, Countdown] = Kind("countdowns", Countdown, "倒排步驟", shared=True, whole=True)
