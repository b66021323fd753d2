"""字詞對照: words that the conversion between Traditional and Simplified characters gets wrong."""

from pydantic import Field

from branch_portal.project.base import Line, Record
from branch_portal.project.settings import Script


class WordPair(Record):
    """One word in both scripts; with `only` it holds for conversion into that script alone."""

    hant: Line = Field(title="繁體寫法")
    hans: Line = Field(title="簡體寫法")
    only: Script | None = Field(default=None, title="只用於轉成")

    def entry(self, target: Script) -> tuple[str, str] | None:
        """(as written, as wanted) for conversion into `target`; None where the pair does not hold."""
        if self.only not in (None, target):
            return None
        return (self.hant, self.hans) if target == "hans" else (self.hans, self.hant)


class WordList(Record):
    """字詞對照表 (`data/conversions/`): pairs that belong together."""

    id: str = Field(title="編號", pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    title: Line = Field(title="名稱")
    pairs: tuple[WordPair, ...] = Field(title="字詞", min_length=1)
