"""The site's navigation: the sections a reader chooses from, and the pages few enough to list there."""

from collections.abc import Iterator

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import NavItem
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.book.model import PART_TITLES
from branch_portal.systems.findings.kinds import RELEASES


def navigation(book: Published) -> Iterator[NavItem]:
    """The site's navigation: data pages that are many (branches, terms, findings) stay out of it."""
    yield NavItem("首頁", urls.HOME)
    yield NavItem(
        "一表",
        children=(
            NavItem("二十四節氣表", urls.YEAR),
            NavItem("重點工作提醒單", urls.SLIPS),
            *(NavItem(f"{one}年", urls.year(one)) for one in book.settings.years),
        ),
    )
    yield NavItem(
        "一書",
        children=(
            NavItem("黨務操作指引", urls.GUIDE),
            *(NavItem(title, children=_guides(book, part)) for part, title in PART_TITLES.items()),
            NavItem("三本六盒一證", urls.CARRIERS),
            NavItem("空白表單", urls.FORMS),
            NavItem("依據文件", urls.BASIS),
        ),
    )
    yield NavItem("一圖", children=(NavItem("支部與導航圖", urls.BRANCHES),))
    yield NavItem(
        "任務",
        children=(NavItem("一事一單", urls.TASKS), NavItem("一鍵統計", urls.TASK_STATISTICS)),
    )
    yield NavItem(
        "整改",
        children=(
            NavItem("三級問題庫", urls.FINDINGS),
            NavItem("分級自查", urls.ROUNDS),
            NavItem("問題清單", urls.PROBLEM_LIST),
            NavItem("責任清單", urls.RESPONSIBILITY_LIST),
            NavItem("任務清單", urls.TASK_LIST),
            *(NavItem(f"{id.replace('-q', '年第')}季度通報", urls.release(id)) for id in sorted(book[RELEASES])),
        ),
    )
    yield NavItem(
        "融合與品牌",
        children=(
            NavItem("四級貫通", urls.GOALS),
            NavItem("目標由誰承接", urls.GOAL_MATRIX),
            NavItem("黨員進網格", urls.GRIDS),
            NavItem("打印網格貼紙", urls.GRID_SIGNS),
            NavItem("品牌實踐", urls.BRAND),
            NavItem("收到什麼，打開什麼", urls.TRIGGERS),
            NavItem("近鄰黨建+共建協議", urls.PACTS),
            NavItem("四進萬家", urls.ACTIONS),
        ),
    )
    yield NavItem("監督", children=(NavItem("三審三查三訪", urls.SUPERVISION),))
    yield NavItem(
        "日曆與提醒",
        children=(
            NavItem("訂閱日曆", urls.CALENDAR),
            NavItem("綠、黃、紅提醒", urls.ALERTS),
            NavItem("更新記錄", urls.UPDATES),
        ),
    )
    yield NavItem("學習", children=(NavItem("學習平台", urls.LEARNING),))
    yield NavItem(
        "說明",
        children=(
            NavItem("怎麼修改內容", urls.EDITING),
            NavItem("怎麼用表格修改", urls.editing("tables")),
            NavItem("怎麼改：一事一單", urls.editing("tasks")),
            NavItem("怎麼改：學習平台", urls.editing("learning")),
            NavItem("怎麼改：繁體版和簡體版", urls.editing("editions")),
            NavItem("怎麼簽發提醒單", urls.editing("slips")),
            NavItem("怎麼設提醒", urls.editing("alerts")),
            NavItem("怎麼讓人搜得到", urls.editing("search")),
            NavItem("怎麼改：四級貫通", urls.editing("goals")),
            NavItem("怎麼改：黨員進網格", urls.editing("grids")),
            NavItem("怎麼改：品牌實踐", urls.editing("brand")),
            NavItem("整改、排查和監督怎麼填", urls.editing("findings")),
            NavItem("保密檢查和泄露處理", urls.editing("privacy")),
            NavItem("改期、取消和日曆台賬", urls.EDITING_CALENDAR),
            NavItem("檢查規則", urls.RULES),
            NavItem("數據下載", urls.DATA),
            NavItem("索引", urls.INDEX),
            NavItem("關於本站", urls.ABOUT),
        ),
    )


def _guides(book: Published, part: str) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(guide.title, urls.guide(guide.id)) for guide in book[GUIDES].values() if guide.meta.part == part
    )
