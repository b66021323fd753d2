"""One content line: name, parameters and value (RFC 5545 §3.1, §3.2)."""

import re
from dataclasses import dataclass

from branch_portal.lint.lines import ContentLine
from branch_portal.lint.rule import Finding, rule

NO_COLON = rule("GRAM-01", "RFC 5545 §3.1", "一行是「名稱:值」，名稱和值之間有冒號")
BAD_NAME = rule("GRAM-02", "RFC 5545 §3.1（name）", "屬性名只用字母、數字和連字符")
BAD_PARAMETER = rule("GRAM-03", "RFC 5545 §3.2", "參數是「;名稱=值」")
BAD_QUOTES = rule("GRAM-04", "RFC 5545 §3.2（param-value）", "參數值的雙引號成對，只在值的兩頭")
REPEATED = rule("GRAM-05", "RFC 5545 §3.2", "同一個參數在一行裡只出現一次")
EXPERIMENTAL = rule("GRAM-06", "RFC 5545 §3.8.8.2", "X- 後面要有名稱", "should")

_NAME = re.compile(r"[A-Za-z0-9-]+")
_ONE = r'(?:"[^"]*"|[^";:,]*)'
_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=({_ONE}(?:,{_ONE})*)(?=[;:])")
_VALUES = re.compile(r'"([^"]*)"|([^",]+)|(?<=,)(?=,|$)|^(?=,|$)')


@dataclass(frozen=True)
class Parameter:
    """A parameter's values without their quotes; `quoted` says which stood in quotes."""

    values: tuple[str, ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True)
class Property:
    """One property; names are in capitals, for they are the same in any case (RFC 5545 §3.5)."""

    name: str
    parameters: dict[str, Parameter]
    value: str
    line: int

    def parameter(self, name: str) -> str:
        """The parameter's first value in capitals; empty without it."""
        found = self.parameters.get(name)
        return found.values[0].upper() if found else ""


def parse(line: ContentLine) -> tuple[Property | None, list[Finding]]:
    """The property on the line, or none where the line cannot be read, and what is wrong with it."""
    text, number = line.text, line.line
    name = _NAME.match(text)
    if not name:
        return None, [BAD_NAME.at(number, f"讀不出屬性名：{_short(text)}")]
    findings = [] if name[0].upper() != "X-" else [EXPERIMENTAL.at(number, "X- 後面沒有名稱")]
    parameters: dict[str, Parameter] = {}
    at = name.end()
    while text[at : at + 1] == ";":
        found = _PARAMETER.match(text, at)
        if not found:
            return None, [*findings, _unreadable(text, at, number)]
        key = found[1].upper()
        if key in parameters and not any(finding.rule is REPEATED for finding in findings):
            findings.append(REPEATED.at(number, f"參數 {key} 出現了兩次"))
        parameters.setdefault(key, _values(found[2]))
        at = found.end()
    if text[at : at + 1] != ":":
        broken = NO_COLON if ":" not in text else BAD_NAME
        return None, [*findings, broken.at(number, f"讀不出「名稱:值」：{_short(text)}")]
    return Property(name[0].upper(), parameters, text[at + 1 :], number), findings


def _values(text: str) -> Parameter:
    if '"' not in text:
        values = tuple(text.split(","))
        return Parameter(values, (False,) * len(values))
    found = [(match[1], True) if match[1] is not None else (match[2] or "", False) for match in _VALUES.finditer(text)]
    return Parameter(tuple(value for value, _ in found), tuple(quoted for _, quoted in found))


def _unreadable(text: str, at: int, number: int) -> Finding:
    """Why the parameter that begins at `at` cannot be read."""
    head = re.match(r";([A-Za-z0-9-]+)=", text[at:])
    if not head:
        return BAD_PARAMETER.at(number, f"參數沒有「=」或名稱不對：{_short(text[at:])}")
    rest = text[at + head.end() :]
    if '"' in rest.split(":", 1)[0] or rest.count('"') % 2:
        return BAD_QUOTES.at(number, f"參數 {head[1].upper()} 的雙引號不對：{_short(rest)}")
    return NO_COLON.at(number, f"參數之後沒有冒號和值：{_short(text)}")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
