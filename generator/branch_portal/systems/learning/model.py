"""學習平台: lessons and courseware, each a file below `content/learning/` with the record that answers for it."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, OldIds, Record

MaterialKind = Literal["lesson", "courseware", "picture", "video", "reading"]
MATERIAL_KIND_TITLES: dict[str, str] = {
    "lesson": "黨課講稿",
    "courseware": "課件",
    "picture": "圖解",
    "video": "視頻",
    "reading": "學習資料",
}
Rights = Literal["own", "superior", "public", "licensed"]
RIGHTS_TITLES: dict[str, str] = {
    "own": "本單位自編",
    "superior": "上級下發",
    "public": "公開發布",
    "licensed": "經授權使用",
}


class Topic(Record):
    """學習主題: one shelf of the learning page; `order` 1 comes first."""

    id: Id = Field(title="編號")
    order: int = Field(title="第幾個", ge=1, le=40)
    title: Line = Field(title="名稱")
    summary: Line = Field(title="包括什麼")


class UsedIn(Record):
    """用在哪裡: a guide, or one step of it, that the material helps with."""

    guide: Id = Field(title="指引", json_schema_extra={"refers": "guides"})
    step: str | None = Field(default=None, title="步驟錨點", pattern=r"^step-[a-z0-9]+(-[a-z0-9]+)*$")


class SecrecyReview(Record):
    """保密審查: who looked, and when."""

    role: str = Field(title="審查角色", json_schema_extra={"refers": "roles"})
    on: Date = Field(title="審查日期")


class Material(Record):
    """學習材料: what a file is, where it comes from, who has looked at it (`<id>.yml` for `<id>.<suffix>`)."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    kind: MaterialKind = Field(title="類別")
    summary: Line = Field(title="一句話")
    file: str = Field(title="文件", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$", max_length=60)
    size: int = Field(default=1, title="文件大小（字節）", ge=1)
    sha256: str = Field(default="0" * 64, title="文件校驗值", pattern=r"^[0-9a-f]{64}$")
    topics: tuple[Id, ...] = Field(title="主題", min_length=1, json_schema_extra={"refers": "topics"})
    used_in: tuple[UsedIn, ...] = Field(title="用在哪裡", min_length=1)
    owner: str = Field(title="維護角色", json_schema_extra={"refers": "roles"})
    audience: tuple[str, ...] = Field(title="適用對象", min_length=1, json_schema_extra={"refers": "roles"})
    minutes: int | None = Field(default=None, title="用時（分鐘）", ge=1, le=600)
    source: Line = Field(title="出處")
    rights: Rights = Field(title="使用範圍")
    rights_note: Line | None = Field(default=None, title="使用範圍說明")
    secrecy_review: SecrecyReview = Field(title="保密審查")
    reviewed_on: Date = Field(title="內容覆核日")
    review_in_months: int = Field(title="幾個月覆核一次", ge=1, le=60)
