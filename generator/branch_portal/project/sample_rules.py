"""示例: what is left of the sample in a portal that says it is one no more."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records

LEFT = rule(
    "SITE-03",
    "名稱裡沒有示例的字樣",
    "設置裡已經不是示例，頁面上沒有示例標記，名稱裡還寫著「示例」，看的人不知道是真是假。",
    "改成本單位的名稱；只用來試的記錄，刪去；整個門戶還是示例的，設置裡寫 sample: true。",
    severity="warning",
)
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
    for place, said in named:
        if word := next((one for one in _SAMPLE if one in said), ""):
            yield LEFT.problem(place, f"名稱裡還有「{word}」", value=said)
