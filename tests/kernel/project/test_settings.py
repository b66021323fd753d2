"""Settings: each room reads a section of its own, which a unit may leave out."""

from typing import Any

import pytest
from pydantic import Field, ValidationError

from branch_portal.project.base import Record
from branch_portal.project.records import Records
from branch_portal.project.settings import OwnSettings, Settings, settings_with


class Ponds(Record):
    """A room's own settings."""

    guide: str | None = Field(default=None, title="怎麼做", json_schema_extra={"refers": "guides"})


PONDS = OwnSettings("ponds", Ponds, "魚塘設置")


@pytest.fixture
def written(records: Records) -> dict[str, Any]:
    """What the sample writes for the kernel alone."""
    settings = records.settings.record
    return {name: getattr(settings, name) for name in Settings.model_fields}


def test_a_section_that_is_not_written_says_nothing(written: dict[str, Any]) -> None:
    assert settings_with([PONDS]).model_validate(written)[PONDS] == Ponds()


def test_a_room_reads_its_own_section(written: dict[str, Any]) -> None:
    assert settings_with([PONDS]).model_validate({**written, "ponds": {"guide": "g1"}})[PONDS].guide == "g1"


def test_the_section_of_a_room_that_is_not_there_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings_with([]).model_validate({**written, "ponds": {"guide": "g1"}})


@pytest.mark.parametrize("years", [(1,), (0, 2026), (-5,), (2026, 9999), (99_999_999_999,)])
def test_a_year_of_another_age_is_refused(written: dict[str, Any], years: tuple[int, ...]) -> None:
    """The first of them was a traceback of the calendar of workdays."""
    with pytest.raises(ValidationError, match=r"years\.[01]"):
        settings_with([]).model_validate({**written, "years": years})
