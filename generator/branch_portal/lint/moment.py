"""A written date or time with its kind, comparable with others of the same kind."""

from dataclasses import dataclass

from branch_portal.lint.grammar import Property
from branch_portal.lint.values import date, date_time

KIND_TITLES = {"date": "只有日期", "utc": "UTC 時間", "zone": "帶時區的時間", "floating": "不帶時區的時間"}


@dataclass(frozen=True)
class Moment:
    """`text` compares as the time does, within one `kind` and `zone`."""

    kind: str
    text: str
    zone: str = ""

    def comparable(self, other: "Moment") -> bool:
        return self.kind == other.kind and self.zone == other.zone

    @property
    def is_date(self) -> bool:
        return self.kind == "date"


def moment(text: str, zone: str = "") -> Moment | None:
    """The moment that is written; none where it is not a date or time."""
    if not date(text):
        return Moment("date", text)
    if date_time(text):
        return None
    if text.endswith("Z"):
        return Moment("utc", text)
    return Moment("zone", text, zone) if zone else Moment("floating", text)


def moment_of(one: Property | None) -> Moment | None:
    """The property's moment; none without the property or with a value that is none."""
    if not one:
        return None
    zone = one.parameters.get("TZID")
    return moment(one.value, zone.values[0] if zone else "")


def moments_of(one: Property) -> list[Moment]:
    """The moments of a list; of a period its start."""
    zone = one.parameters.get("TZID")
    found = [moment(value.split("/")[0], zone.values[0] if zone else "") for value in one.value.split(",")]
    return [value for value in found if value]
