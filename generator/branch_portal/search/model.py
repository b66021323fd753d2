"""搜索: words that readers use for the same thing."""

from pydantic import Field

from branch_portal.project.base import Id, Line, Record


class Synonyms(Record):
    """同義詞: whoever searches one of the words finds the others too."""

    id: Id = Field(title="編號")
    words: tuple[Line, ...] = Field(title="同義詞", min_length=2)
    questions_only: bool = Field(False, title="只用於問句")
    """意思相近、只在問句裡互相代替的說法: a query that is no question finds each word alone."""
