"""三審三查三訪: reviews of the year's plan, quarterly inspections, and what interviews showed, all without persons."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, Record
from branch_portal.project.excuse import Excuse
from branch_portal.project.since import Since

ReviewSide = Literal["party", "business", "branch"]
REVIEW_SIDE_TITLES: dict[str, str] = {"party": "黨建部門", "business": "業務部門", "branch": "基層黨支部"}
Opinion = Literal["accept", "revise"]
OPINION_TITLES: dict[str, str] = {"accept": "同意", "revise": "修改"}
InspectionKind = Literal["talk", "spot", "appraisal"]
INSPECTION_KIND_TITLES: dict[str, str] = {
    "talk": "黨委「督導訪談」",
    "spot": "紀委「一線督查」",
    "appraisal": "組織部「一線考核」",
}
InterviewGroup = Literal["members", "clients", "staff"]
INTERVIEW_GROUP_TITLES: dict[str, str] = {"members": "辦事黨員", "clients": "服務對象", "staff": "職工群眾"}
Half = Literal["h1", "h2"]
HALF_TITLES: dict[str, str] = {"h1": "上半年", "h2": "下半年"}
SlotStatus = Literal["held", "planned", "excused"]
SLOT_STATUS_TITLES: dict[str, str] = {"held": "已開展", "planned": "已安排", "excused": "經批准不開展"}


Mended = Literal["mended", "partly", "not_yet"]
MENDED_TITLES: dict[str, str] = {"mended": "改了", "partly": "改了一部分", "not_yet": "還沒有改"}


class SignOff(Record):
    """One opinion of one side on a plan."""

    side: ReviewSide = Field(title="哪一方")
    organisation: Id = Field(title="單位", json_schema_extra={"refers": "organisations"})
    role: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    on: Since = Field(title="日期")
    opinion: Opinion = Field(title="意見")
    note: Line | None = Field(default=None, title="意見")
    answer: Line | None = Field(default=None, title="採納情況")


class Review(Record):
    """三審: the opinions on one organisation's plan of one year (`<year>-<organisation>.yml`)."""

    id: Id = Field(title="編號")
    year: int = Field(title="年度", ge=2000, le=2100)
    subject: Id = Field(title="誰的計劃", json_schema_extra={"refers": "organisations"})
    signoffs: tuple[SignOff, ...] = Field(title="意見", min_length=1)
    late: Line | None = Field(default=None, title="晚於截止日的原因")


class LookedAgain(Record):
    """What an inspection saw of a problem that was found before."""

    finding: Id = Field(title="問題編號", json_schema_extra={"refers": "findings"})
    result: Mended = Field(title="改了沒有")
    note: Line = Field(title="看到什麼")


class Inspection(Record):
    """三查: one of the twelve slots of a year (`<year>-q<quarter>-<kind>.yml`)."""

    id: Id = Field(title="編號")
    year: int = Field(title="年度", ge=2000, le=2100)
    quarter: int = Field(title="季度", ge=1, le=4)
    kind: InspectionKind = Field(title="類別")
    organisation: Id = Field(title="檢查單位", json_schema_extra={"refers": "units"})
    topic: Line = Field(title="查什麼")
    units: tuple[Id, ...] = Field(default=(), title="被查單位", json_schema_extra={"refers": "organisations"})
    status: SlotStatus = Field(title="狀態")
    on: Date | None = Field(default=None, title="日期")
    excused: Excuse | None = Field(default=None, title="不開展的說明")
    followed_up: tuple[LookedAgain, ...] = Field(default=(), title="上次的問題")
    found: int = Field(default=0, title="發現數", ge=0)
    findings: tuple[Id, ...] = Field(default=(), title="登記的問題", json_schema_extra={"refers": "findings"})


class Score(Record):
    """The mean answer to one question, out of 100; the weights of all questions make 100."""

    item: Line = Field(title="評價內容")
    weight: int = Field(title="權重", ge=1, le=100)
    score: float = Field(title="平均分", ge=0, le=100)


class Heard(Record):
    """What became of a wish of the round before."""

    theme: Line = Field(title="上一輪的意見")
    result: Mended = Field(title="改了沒有")
    note: Line = Field(title="怎麼看出來的")


class Interview(Record):
    """三訪: one group's interviews of one half-year, as counts and means (`<year>-<half>-<group>.yml`)."""

    id: Id = Field(title="編號")
    year: int = Field(title="年度", ge=2000, le=2100)
    half: Half = Field(title="半年")
    group: InterviewGroup = Field(title="訪談對象")
    status: SlotStatus = Field(title="狀態")
    first: Date | None = Field(default=None, alias="from", title="起")
    last: Date | None = Field(default=None, alias="to", title="止")
    excused: Excuse | None = Field(default=None, title="不開展的說明")
    n: int | None = Field(default=None, title="訪談人數", ge=1)
    scores: tuple[Score, ...] = Field(default=(), title="得分")
    followed_up: tuple[Heard, ...] = Field(default=(), title="上一輪的意見改了沒有")
    themes: tuple[Line, ...] = Field(default=(), title="歸納的意見")
    findings: tuple[Id, ...] = Field(default=(), title="轉成的問題", json_schema_extra={"refers": "findings"})
