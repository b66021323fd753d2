"""小工具: one page a tool; what it counts with stands on it in words too, for those without a script."""

import json
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.organisation.kinds import CLAUSES
from branch_portal.site.page import Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.tools import figures
from branch_portal.systems.tools.settings import TOOL_SETTINGS

PATH = "tools/"


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    settings = book.settings[TOOL_SETTINGS]
    found: list[tuple[str, str, str]] = []

    def page(name: str, title: str, words: str, template: str, tool: str, data: object, **more: object) -> Page:
        path = f"{PATH}{name}/"
        found.append((path, title, words))
        values = {"book": book, "clauses": book[CLAUSES], "tool": tool, "figures": json.dumps(data, ensure_ascii=False)}
        return Page(
            path=path,
            title=title,
            render=partial(body, jinja, template, path, {**values, **more}),
            description=words,
            source="site_config/portal.yml",
            kind="tool",
            keywords=("小工具", "計算器", title),
        )

    made = []
    if settings.meetings:
        words = "選什麼會，填應到、實到：能不能開、要幾票通過、記錄怎麼寫"
        made.append(
            page(
                "meeting",
                "人數一算",
                words,
                "tool_meeting.html",
                "meeting",
                figures.meeting_kinds(book),
                settings=settings,
            )
        )
    if settings.dues.bands:
        words = "填每月基數：按哪一檔、每月交多少"
        tables = figures.dues_tables(book)
        made.append(page("dues", "黨費一算", words, "tool_dues.html", "dues", tables, settings=settings.dues))
    for tool in settings.countdowns:
        countdown = book[COUNTDOWNS].get(tool.countdown)
        if countdown:
            words = f"填一個日子：從{countdown.counted_from}倒排，每一步最晚哪天，落在工作日"
            data = figures.countdown_data(book, tool)
            title = countdown.title.removesuffix("步驟").removesuffix("步骤")  # in either script
            more = {"countdown": countdown, "settings": tool, "rows": data["steps"]}
            made.append(page(countdown.id, title, words, "tool_countdown.html", "steps", data, **more))
    if not made:
        return
    yield Page(
        path=PATH,
        title="小工具",
        render=partial(body, jinja, "tools.html", PATH, {"found": found}),
        description="在自己的電腦、手機上算，不上傳、不保存",
        source="site_config/portal.yml",
        kind="tool",
        keywords=("計算", "倒排", "人數"),
    )
    yield from made
