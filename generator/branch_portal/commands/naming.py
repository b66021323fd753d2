"""How a command line names a kind of record: its folder, its title, or a part of its title that no other has."""

from typing import Any

import click

from branch_portal.project.kind import Kind, Kinds


def named_kind(text: str, kinds: Kinds, *, shared: bool = False) -> Kind[Any, Any]:
    """The kind that is meant, of the `shared` ones alone if so asked; ends the command where it could be several."""
    from branch_portal.search.fold import fold

    known = [kind for kind in kinds if kind.shared or not shared]
    exact = [kind for kind in known if text == kind.name or fold(text) == fold(kind.title)]
    found = exact or [kind for kind in known if fold(text) in fold(kind.title)]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{kind.title}（{kind.name}）" for kind in found or known)
    what = f"「{text}」可以指好幾類" if found else f"沒有「{text}」這一類"
    raise click.BadParameter(f"{what}，有：{listed}", param_hint="類別")
