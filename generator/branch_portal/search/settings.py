"""搜索 settings: how people here ask."""

from pydantic import Field

from branch_portal.project.base import Line, Record
from branch_portal.project.settings import OwnSettings


class Asking(Record):
    """問法: words with which people here ask for one thing, besides those that the search knows by itself."""

    nothing: tuple[Line, ...] = Field(default=(), title="什麼也不問的話")
    when: tuple[Line, ...] = Field(default=(), title="問什麼時候")
    how_long: tuple[Line, ...] = Field(default=(), title="問多久")
    how_often: tuple[Line, ...] = Field(default=(), title="問多久一次")
    how_many: tuple[Line, ...] = Field(default=(), title="問多少")
    who: tuple[Line, ...] = Field(default=(), title="問由誰")
    where: tuple[Line, ...] = Field(default=(), title="問放哪個盒")
    form: tuple[Line, ...] = Field(default=(), title="問用什麼表")
    whether: tuple[Line, ...] = Field(default=(), title="問能不能")


class SearchSettings(Record):
    """搜索: what a portal adds to what search knows."""

    asking: Asking = Field(default=Asking(), title="問法")


SEARCH_SETTINGS = OwnSettings("search", SearchSettings, "搜索設置")

STANDARD = {
    "nothing": " ",
    "when": "什麼時候",
    "how_long": "多久",
    "how_often": "多久一次",
    "how_many": "多少",
    "who": "由誰",
    "where": "放哪個盒",
    "form": "用什麼表",
    "whether": "能不能",
}
"""The words that search itself understands, by what they ask for."""


def asking(settings: SearchSettings) -> tuple[tuple[str, str], ...]:
    """(what is typed, what search understands by it), the longer first, so that none hides in another."""
    found = [(word, STANDARD[name]) for name, words in settings.asking for word in words]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))
