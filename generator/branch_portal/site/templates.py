"""The Jinja environment: autoescape always on, unknown names are errors, links are relative."""

import datetime as dt
from collections.abc import Container, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from branch_portal.ground.day_words import day, day_from, full_date, month_day
from branch_portal.site import urls
from branch_portal.site.compiled import COMPILED as COMPILED
from branch_portal.year.alert_days import Alerted


def template_folders(rooms: Container[str]) -> list[Path]:
    """The `templates/` of every room, of those below `systems/` of these; the names of templates differ across rooms."""
    package = Path(__file__).parents[1]
    systems = package / "systems"
    found = (folder for folder in package.glob("**/templates") if systems not in folder.parents)
    return sorted([*found, *(one for one in systems.glob("*/templates") if one.parent.name in rooms)])


class _Every(Container[str]):
    def __contains__(self, _: object) -> bool:
        return True


def environment(rooms: Container[str] = _Every()) -> Environment:
    """A fresh environment for a portal with these rooms; make one per build.

    In templates `has_room(name)` says whether a room is there whose pages this one leads to without needing them.
    """
    jinja = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in template_folders(rooms)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
    )
    jinja.filters["day"] = day
    jinja.filters["date"] = full_date
    jinja.filters["month_day"] = month_day
    jinja.filters["dated"] = dated
    jinja.filters["day_from"] = day_from
    jinja.filters["days_before"] = days_before
    jinja.filters["ahead"] = ahead
    jinja.filters["number"] = number
    jinja.globals["urls"] = urls
    jinja.globals["has_room"] = rooms.__contains__
    return jinja


def dated(value: dt.date | None) -> Markup:
    """`2026年3月20日` as an element that no line break divides; empty for no day."""
    return Markup('<time datetime="{}">{}</time>').format(value, full_date(value)) if value else Markup()


def days_before(value: dt.date, days: int) -> dt.date:
    """The day that lies `days` days earlier."""
    return value - dt.timedelta(days=days)


class Lit(Alerted, Protocol):
    """What changes its colour with time."""

    @property
    def due(self) -> dt.date: ...


def ahead(item: Lit) -> str:
    """How many days before its last day green, yellow and red begin, `30 15 3`: on a page with hundreds of days a
    third as long as the days themselves, and mostly the same."""
    return " ".join(str((item.due - day).days) for day in (item.green, item.yellow, item.red))


def fragment(jinja: Environment, template: str, path: str, **values: Any) -> Markup:
    """A part of the page at `path`, to be put into it; `link(target)` as in `body`."""
    return Markup(jinja.get_template(template).render(link=partial(urls.relative, page=path), **values))


def number(value: float) -> str:
    """A figure as people write it: `120`, `98.5`; at most six decimals."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def body(jinja: Environment, template: str, path: str, values: Mapping[str, Any]) -> Markup:
    """The body of the page at `path`; in the template `link(target)` gives a relative address."""
    text = jinja.get_template(template).render(link=partial(urls.relative, page=path), **values)
    return Markup('<div class="portal">\n{}</div>\n').format(Markup(text))
