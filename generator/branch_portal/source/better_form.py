"""照規定的寫法改: what was most likely meant by a text that does not have the form it must have."""

import re
import unicodedata
from collections.abc import Iterator

from branch_portal.source.mends import in_digits

_QUARTER = re.compile(r"(20[0-9]{2})\s*年?\s*[-/]?\s*[qQ第]?\s*([1-4一二三四])\s*(?:季度?)?")
_MONTH = re.compile(r"(20[0-9]{2})\s*[年./-]\s*([0-9]{1,2})\s*(?:月|(?:月|[./-])[0-9]{1,2}日?)?")
_HALF = re.compile(r"(20[0-9]{2})\s*年?\s*[-/]?\s*([上下])半年?")
_CLONED = re.compile(r"(?:ssh://)?git@([A-Za-z0-9.-]+)[:/](.+?)(?:\.git)?/?")
_NUMERALS = str.maketrans("一二三四", "1234")
_LAST_NUMBER = re.compile(r"[0-9]+$")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[:/][!-~]*)?")


def better_form(value: str, pattern: str) -> str:
    """The mend, where undoing one slip gives `value` the form that `pattern` asks for; else empty."""
    for one in _undone(unicodedata.normalize("NFKC", value).strip()):
        if one != value and re.search(pattern, one):
            return f"改成 {one}。"
    return ""


def _undone(text: str) -> Iterator[str]:
    if not text:
        return
    yield text
    yield text.lower()
    yield text.upper()
    if found := _QUARTER.fullmatch(text):
        yield f"{found[1]}-q{found[2].translate(_NUMERALS)}"
    if found := _HALF.fullmatch(text):
        yield f"{found[1]}-h{'上下'.index(found[2]) + 1}"
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        yield f"{found[1]}-{int(found[2]):02}"
    yield text.rpartition("/")[2]
    yield in_digits(text)
    yield re.sub(r"^(https?):?/*", r"\1://", text)
    yield re.sub(r"^https?://|/.*$", "", text)
    if found := _CLONED.fullmatch(text):
        yield f"https://{found[1]}/{found[2]}"
    yield f"{text}/"
    if _HOST.fullmatch(text):
        yield f"https://{text}"
        yield f"https://{text}/"
    yield _LAST_NUMBER.sub(lambda number: number[0].zfill(3), text.upper())


def quoted(number: str) -> str:
    """How a number is written that is text; one that looks like somebody's telephone is not to be written at all."""
    if re.fullmatch(r"1[3-9][0-9]{9}", number):
        return "這像是個人的手機號碼，不能公開：改寫辦公電話或服務熱線，前後加單引號；還沒有的，寫（待填寫）。"
    return f'加上引號，寫成 "{number}"。'
