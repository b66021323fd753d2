"""步驟改了錨點: where a step was most likely called so that others still name."""

import difflib
import re
from collections.abc import Iterator, Mapping

from branch_portal.ground.problems import Against, Place
from branch_portal.project.citation import named_by
from branch_portal.project.records import Located, Records
from branch_portal.systems.book.model import Guide

STEP_REFERENCES = "guide_steps"
_LINK = re.compile(r"\]\((?:(\w+)\.md)?#(step-[\w-]+)\)")


def pointed_at(guides: Mapping[str, Located[Guide]], records: Records) -> frozenset[str]:
    """Every step that a record, a checklist, a material or a guide's text leads to, as `g13#step-vote`."""
    found = {
        id
        for kind, group in records
        for item in group.values()
        for _, refers, id in named_by(kind, item.record)
        if refers == STEP_REFERENCES
    }
    for id, guide in guides.items():
        found |= {f"{page or id}#{step}" for page, step in _LINK.findall(guide.record.body)}
    return frozenset(found)


def lost_step(guides: Mapping[str, Located[Guide]], records: Records, id: str) -> tuple[Against, ...]:
    """The heading whose anchor nobody names, where `id` names a step that its guide has not; else the guide itself."""
    page, _, step = id.partition("#")
    item = guides.get(page)
    if item is None:
        return ()
    guide, named = item.record, pointed_at(guides, records)
    used = {use.step for use in guide.meta.step_uses}
    free = [one.anchor for one in guide.steps if one.anchor not in used and f"{page}#{one.anchor}" not in named]
    near = free if len(free) == 1 else difflib.get_close_matches(step, free, n=1, cutoff=0.6)
    for anchor in near:
        for place in _heading(item, anchor):
            return (Against(place, "錨點", anchor, f"改回 {{#{step}}}", instead=f"上面各處都改成 {anchor}"),)
    mend = f"誤刪了這一步的，恢復它的標題和標題後面的 {{#{step}}}"
    return (Against(item.at("id"), "id", page, mend, f"指引 {page} 沒有步驟「{step}」"),)


def _heading(item: Located[Guide], anchor: str) -> Iterator[Place]:
    for number, line in enumerate(item.record.body.splitlines(), start=item.record.body_line):
        if line.startswith("#") and line.rstrip().endswith(f"{{#{anchor}}}"):
            yield Place(item.at("id").path, number, line.rindex("{#") + 1)
