"""先鋒服務: playbooks, their checklists on one A4, the trigger pages in large print, and campaigns."""

from collections.abc import Iterator, Mapping
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import panels
from branch_portal.system.section import BranchSection, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.brands.kinds import CAMPAIGNS, DRILLS, PLAYBOOKS
from branch_portal.systems.brands.model import BRAND_KIND_TITLES, STAGE_TITLES, Campaign, Drill, Playbook
from branch_portal.systems.brands.settings import BRAND_SETTINGS

_TITLES: Mapping[str, Mapping[str, str]] = {
    "kinds": BRAND_KIND_TITLES,  # type: ignore[dict-item]
    "stages": STAGE_TITLES,  # type: ignore[dict-item]
}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    shared = {
        "book": book,
        "titles": _TITLES,
        "playbooks": sorted(
            book[PLAYBOOKS].values(), key=lambda one: (list(BRAND_KIND_TITLES).index(one.kind), one.id)
        ),
        "campaigns": sorted(book[CAMPAIGNS].values(), key=lambda one: (one.stages[0].first, one.id), reverse=True),
        "as_of": snapshot.as_of,
        "minutes": book.settings[BRAND_SETTINGS].three_minutes,
        "qr": lambda path, label: qr_code(f"{book.settings.site_url}{path}", label),
    }
    parts = panels(snapshot, jinja, urls.BRAND)
    more = "和".join(part.title for part in parts)
    yield Page(
        path=urls.BRAND,
        title="品牌實踐",
        render=partial(body, jinja, "brand.html", urls.BRAND, {**shared, "panels": parts, "more": more}),
        toc=(
            Heading("先鋒服務", "service"),
            Heading("近期行動", "campaigns"),
            *([Heading(more, "more")] if parts else []),
        ),
        description="先鋒服務、近鄰黨建+、四進萬家：檢查單、觸發頁、協議和行動",
        source="data/playbooks",
        kind="brand",
        keywords=("先鋒服務", "政治保電", "守護榕城", "應急搶修", "近鄰黨建", "四進萬家"),
    )
    yield Page(
        path=urls.TRIGGERS,
        title="收到什麼，打開什麼",
        render=partial(body, jinja, "triggers.html", urls.TRIGGERS, shared),
        description="預警、通知、故障：打開哪張檢查單，誰先動，頭幾步",
        source="data/playbooks",
        kind="brand",
        keywords=("預警", "颱風", "寒潮", "故障", "觸發"),
    )
    for playbook in book[PLAYBOOKS].values():
        drilled = [drill for drill in book[DRILLS].values() if drill.playbook == playbook.id]
        yield from _playbook(playbook, drilled, shared, jinja)
    for campaign in book[CAMPAIGNS].values():
        path = urls.campaign(campaign.id)
        playbook = book[PLAYBOOKS][campaign.playbook]
        values = {**shared, "campaign": campaign, "playbook": playbook}
        yield Page(
            path=path,
            title=campaign.title,
            render=partial(body, jinja, "campaign.html", path, values),
            toc=tuple(Heading(STAGE_TITLES[stage.stage], stage.stage) for stage in campaign.stages),
            description=f"{BRAND_KIND_TITLES[playbook.kind]}：各階段起止和檢查單",
            source=f"data/campaigns/{campaign.id}.yml",
            kind="brand",
            keywords=(BRAND_KIND_TITLES[playbook.kind],),
            year=campaign.stages[0].first.year,
        )


def _playbook(
    playbook: Playbook, drilled: list[Drill], shared: Mapping[str, object], jinja: Environment
) -> Iterator[Page]:
    path = urls.playbook(playbook.id)
    values = {**shared, "playbook": playbook, "drills": drilled}
    source = f"data/playbooks/{playbook.id}.yml"
    kits = (Heading("備料套餐", "kits"),) if playbook.kits else ()
    minutes = (Heading("三分鐘口徑", "three-minutes"),) if playbook.kind == "repair" else ()
    drills = (Heading("演練", "drills"),) if drilled else ()
    yield Page(
        path=path,
        title=playbook.title,
        render=partial(body, jinja, "playbook.html", path, values),
        toc=(Heading("什麼情況打開", "triggers"), Heading("各階段檢查單", "stages"), *minutes, *kits, *drills),
        description=playbook.summary,
        source=source,
        kind="brand",
        keywords=(BRAND_KIND_TITLES[playbook.kind], *(STAGE_TITLES[stage.id] for stage in playbook.stages)),
    )
    for stage in playbook.stages:
        checklist = urls.checklist(playbook.id, stage.id)
        yield Page(
            path=checklist,
            title=f"{playbook.title}：{STAGE_TITLES[stage.id]}檢查單",
            render=partial(body, jinja, "checklist.html", checklist, {**values, "stage": stage}),
            description=f"{STAGE_TITLES[stage.id]}：{stage.timing}，A4一頁，可打印",
            source=source,
            kind="brand",
            keywords=(BRAND_KIND_TITLES[playbook.kind], "檢查單", "打印"),
        )
    stages = {stage.id: stage for stage in playbook.stages}
    for trigger in playbook.triggers:
        page = urls.trigger(playbook.id, trigger.id)
        yield Page(
            path=page,
            title=f"{trigger.title}：打開這一頁",
            render=partial(
                body, jinja, "trigger.html", page, {**values, "trigger": trigger, "stage": stages[trigger.stage]}
            ),
            description=f"{trigger.title}：誰先動、頭幾步、{STAGE_TITLES[trigger.stage]}檢查單，大字一頁",
            source=source,
            kind="brand",
            keywords=(BRAND_KIND_TITLES[playbook.kind], "觸發頁", "打印"),
            roles=(trigger.role,),
        )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """On a branch's home: its campaigns and drills."""
    campaigns: dict[str, list[Campaign]] = {}
    for campaign in snapshot.book[CAMPAIGNS].values():
        for id in campaign.branches:
            campaigns.setdefault(id, []).append(campaign)
    drills: dict[str, list[Drill]] = {}
    for drill in snapshot.book[DRILLS].values():
        for id in drill.branches:
            drills.setdefault(id, []).append(drill)

    def render(branch: Branch) -> Markup:
        return fragment(
            jinja,
            "branch_brand.html",
            urls.branch(branch.id),
            campaigns=campaigns.get(branch.id, ()),
            drills=drills.get(branch.id, ()),
        )

    return BranchSection("brand", "先鋒服務", render)


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection | None:
    """The reminder that nobody has said yet what 三分鐘 means here; with every repair playbook answered there is none."""
    unsaid = [
        one
        for one in snapshot.book[PLAYBOOKS].values()
        if one.kind == "repair" and not (snapshot.book.settings[BRAND_SETTINGS].three_minutes or one.three_minutes)
    ]
    if not unsaid:
        return None
    made = partial(fragment, jinja, "home_three_minutes.html", urls.HOME, playbooks=unsaid)
    return HomeSection("three-minutes", "要先定的口徑", made)
