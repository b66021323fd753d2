"""減負設置: from how many matters a week on somebody should think twice."""

from pydantic import Field

from branch_portal.project.base import Record
from branch_portal.project.settings import OwnSettings


class LoadSettings(Record):
    """減負 (`loads` in the settings); the figure is common practice, a guide's 一週不超過幾件."""

    week: int = Field(default=8, title="一個支部一週最多幾件", ge=1, le=50)
    notice: int = Field(default=5, title="至少提前幾天通知", ge=0, le=60)


LOAD_SETTINGS = OwnSettings("loads", LoadSettings, "減負賬")
