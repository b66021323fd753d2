"""The HTML that may stand in a text: elements, their attributes, classes, and where links lead."""

import re

VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
"""Elements without content and end tag (HTML Living Standard, 13.1.2)."""

ELEMENTS = frozenset((
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip

LOOKS = frozenset(("basefont", "big", "blink", "center", "font", "marquee", "strike", "tt"))
"""Elements of old that only say how text looks: without their tags nothing is lost."""

_EVERYWHERE = frozenset(("id", "class", "title", "lang", "translate"))
_CELL = frozenset(("align", "colspan", "rowspan", "scope"))
_ATTRIBUTES = {
    "a": frozenset(("href", "target", "rel", "download")),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "td": _CELL,
    "th": _CELL,
    "ol": frozenset(("start", "reversed")),
    "li": frozenset(("value",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "details": frozenset(("open",)),
    "time": frozenset(("datetime",)),
}

ADMONITIONS = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
)  # fmt: skip
"""Kinds of box that the theme draws."""
_CLASSES = frozenset((
    *ADMONITIONS, "summary", "tldr", "hint", "important", "check", "done", "help", "faq", "caution", "attention",
    "fail", "missing", "error", "snippet", "cite", "admonition", "admonition-title", "headerlink", "toc", "toctitle",
))  # fmt: skip
_LANGUAGE = re.compile(r"language-[A-Za-z0-9_+#.-]+")

LINK_SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f]")


def attributes(element: str) -> frozenset[str]:
    """The attributes that `element` may have."""
    return _EVERYWHERE | _ATTRIBUTES.get(element, frozenset())


def refused_classes(value: str) -> list[str]:
    """The classes among `value` that could borrow the theme's looks: covers over the page, hidden parts, buttons.

    The theme has no class in other letters than ASCII; a box of a kind of one's own (`!!! 提示`) looks like a note.
    """
    return [one for one in value.split() if not (one in _CLASSES or _LANGUAGE.fullmatch(one) or not one.isascii())]


def refused_link(address: str) -> str | None:
    """What is wrong with where a link leads, as a browser reads it (WHATWG URL, 4.4); None where it may lead there."""
    if _UNSEEN.search(address):
        return "鏈接裡有換行或看不見的字符"
    scheme = _scheme(address)
    if scheme and scheme not in LINK_SCHEMES:
        return f"鏈接不能以「{scheme}:」開頭"
    if not scheme and _leads_out(address):
        return "鏈接開頭的 // 或 \\ 會離開本站"
    return None


def refused_picture(address: str) -> str | None:
    """What is wrong with a picture's address; None where it is one of the site's own."""
    if _UNSEEN.search(address):
        return "圖片地址裡有換行或看不見的字符"
    if not address.strip():
        return "圖片沒有寫地址"
    scheme = _scheme(address)
    if scheme and scheme not in ("http", "https"):
        return f"圖片地址不能以「{scheme}:」開頭"
    if "\\" in address and not scheme and not address.startswith(("\\\\", "/")):
        return f"圖片地址用了反斜槓，寫成 {address.replace(chr(92), '/')}"
    return "圖片不在本站" if scheme or _leads_out(address) else None


def _scheme(address: str) -> str:
    found = _SCHEME.match(address.strip(" "))
    return found[1].lower() if found else ""


def _leads_out(address: str) -> bool:
    return "\\" in address or address.strip(" ").startswith("//")
