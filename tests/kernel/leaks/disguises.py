"""How numbers are written so that no search for digits finds them."""

from collections.abc import Callable


def _grouped(value: str, gap: str) -> str:
    number = value[-11:] if len(value) < 18 else value[-19:] if value[-19:].isdigit() else value[-18:]
    sizes = {11: (3, 4, 4), 18: (6, 8, 4), 19: (4, 4, 4, 4, 3)}[len(number)]
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return value[: len(value) - len(number)] + gap.join(groups)


def _turned(value: str, digits: str) -> str:
    return "".join(digits[int(one)] if one in "0123456789" else one for one in value)


def _within(value: str, put: str) -> str:
    at = len(value) - 5
    return value[:at] + put + value[at:]


DISGUISES: dict[str, Callable[[str], str]] = {
    "space": lambda v: _grouped(v, " "),
    "two spaces": lambda v: _grouped(v, "  "),
    "dots": lambda v: _grouped(v, "."),
    "middle dots": lambda v: _grouped(v, "·"),
    "slashes": lambda v: _grouped(v, "/"),
    "dashes": lambda v: _grouped(v, "－"),
    "no-break": lambda v: _grouped(v, "\u00a0"),
    "apart": lambda v: " ".join(v[-11:]) if len(v) < 18 else _grouped(v, " "),
    "zero width": lambda v: _within(v, "\u200b"),
    "soft hyphen": lambda v: _within(v, "\u00ad"),
    "combining": lambda v: _within(v, "\u0301"),
    "entity": lambda v: v[:-1] + f"&#{ord(v[-1])};",
    "hex entities": lambda v: "".join(f"&#x{ord(one):x};" for one in v),
    "full width": lambda v: _turned(v, "０１２３４５６７８９"),
    "chinese": lambda v: _turned(v, "〇一二三四五六七八九"),
    "spoken": lambda v: _turned(v, "零幺二三四五六七八九"),
    "formal": lambda v: _turned(v, "零壹貳叁肆伍陸柒捌玖"),
    "mixed": lambda v: v[:-4] + _turned(v[-4:], "零一二三四五六七八九"),
    "mathematical": lambda v: _turned(v, "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "arabic": lambda v: _turned(v, "٠١٢٣٤٥٦٧٨٩"),
    "superscript": lambda v: _turned(v, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "circled": lambda v: _turned(v, "⓪①②③④⑤⑥⑦⑧⑨"),
    "bold": lambda v: v[:-6] + f"**{v[-6:-3]}**" + v[-3:],
    "code": lambda v: v[:-6] + f"`{v[-6:-3]}`" + v[-3:],
    "tag": lambda v: v[:-6] + f"<b>{v[-6:-3]}</b>" + v[-3:],
    "span": lambda v: _within(v, '</span><span class="x">'),
    "comment": lambda v: _within(v, "<!-- x -->"),
    "line break": lambda v: _within(v, "\n  "),
    "escape": lambda v: v[:-1] + f"\\u{ord(v[-1]):04x}",
    "letters": lambda v: f"tel{v}x" if v.isdigit() and len(v) == 11 else f"號{v}",
    "0086": lambda v: v[:-11] + "0086" + v[-11:] if len(v) < 18 else v,
}
