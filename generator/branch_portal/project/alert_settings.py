"""提醒設置: how many days before a day each level begins, and who is told."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from branch_portal.project.base import Date, Id, Record


class AlertDays(Record):
    """綠、黃、紅: how many days before (or after) the due day each level begins."""

    green: int = Field(title="綠色通知：期限前天數", ge=-60, le=400)
    yellow: int = Field(title="黃色提醒：期限前天數", ge=-60, le=400)
    red: int = Field(title="紅色告警：期限前天數", ge=-60, le=400)

    @model_validator(mode="after")
    def _in_order(self) -> "AlertDays":
        if not self.green >= self.yellow >= self.red:
            raise PydanticCustomError("alert_order", "alerts")
        return self


class ExtendedAlertDays(Record):
    """Days before the extended day of an election; green begins with the approval."""

    yellow: int = Field(title="黃色提醒：期限前天數", ge=0, le=400)
    red: int = Field(title="紅色告警：期限前天數", ge=0, le=400)


class Recipients(Record):
    """Who is told: the circle grows with the level."""

    green: tuple[str, ...] = Field(default=(), title="綠色通知", json_schema_extra={"refers": "roles"})
    yellow: tuple[str, ...] = Field(default=(), title="黃色提醒", json_schema_extra={"refers": "roles"})
    red: tuple[str, ...] = Field(default=(), title="紅色告警", json_schema_extra={"refers": "roles"})


class AlertSettings(Record):
    """提醒設置 (`alerts` in the settings).

    180 days before a term ends: 《中國共產黨支部工作條例（試行）》, article 21. The other figures are the portal's defaults.
    They count calendar days; a level that would begin on a closed day begins on an open one (`year/alert_days.py`).
    """

    election: AlertDays = Field(default=AlertDays(green=180, yellow=90, red=30), title="換屆提醒天數")
    extended: ExtendedAlertDays = Field(default=ExtendedAlertDays(yellow=30, red=0), title="延期換屆提醒天數")
    agreement: AlertDays = Field(default=AlertDays(green=60, yellow=30, red=7), title="協議到期提醒天數")
    chain: AlertDays = Field(default=AlertDays(green=30, yellow=15, red=3), title="四級貫通提醒天數")
    finding: AlertDays = Field(default=AlertDays(green=30, yellow=10, red=3), title="整改時限提醒天數")
    recipients: Recipients = Field(default=Recipients(), title="換屆提醒對象")
    basis: str | None = Field(default=None, title="換屆提醒的依據文件", json_schema_extra={"refers": "basis"})
    clause: Id | None = Field(default=None, title="換屆提前天數的條款卡", json_schema_extra={"refers": "clauses"})
    looked_at: Date | None = Field(default=None, title="條款變動後再看日期")
    track: Id | None = Field(default=None, title="換屆歸哪條泳道", json_schema_extra={"refers": "tracks"})
    extended_by: tuple[str, ...] = Field(
        default=(), title="可以批准延期換屆的角色", json_schema_extra={"refers": "roles"}
    )
    dues: tuple[Id, ...] = Field(default=(), title="黨費截止任務", json_schema_extra={"refers": "duties"})
    horizon: int = Field(default=120, title="提醒頁向前看幾天", ge=90, le=400)
