"""一書: guide pages, the carriers of 三本六盒一證, and blank forms."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Basis, Date, Id, Line, OldIds, Record, Text

PartId = Literal["a", "b", "c", "d", "e", "f", "g"]
PART_TITLES: dict[str, str] = {
    "a": "總覽",
    "b": "組織設置與班子",
    "c": "組織生活",
    "d": "黨員教育與管理",
    "e": "計劃、公開、考評",
    "f": "問題整改",
    "g": "融合與品牌",
}


class StepUse(Record):
    """What one step of a guide uses: the forms filled in, the carriers filled."""

    step: str = Field(title="步驟錨點", pattern=r"^step-[a-z0-9-]+$")
    forms: tuple[Id, ...] = Field(default=(), title="用什麼表", json_schema_extra={"refers": "forms"})
    carriers: tuple[str, ...] = Field(default=(), title="放哪裡", json_schema_extra={"refers": "carriers"})
    note: Line | None = Field(default=None, title="放的時候注意什麼")


class GuideMeta(Record):
    """The front matter of a guide page."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="標題")
    part: PartId = Field(title="篇")
    summary: Line = Field(title="一句話")
    owner: str = Field(title="維護角色", json_schema_extra={"refers": "roles"})
    actors: tuple[str, ...] = Field(title="誰來做", min_length=1, json_schema_extra={"refers": "roles"})
    frequency: Line = Field(title="多久一次")
    basis: tuple[Basis, ...] = Field(title="依據", min_length=1)
    carriers: tuple[str, ...] = Field(title="放哪裡", json_schema_extra={"refers": "carriers"})
    forms: tuple[Id, ...] = Field(title="表單", json_schema_extra={"refers": "forms"})
    keywords: tuple[Line, ...] = Field(title="關鍵詞", min_length=1)
    last_reviewed_on: Date = Field(title="上次覆核日")
    review_in_months: int = Field(title="幾個月覆核一次", ge=1, le=60)
    standalone: Line | None = Field(default=None, title="不對應任務的原因")
    step_uses: tuple[StepUse, ...] = Field(default=(), title="每步的表單和本盒")


class Step(Record):
    """One numbered step of a guide; `anchor` is its stable address."""

    number: int
    title: str
    anchor: str


class Guide(Record):
    """操作指引: one page of the book; its Markdown begins at line `body_line` of the file."""

    meta: GuideMeta
    body: str
    steps: tuple[Step, ...]
    body_line: int = 1

    @property
    def id(self) -> str:
        return self.meta.id

    @property
    def title(self) -> str:
        return self.meta.title


CARRIER_TITLES: dict[str, str] = {"book": "本", "box": "盒", "certificate": "證"}
FORM_KIND_TITLES: dict[str, str] = {"sheet": "表格", "letter": "函件"}
ORIENTATION_TITLES: dict[str, str] = {"portrait": "豎排", "landscape": "橫排"}


class Carrier(Record):
    """三本六盒一證: a book, box or certificate, and what goes in."""

    id: str = Field(title="編號", pattern=r"^[a-z][a-z0-9_]*$")
    kind: Literal["book", "box", "certificate"] = Field(title="類別")
    number: int = Field(title="序號", ge=1)
    title: Line = Field(title="名稱")
    contents: tuple[Line, ...] = Field(title="放什麼", min_length=1)
    excluded: tuple[Line, ...] = Field(default=(), title="不放什麼")
    keeper: str = Field(title="保管角色", json_schema_extra={"refers": "roles"})
    kept_by: Line | None = Field(default=None, title="誰保管（角色說不清時的寫法）")
    retention: Line = Field(title="保管期限")
    unused: Line | None = Field(default=None, title="沒有指引用到的原因")
    sample_wording: bool = Field(title="是否默認口徑")

    @property
    def also_called(self) -> tuple[str, ...]:
        """二盒, 第2盒: what people say for it beside its title."""
        numerals, kind = "〇一二三四五六七八九十", CARRIER_TITLES[self.kind]
        counts = [str(self.number), *([numerals[self.number]] if self.number < len(numerals) else [])]
        return tuple(f"{before}{count}{kind}" for count in counts for before in ("", "第"))


class FormField(Record):
    """One place to fill in on a blank form."""

    label: Line = Field(title="欄目")
    hint: Line | None = Field(default=None, title="填寫說明")
    options: tuple[Line, ...] = Field(default=(), title="可選項")
    wide: bool = Field(default=False, title="占整行")
    lines: int = Field(default=1, title="行數", ge=1, le=30)


class FormTable(Record):
    """A table with empty rows on a blank form."""

    title: Line | None = Field(default=None, title="表名")
    columns: tuple[FormField, ...] = Field(title="列", min_length=1)
    rows: int = Field(title="空行數", ge=1, le=60)
    given: tuple[tuple[str, ...], ...] = Field(default=(), title="已印好的行")


class Form(Record):
    """空白表單: a form without data, downloaded as a spreadsheet or a letter."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    kind: Literal["sheet", "letter"] = Field(title="樣式")
    orientation: Literal["portrait", "landscape"] = Field(default="portrait", title="紙張方向")
    purpose: Line = Field(title="用途")
    notes: tuple[Line, ...] = Field(default=(), title="填寫提示")
    fields: tuple[FormField, ...] = Field(default=(), title="表頭欄目")
    tables: tuple[FormTable, ...] = Field(default=(), title="表格")
    paragraphs: tuple[Text, ...] = Field(default=(), title="正文段落")
    signatures: tuple[Line, ...] = Field(default=(), title="簽字欄")
    offline: bool = Field(default=False, title="填好後只在線下保管")
    clauses: tuple[Id, ...] = Field(default=(), title="條款卡", json_schema_extra={"refers": "clauses"})
    looked_at: Date | None = Field(default=None, title="條款變動後再看日期")
    unused: Line | None = Field(default=None, title="沒有指引用到的原因")
