"""示例: what is left of the sample in a portal that says it is one no more."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records

LEFT = rule(
    "SITE-03",
    "名稱不是樣例的",
    "設置裡寫著不是樣例（sample: false），頁面上沒有標記，名稱卻還是樣例的，看的人不知道是真是假。",
    "改成本單位的名稱；只用來試的記錄，刪去；整個門戶還是樣例，設置裡寫 sample: true。",
    severity="warning",
)
_MANY, _SHOWN = 5, 20
"""Names from which on they are told at once, and how many of them."""
_SAMPLE = ("示例", "樣例", "样例")
_NAMES = ("name", "organisation", "description", "office")
_TITLES = ("title", "short")


def check(records: Records) -> Iterator[Problem]:
    """Names of the unit itself, and titles of what it wrote; what stands below belongs to somebody else."""
    settings = records.settings
    if settings.record.sample:
        return
    named = [(settings.at(name), str(getattr(settings.record, name))) for name in _NAMES]
    for kind, group in records:
        for item in group.values():
            if item.own:
                fields = kind.fields(item.record)
                named += [
                    (item.at(name), said) for name in _TITLES if isinstance(said := getattr(fields, name, None), str)
                ]
    left = [(place, said, word) for place, said in named if (word := next((one for one in _SAMPLE if one in said), ""))]
    if len(left) > _MANY:
        shown = "、".join(f"{place.path}:{place.line}" for place, _, _ in left[:_SHOWN])
        message = f"有{len(left)}處名稱裡還有「示例」：{shown}{'等' if len(left) > _SHOWN else ''}"
        yield LEFT.problem(settings.at("sample"), message, value="false")
        return
    for place, said, word in left:
        yield LEFT.problem(place, f"名稱裡還有「{word}」", value=said)
