"""The unit's own settings: names, addresses, years and switches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, Field, create_model
from pydantic_core import PydanticCustomError

from branch_portal.project.alert_settings import AlertSettings
from branch_portal.project.base import Id, InYear, Line, Record, Text


class Window(Record):
    """How many months of events a feed holds, counted from the month of the last `portal calendar update`."""

    back: int = Field(title="往前幾個月", ge=0, le=60)
    ahead: int = Field(title="往後幾個月", ge=1, le=60)


Script = Literal["hant", "hans"]
"""字體: Traditional (繁體) or Simplified (簡體) characters, by their ISO 15924 codes in lower case."""
SCRIPT_TITLES: Mapping[Script, str] = {"hant": "繁體", "hans": "簡體"}


Alarms = Literal["one", "three"]


Switch = Literal["branch_roles", "quiet", "weekly", "branch_alerts"]
"""A kind of calendar that a portal may do without."""


class CalendarSettings(Record):
    """How the feeds introduce themselves, which there are, and how much each may hold.

    Which are made where the settings do not say, and how many months a branch's holds, goes by the number of branches
    (`calendar.extent`). At the addresses of `former` ones stands a notice that says what to subscribe to instead.
    Google loses events of feeds above about 1,000 events or 1 MB (reported), hence the two limits.
    """

    uid_host: str = Field(title="日曆標識的域名", pattern=r"^[a-z0-9.-]+$", max_length=60)
    window: Window = Field(default=Window(back=12, ahead=18), title="日曆收錄的月份")
    branch_window: Window | None = Field(default=None, title="支部日曆收錄的月份")
    alert_window: Window = Field(default=Window(back=0, ahead=4), title="提醒日曆收錄的月份")
    alarms: Alarms = Field(default="one", title="一條響鈴一次，還是三級各響一次")
    own_window: Window = Field(default=Window(back=1, ahead=4), title="按支部和角色分的、不響鈴的日曆收錄的月份")
    week_window: Window = Field(default=Window(back=0, ahead=3), title="每週一條的日曆收錄的月份")
    branch_roles: bool | None = Field(default=None, title="是否為每個支部的每個角色生成日曆")
    quiet: bool | None = Field(default=None, title="是否另有不響鈴的日曆")
    weekly: bool | None = Field(default=None, title="是否另有每週一條的日曆")
    branch_alerts: bool | None = Field(default=None, title="是否為每個支部生成提醒日曆")
    former: tuple[Switch, ...] = Field(default=(), title="從前發布過、現在不做的日曆")
    many_percent: int = Field(default=10, title="一次改動佔將到事項的百分之幾算大批改動", ge=0, le=100)
    max_events: int = Field(default=1000, title="一個日曆最多多少條", ge=1)
    max_kilobytes: int = Field(default=900, title="一個日曆最大多少千字節", ge=1)


FORGE_TITLES: dict[str, str] = {
    "github": "GitHub",
    "gitlab": "GitLab、極狐",
    "gitea": "Gitea",
    "forgejo": "Forgejo",
    "gitee": "Gitee，碼雲",
}


def _page_of_repository(address: str) -> str:
    """The page of a repository; what is cloned ends otherwise, and the links made of it lead nowhere."""
    if address.removesuffix("/").endswith(".git"):
        raise PydanticCustomError("repository_clone", "repository")
    return address


class ForgeSettings(Record):
    """Where editors change the files: which forge it is and where the repository lies.

    With `report` every page leads to a new issue. `edit`, `new` and `issue` replace the addresses that follow from the
    kind, for a forge that differs (see `site.forge`).
    """

    kind: Literal["github", "gitlab", "gitea", "forgejo", "gitee"] = Field(title="倉庫類型")
    repository: Annotated[str, AfterValidator(_page_of_repository)] = Field(
        title="倉庫網址", pattern=r"^https?://[!-~]+$"
    )
    branch: str = Field(default="main", title="主分支", pattern=r"^[A-Za-z0-9._/-]+$")
    edit: str | None = Field(default=None, title="修改鏈接模板", pattern=r"^https?://\S*\{path\}\S*$")
    new: str | None = Field(
        default=None, title="新建鏈接模板", pattern=r"^https?://\S*(\{path\}|\{folder\}\S*\{name\})\S*$"
    )
    report: bool = Field(default=False, title="各頁有「報告錯誤」")
    issue: str | None = Field(default=None, title="報告錯誤鏈接模板", pattern=r"^https?://\S*\{title\}\S*$")


class EditionSettings(Record):
    """字體版本: what the files are written in, and what is published, the first at the site's root."""

    source: Script = Field(default="hant", title="資料用的字體")
    published: tuple[Script, ...] = Field(default=("hant", "hans"), title="發布的版本", min_length=1, max_length=2)


class Hotlines(Record):
    """Office lines printed on signs; never a person's."""

    service: Line = Field(title="供電服務熱線")
    supervision: Line = Field(title="監督電話")


class RoleSettings(Record):
    """角色: which of the roles the rules and the calendar have to tell from the others.

    `upper` roles may excuse a branch from something; what a branch as a whole has to do is in the feed of `branch_head`.
    """

    upper: tuple[str, ...] = Field(default=(), title="上級角色", json_schema_extra={"refers": "roles"})
    branch_head: str | None = Field(default=None, title="支部負責人", json_schema_extra={"refers": "roles"})


class HelpSettings(Record):
    """指引: the guides that pages of several systems lead to; without one there is no link."""

    portal: Id | None = Field(default=None, title="本手冊怎麼用", json_schema_extra={"refers": "guides"})
    reply: Id | None = Field(default=None, title="提醒單怎麼回覆", json_schema_extra={"refers": "guides"})


class Hidden(Record):
    """不用的下層記錄: one record of a layer below that this portal leaves out; `kind` is its folder's name."""

    kind: str = Field(title="類別", pattern=r"^[a-z_]+$", max_length=40)
    id: str = Field(title="編號", min_length=1, max_length=80)
    reason: Line = Field(title="理由")


Layers = Annotated[tuple[Annotated[str, Field(pattern=r"^[^\\\s]+$", max_length=200)], ...], Field(title="下層")]


class LayerSettings(Record):
    """What a portal that stands on another reads of that one's settings."""

    organisation: Line = Field(title="單位名稱")
    editions: EditionSettings = Field(default=EditionSettings(), title="字體版本")
    layers: Layers = ("library",)
    hide: tuple[Hidden, ...] = Field(default=(), title="不用的下層記錄")


S = TypeVar("S", bound=Record, covariant=True)


@dataclass(frozen=True)
class OwnSettings(Generic[S]):
    """What one room reads from the settings, below a key of its own: `settings[GRID_SETTINGS]`.

    Every field of the model has a default, so that a unit may leave the whole section out.
    """

    name: str
    model: type[S]
    title: str


FORMAT = 1
"""The format of a portal's files that this program writes; `portal migrate` brings an older one to it."""


def _in_a_row(years: tuple[int, ...]) -> tuple[int, ...]:
    """Years in the order in which slips and ledgers count them, each once."""
    if years and list(years) != list(range(min(years), min(years) + len(years))):
        raise PydanticCustomError("years_order", "years")
    return years


class Settings(Record):
    """本單位設置 (`site_config/portal.yml`): what the kernel reads; `settings_with` adds what the rooms read."""

    format: int = Field(default=0, title="格式版本", ge=0, le=999)
    name: Line = Field(title="門戶名稱")
    organisation: Line = Field(title="單位名稱")
    description: Text = Field(title="一句話介紹")
    site_url: str = Field(title="發布網址", pattern=r"^https?://[!-~]+/$")
    sample: bool = Field(default=False, title="示例標記")
    sample_notice: Line = Field(default="樣例數據，不代表任何真實單位", title="示例提示語")
    years: Annotated[tuple[Annotated[int, Field(ge=1990, le=2199)], ...], AfterValidator(_in_a_row)] = Field(
        title="編製年度", min_length=1
    )
    first_quarter: Annotated[str, Field(pattern=r"^[0-9]{4}-q[1-4]$"), InYear] = Field(title="整改統計起始季度")
    office: Line = Field(title="聯繫處室")
    hotlines: Hotlines = Field(default=Hotlines(service="（待填寫）", supervision="（待填寫）"), title="辦公熱線")
    calendar: CalendarSettings = Field(title="日曆設置")
    editions: EditionSettings = Field(default=EditionSettings(), title="字體版本")
    forge: ForgeSettings | None = Field(default=None, title="倉庫鏈接")
    carriers: tuple[int, int, int] = Field(title="本、盒、證的數目")
    learning_max_mb: int = Field(default=50, title="學習文件大小上限（MB）", ge=1, le=500)
    appraisal: Id | None = Field(default=None, title="年度考評任務", json_schema_extra={"refers": "duties"})
    slips: Literal["term", "month"] = Field(default="term", title="提醒單按什麼分期")
    alerts: AlertSettings = Field(default=AlertSettings(), title="提醒設置")
    roles: RoleSettings = Field(default=RoleSettings(), title="程序要認得的角色")
    form_page: bool = Field(default=False, title="網頁表單")
    help: HelpSettings = Field(default=HelpSettings(), title="各頁指向的指引")
    layers: Layers = ("library",)
    hide: tuple[Hidden, ...] = Field(default=(), title="不用的下層記錄")

    def __getitem__(self, own: OwnSettings[S]) -> S:
        """A room's own settings."""
        found: S = getattr(self, own.name)
        return found


def settings_with(rooms: Iterable[OwnSettings[Any]]) -> type[Settings]:
    """The settings of a portal that has these rooms."""
    return _settings_with(tuple(rooms))


@cache
def _settings_with(rooms: tuple[OwnSettings[Any], ...]) -> type[Settings]:
    fields: dict[str, Any] = {own.name: (own.model, Field(default=own.model(), title=own.title)) for own in rooms}
    return create_model("Settings", __base__=Settings, __doc__=Settings.__doc__, **fields)
