"""適用: for which branches something is, by conditions on a branch's record; the one language that duties and slips use."""

from collections.abc import Collection, Set
from typing import Literal

from pydantic import Field

from branch_portal.project.base import Record

BranchKind = Literal["branch", "joint_branch", "general_branch", "temporary_branch"]
BRANCH_KIND_TITLES: dict[str, str] = {
    "branch": "黨支部",
    "joint_branch": "聯合黨支部",
    "general_branch": "黨總支",
    "temporary_branch": "臨時黨支部",
}
Power = Literal["elections", "dues", "development"]
"""What every branch does but a temporary one, which does it only where its approval says so."""

Declared = Literal["candidates", "grids", "service_team", "field_work", "supply", "partners"]
"""What a branch's record says that it has."""

Trait = Literal[
    "committee", "groups", "elections", "dues", "development",
    "candidates", "grids", "service_team", "field_work", "supply", "partners",
]  # fmt: skip
TRAIT_TITLES: dict[str, tuple[str, str]] = {
    "committee": ("設支委會", "不設支委會"),
    "groups": ("劃分黨小組", "不劃分黨小組"),
    "elections": ("選舉產生班子", "班子由上級指定、不換屆"),
    "dues": ("收繳黨費", "不收繳黨費"),
    "development": ("發展黨員", "不發展黨員"),
    "candidates": ("有積極分子、發展對象或預備黨員", "沒有積極分子、發展對象和預備黨員"),
    "grids": ("管供電網格", "不管供電網格"),
    "service_team": ("有服務隊", "沒有服務隊"),
    "field_work": ("有現場作業", "沒有現場作業"),
    "supply": ("承擔保供電任務", "不承擔保供電任務"),
    "partners": ("有共建、結對協議", "沒有共建、結對協議"),
}
"""What is said of a branch with the trait, and of one without."""


class AppliesTo(Record):
    """適用條件: all of them hold for a branch that it is for; none of them, and it is for every branch."""

    kinds: tuple[BranchKind, ...] = Field(default=(), title="只適用的支部類別")
    not_kinds: tuple[BranchKind, ...] = Field(default=(), title="不適用的支部類別")
    has: tuple[Trait, ...] = Field(default=(), title="有什麼的支部")
    has_not: tuple[Trait, ...] = Field(default=(), title="沒有什麼的支部")

    def takes(self, kind: str, traits: Set[str]) -> bool:
        """Whether it is for a branch of this kind with these traits."""
        return not self.lacking(kind, traits)

    def lacking(self, kind: str, traits: Set[str]) -> str:
        """Why it is not for such a branch, in words; empty where it is."""
        if kind in self.not_kinds or (self.kinds and kind not in self.kinds):
            return f"{BRANCH_KIND_TITLES[kind]}不辦這一項"
        if missing := [TRAIT_TITLES[one][1] for one in self.has if one not in traits]:
            return f"本支部{missing[0]}"
        if there := [TRAIT_TITLES[one][0] for one in self.has_not if one in traits]:
            return f"本支部{there[0]}"
        return ""

    @property
    def words(self) -> str:
        """For whom it is: 「設支委會的支部（臨時黨支部除外）」; empty where it is for every branch."""
        said = [*(TRAIT_TITLES[one][0] for one in self.has), *(TRAIT_TITLES[one][1] for one in self.has_not)]
        kinds = _named(self.kinds)
        of = f"{'、'.join(said)}的{kinds or '支部'}" if said else kinds
        return f"{of or '各支部'}（{_named(self.not_kinds)}除外）" if self.not_kinds else of

    @property
    def contradiction(self) -> str:
        """What it both asks for and excludes, in words; empty where some branch may fit."""
        both = [TRAIT_TITLES[one][0] for one in self.has if one in self.has_not]
        kinds = [BRANCH_KIND_TITLES[one] for one in self.kinds if one in self.not_kinds]
        return "、".join((*both, *kinds))


EVERY_BRANCH = AppliesTo()


def _named(kinds: Collection[str]) -> str:
    return "、".join(BRANCH_KIND_TITLES[kind] for kind in kinds)
