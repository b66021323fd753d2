"""What must not be published among the tags of a text's finished HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from branch_portal.markup.allowed import (
    ADMONITIONS,
    ELEMENTS,
    LINK_SCHEMES,
    LOOKS,
    VOID,
    attributes,
    refused_classes,
    refused_link,
    refused_picture,
)
from branch_portal.markup.tokens import Token

Kind = Literal["element", "attribute", "link", "picture", "pair", "broken"]

_SHOWN = "要照原樣顯示，把每個 < 寫成 &lt;，或放進反引號裡。"
_OURS = ("data-", "aria-")
"""Attributes that only pages of our own have."""


@dataclass(frozen=True)
class Fault:
    """One thing that must not be published: the sentence, its mend, and the token it stands in.

    `needle` is the part of the token that is wrong, as its writer wrote it where that can be known.
    """

    kind: Kind
    token: Token
    message: str
    mend: str
    needle: str = ""


def judge(found: Iterable[Token], ours: bool = False) -> Iterator[Fault]:
    """Everything that is wrong with the tags of a text; `ours`, with those of a page that we put around it."""
    opened: list[Token] = []
    for token in found:
        if token.kind == "comment":
            mend = "刪去註釋，或讓 <!-- 頂格寫，前面不空四格。"
            yield Fault("broken", token, "這條註釋會原樣發布", mend, "<!--")
        elif token.kind == "broken":
            yield Fault("broken", token, f"「{token.text}」不是完整的標籤", f"刪去它；{_SHOWN}")
        elif token.kind == "close":
            yield from _closed(token, opened)
        else:
            yield from _element(token, ours)
            if token.name not in VOID:
                opened.append(token)
    yield from _unclosed(opened)


def _element(token: Token, ours: bool) -> Iterator[Fault]:
    name = token.name
    if name not in ELEMENTS:
        whole = f"<{name}>" if name in VOID else f"<{name}> 和 </{name}>，連同中間的內容"
        if name in LOOKS:
            whole = f"<{name}> 和 </{name}>，中間的字留下；要加粗的，寫成 **字**"
        yield Fault("element", token, f"這裡不能用 <{name}> 標籤", f"刪去 {whole}；{_SHOWN}")
        return
    for attribute, value in token.attributes:
        if ours and (attribute.startswith(_OURS) or attribute == "class"):
            continue
        yield from _attribute(token, attribute, value)
    if name == "img" and not any(attribute == "src" for attribute, _ in token.attributes):
        yield Fault("picture", token, "圖片沒有寫地址", "補上 src，或刪去 <img>。")


def _attribute(token: Token, attribute: str, value: str) -> Iterator[Fault]:
    name = token.name
    if attribute not in attributes(name):
        able = "、".join(sorted(attributes(name)))
        yield Fault(
            "attribute", token, f"<{name}> 不能帶 {attribute}", f"刪去 {attribute}；可以帶的有：{able}。", attribute
        )
    elif attribute == "class" and (refused := refused_classes(value)):
        mend = f"刪去「{refused[0]}」；提示框「!!!」後面寫 {'、'.join(ADMONITIONS)} 之一。"
        yield Fault("attribute", token, f"class 不能寫「{refused[0]}」", mend, refused[0])
    elif attribute == "id" and value.startswith("__"):
        yield Fault("attribute", token, f"錨點「{value}」是網站自己用的", "換一個不以下劃線開頭的錨點。", value)
    elif attribute == "target" and value != "_blank":
        yield Fault("attribute", token, f"target 不能寫「{value}」", "刪去 target，或寫成 target=_blank。", "target")
    elif attribute == "href" and (wrong := refused_link(value)):
        schemes = "、".join(f"{scheme}:" for scheme in LINK_SCHEMES)
        mend = (
            f"改成 https:// 開頭的完整網址、本站文件的相對路徑或 #錨點，或刪去鏈接只留文字；可以用的開頭有 {schemes}。"
        )
        yield Fault("link", token, wrong, mend, value)
    elif attribute == "src" and (wrong := refused_picture(value)):
        mend = "有權使用的，下載後放進 content/，寫相對路徑，如 images/tu.png；否則刪去這張圖。"
        yield Fault("picture", token, wrong, mend, value)


def _closed(token: Token, opened: list[Token]) -> Iterator[Fault]:
    """Take the element that `token` ends from `opened`; what was opened inside it has no end."""
    name = token.name
    if not any(one.name == name for one in opened):
        yield Fault("pair", token, f"</{name}> 前面沒有對應的 <{name}>", f"刪去 </{name}>；{_SHOWN}")
        return
    last = max(index for index, one in enumerate(opened) if one.name == name)
    yield from _unclosed(opened[last + 1 :])
    del opened[last:]


def _unclosed(opened: Iterable[Token]) -> Iterator[Fault]:
    for token in opened:
        name = token.name
        if name in ELEMENTS:  # the others are refused already
            mend = f"在同一段裡它管到的地方補上 </{name}>，或刪去 {token.text}；{_SHOWN}"
            yield Fault("pair", token, f"<{name}> 沒有結束，後面的內容會跟著亂", mend)
