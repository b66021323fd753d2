"""The sixteen systems of the article, in its order: what each reads, checks, shows, and cannot do.

The build asks every system for its pages, events and datasets; the table in `docs/systems.md` is checked against
this list, so that it cannot go stale.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from jinja2 import Environment

from branch_portal.calendar.duty_events import plan_events, review_events, year_events
from branch_portal.calendar.event import Event
from branch_portal.project.handbook import Handbook
from branch_portal.site.page import Page
from branch_portal.system.dataset import Dataset
from branch_portal.system.section import BranchSection, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.actions import pages as actions
from branch_portal.systems.alerts import figures as time_alerts
from branch_portal.systems.alerts import pages as alerts
from branch_portal.systems.book import pages as book
from branch_portal.systems.brands import agenda
from branch_portal.systems.brands import datasets as brand_datasets
from branch_portal.systems.brands import events as brand_events
from branch_portal.systems.brands import pages as brands
from branch_portal.systems.findings import outputs as finding_outputs
from branch_portal.systems.findings import pages as findings
from branch_portal.systems.findings import quarter_pages as quarters
from branch_portal.systems.goals import datasets as goal_datasets
from branch_portal.systems.goals import events as goal_events
from branch_portal.systems.goals import pages as goals
from branch_portal.systems.grids import datasets as grid_datasets
from branch_portal.systems.grids import events as grid_events
from branch_portal.systems.grids import pages as grids
from branch_portal.systems.learning import figures as materials
from branch_portal.systems.learning import pages as learning
from branch_portal.systems.maps import datasets as branch_datasets
from branch_portal.systems.maps import loop_datasets
from branch_portal.systems.maps import pages as branches
from branch_portal.systems.pacts import pages as pacts
from branch_portal.systems.rounds import figures as round_reports
from branch_portal.systems.rounds import pages as rounds
from branch_portal.systems.slips import figures as slip_batches
from branch_portal.systems.slips import pages as slips
from branch_portal.systems.supervision import outputs as supervision_outputs
from branch_portal.systems.supervision import pages as supervision
from branch_portal.systems.tasks import datasets as task_datasets
from branch_portal.systems.tasks import events as task_events
from branch_portal.systems.tasks import pages as tasks
from branch_portal.systems.terms import datasets as year_datasets
from branch_portal.systems.terms import pages as year
from branch_portal.year.schedule import Schedule

T = TypeVar("T")


def _nothing(*_: object) -> Iterable[object]:
    return ()


def _together(*makers: Callable[..., Iterable[T]]) -> Callable[..., Iterable[T]]:
    """What several modules make, one after the other."""
    return lambda *given: chain.from_iterable(maker(*given) for maker in makers)


def _no_section(*_: object) -> None:
    return None


@dataclass(frozen=True)
class System:
    """One system of the article.

    `folders` stand below `data/` unless they begin with `content/`; `rules` are the prefixes of its rules' ids.
    `events` has no day of the build among its arguments: a feed is the same whenever it is made.
    `datasets` become /api/<id>.json with its schema, CSV and XLSX, and are described on the page 數據下載; show
    `macros.downloads(id, link)` under the table of the page that has the same rows.
    `branch_section` and `home_section` are what the system adds to every branch's home and to the site's home,
    made once per build (see `branch_portal.system.section`); they follow one another in the order of `SYSTEMS`.
    `no_events` says why a system has no events of its own.
    `shown_with` is the number of the system on whose pages this one stands, when it has none of its own.
    """

    number: int
    title: str
    folders: tuple[str, ...]
    rules: tuple[str, ...]
    out_of_reach: str
    pages: Callable[[Snapshot, Environment], Iterable[Page]] = _nothing  # type: ignore[assignment]
    events: Callable[[Handbook, Schedule], Iterable[Event]] = _nothing  # type: ignore[assignment]
    datasets: Callable[[Snapshot], Iterable[Dataset]] = _nothing  # type: ignore[assignment]
    branch_section: Callable[[Snapshot, Environment], BranchSection | None] = _no_section
    home_section: Callable[[Snapshot, Environment], HomeSection | None] = _no_section
    shown_with: int | None = None
    no_events: str = ""


SYSTEMS: tuple[System, ...] = (
    System(
        1,
        "二十四節氣表、階段重點工作提醒單",
        ("terms", "solar_terms", "workdays", "occasions", "duties", "event_duties", "slip_batches"),
        ("TERM", "WORK", "OCC", "DUTY", "SLIP"),
        "不知道誰收到、誰看過提醒單",
        pages=_together(year.pages, slips.pages),
        events=_together(year_events, slip_batches.events),
        datasets=_together(year_datasets.datasets, slip_batches.datasets),
    ),
    System(
        2,
        "黨務操作指引、三本六盒一證",
        ("content/guide", "carriers", "forms", "basis"),
        ("GUIDE", "CARR", "FORM", "BASIS"),
        "不代替正式文件",
        pages=book.pages,
        events=review_events,
    ),
    System(
        3,
        "支部年度工作導航圖",
        ("branches", "units", "plans", "roles", "tracks", "cadences"),
        ("ORG", "PLAN", "MAP"),
        "不能在圖上拖動改期",
        pages=branches.pages,
        datasets=_together(branch_datasets.datasets, loop_datasets.datasets),
        events=plan_events,
    ),
    System(
        4,
        "一事一單、統一收集、一鍵統計",
        ("tasks", "feedback"),
        ("TASK", "FB", "XLSX"),
        "不推送消息，沒有已讀回執；數字到最近一次生成為止；沒有倉庫賬號的，打印反饋單交人代錄",
        pages=tasks.pages,
        events=task_events.events,
        datasets=task_datasets.datasets,
        branch_section=tasks.branch_section,
        home_section=tasks.home_section,
    ),
    System(
        5,
        "綠色通知、黃色提醒、紅色告警",
        ("countdowns",),
        ("ALERT",),
        "不繳款、不記金額，不知道誰辦了、誰沒辦：顏色只按日期算",
        pages=alerts.pages,
        events=time_alerts.events,
        datasets=time_alerts.datasets,
        branch_section=alerts.branch_section,
        home_section=alerts.home_section,
    ),
    System(
        6,
        "學習平台",
        ("topics", "materials", "content/learning"),
        ("LEARN",),
        "不計學時，不做測驗和積分，不記誰看過",
        pages=learning.pages,
        events=materials.events,
        datasets=materials.datasets,
    ),
    System(
        7,
        "排查：分級自查",
        ("rounds", "selfchecks"),
        ("ROUND",),
        "不收自查底稿，只登記數目和問題編號",
        pages=rounds.pages,
        events=round_reports.events,
        datasets=round_reports.datasets,
    ),
    System(
        8,
        "四層次問題清單、責任清單、任務清單",
        ("findings",),
        ("FIND",),
        "不登記人的名字和處理情況，不核實整改是否真實",
        pages=findings.pages,
        datasets=finding_outputs.finding_datasets,
        no_events="公開那天以前誰也不能知道有這個問題，訂閱的日曆等不了那一天；時限看提醒頁",
        branch_section=rounds.branch_section,
        home_section=rounds.home_section,
    ),
    System(
        9,
        "三級問題庫、季度通報",
        ("releases",),
        ("REL",),
        "不核實整改是否真實，不受理舉報",
        pages=quarters.pages,
        events=finding_outputs.events,
        datasets=_together(finding_outputs.quarter_datasets, finding_outputs.external_datasets),
    ),
    System(
        10,
        "四級貫通",
        ("goals", "charters", "task_sheets", "action_plans"),
        ("GOAL",),
        "不替人分解目標，不核實實際值",
        pages=goals.pages,
        events=goal_events.events,
        datasets=goal_datasets.datasets,
        branch_section=goals.branch_section,
    ),
    System(
        11,
        "協管黨員進網格",
        ("grids",),
        ("GRID",),
        "不受理訴求，沒有實時地圖，不登記人名和電話",
        pages=grids.pages,
        events=grid_events.events,
        datasets=grid_datasets.datasets,
        branch_section=grids.branch_section,
    ),
    System(
        15,
        "先鋒服務、近鄰黨建+",
        ("playbooks", "campaigns", "pacts"),
        ("BRAND", "PACT"),
        "不接收預警，不登記保電對象、地點、路線和名單",
        pages=lambda snapshot, jinja: (*brands.pages(snapshot, jinja), *pacts.pages(snapshot, jinja)),
        events=brand_events.events,
        datasets=brand_datasets.brand_datasets,
        branch_section=brands.branch_section,
        home_section=agenda.home_section,
    ),
    System(
        16,
        "四進萬家",
        ("actions",),
        ("ACT",),
        "不登記受助人，少於5人不寫人數；愛心檔案不進倉庫",
        pages=actions.pages,
        datasets=brand_datasets.action_datasets,
        no_events="節點和年度盤點是年度任務，已在日曆裡，不重複",
        branch_section=actions.branch_section,
    ),
    System(
        12,
        "三審：年度計劃審核",
        ("reviews",),
        ("REV",),
        "不收計劃全文和審核底稿，只登記單位、角色、日期和意見",
        pages=supervision.pages,
        events=supervision_outputs.review_events,
        datasets=supervision_outputs.review_datasets,
        branch_section=supervision.branch_section,
    ),
    System(
        13,
        "三查：督導訪談、一線督查、一線考核",
        ("inspections",),
        ("INSP",),
        "不收檢查單和線索，發現都登記成問題",
        events=supervision_outputs.inspection_events,
        datasets=supervision_outputs.inspection_datasets,
        shown_with=12,
    ),
    System(
        14,
        "三訪：辦事黨員、服務對象、職工群眾",
        ("interviews",),
        ("VISIT",),
        "不收問卷和談話原話，不足五人的不登記",
        events=supervision_outputs.interview_events,
        datasets=supervision_outputs.interview_datasets,
        shown_with=12,
    ),
)
"""Every system that is built, by its number in the article's order."""
