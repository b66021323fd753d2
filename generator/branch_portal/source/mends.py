"""What was most likely meant by a wrong value: the nearest field, choice, number or day."""

import calendar
import datetime as dt
import difflib
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import BaseModel

from branch_portal.source.messages import UNKNOWN

# The characters of our field titles and words near them, so that 标题 finds 標題.
_FOLD = str.maketrans(
    "並來倉個內則動務區員問單圈報實審寫對導層屬幾庫張後從態戰據數時暫曆會條業標樣檢欄狀現發種稱節簡簽紅紙級組結統經綠維網線編繫聯號裡製覆規視訂計記設詞話語說誰調證識議護責轉辦過適選銷鍵鏈門開間關頁項頭題類體麼黃點黨別於處週無將為執圍圖場應學習風險縣長負則",
    "并来仓个内则动务区员问单圈报实审写对导层属几库张后从态战据数时暂历会条业标样检栏状现发种称节简签红纸级组结统经绿维网线编系联号里制复规视订计记设词话语说谁调证识议护责转办过适选销键链门开间关页项头题类体么黄点党别于处周无将为执围图场应学习风险县长负则",
)
_FIELD_WORDS = {"负责人": "role", "责任人": "role", "标题": "title", "名字": "title", "编码": "id", "截止日期": "due"}
_TRUE = frozenset(("yes", "on", "y", "true", "是", "有", "对", "1"))
_FALSE = frozenset(("no", "off", "n", "false", "否", "无", "不", "没有", "0"))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().translate(_FOLD)


def meant_field(fields: Mapping[str, str], models: tuple[type[BaseModel], ...], written: str) -> str | None:
    """The field whose name or title is nearest to what was written; None where none is near."""
    name = _folded(written).replace("-", "_").replace(" ", "_")
    by_attribute = {attribute: info.alias or attribute for m in models for attribute, info in m.model_fields.items()}
    by_title = {_folded(title): field for field, title in fields.items() if title}
    near = difflib.get_close_matches(name, by_attribute, n=1, cutoff=0.6)
    field = by_title.get(name) or (by_attribute[near[0]] if near else None) or _FIELD_WORDS.get(name)
    if field not in fields:
        titles = difflib.get_close_matches(name, by_title, n=1, cutoff=0.5)
        inside = [title for title in by_title if len(name) > 1 and (name in title or title in name)]
        if len(name) == 1 and not name.isascii():
            inside = [title for title in by_title if title.startswith(name)]
        field = by_title[(titles or inside)[0]] if titles or inside else None
    return field


def nearest_field(fields: Mapping[str, str], models: tuple[type[BaseModel], ...], written: str) -> str:
    """A mend for a field that is not known: the one that was meant, or all that there are."""
    if not fields:
        return UNKNOWN.mend
    if field := meant_field(fields, models, written):
        return f"是不是「{field}」（{fields[field]}）？改成它，或刪去這一項。"
    return (
        "這裡可用的字段有：" + "、".join(f"{key}（{title}）" if title else key for key, title in fields.items()) + "。"
    )


def choice_titles(model: type[BaseModel], choices: Iterable[str]) -> Mapping[str, str]:
    """Chinese words for a set of choices, where a module of the model has them.

    Of a pair of words, for a branch that has the thing and one without it, the first.
    """
    return _titles(model.__module__, frozenset(choices))


@cache
def _titles(module_name: str, wanted: frozenset[str]) -> Mapping[str, str]:
    """Searching every module is dear, and a build asks for the same choices hundreds of times."""
    ours = (name for name in sys.modules if name.startswith("branch_portal."))
    names = sorted(ours, key=lambda name: (not name.endswith(".model"), name))
    modules = [sys.modules[name] for name in names]
    own = sys.modules.get(module_name)
    for module in ([own] if own else []) + modules:
        for name, titles in vars(module).items():
            if name.endswith("_TITLES") and isinstance(titles, dict) and wanted == titles.keys():
                return {key: title if isinstance(title, str) else title[0] for key, title in titles.items()}
    return {}


_CHOICE_WORDS = {"完成": "done", "已完成": "done", "已办": "done", "下降": "fall", "降低": "fall", "减少": "fall"} | {
    "上升": "rise", "提高": "rise", "增加": "rise", "不变": "keep", "已核对": "confirmed", "已核实": "confirmed",
}  # fmt: skip
"""Words for a choice that are not like its title."""
_OPPOSITES = frozenset("已未待不非無")
"""Beginnings of words that say the contrary of what they are near to."""


def said_choice(choice: str, titles: Mapping[str, str]) -> str:
    """A choice with its title, where it has one."""
    return f"{choice}（{titles[choice]}）" if choice in titles else choice


def nearest_choice(value: object, choices: list[str], titles: Mapping[str, str]) -> str:
    written = _folded(str(value))
    by_title = {_folded(titles[choice]): choice for choice in choices if choice in titles}
    inside = [by_title[title] for title in by_title if len(written) > 1 and not written.isascii() and written in title]
    if len(inside) == 1:
        return f"是不是「{inside[0]}」？"
    if (said := _CHOICE_WORDS.get(written)) in choices:
        return f"是不是「{said}」？"
    near = difflib.get_close_matches(written, choices, n=1, cutoff=0.5)
    titled = difflib.get_close_matches(written, by_title, n=1, cutoff=0.55)
    if titled and len({titled[0][0], written[0]} & _OPPOSITES) == 2:
        titled = []
    if written in by_title or (titled and not near):
        return f"是不是「{by_title[titled[0]]}」？"
    return f"是不是「{near[0]}」？" if near else ""


_CYCLES = {"月": "month", "季": "quarter", "半年": "half", "節氣": "term", "节气": "term", "年": "year"}
_ENGLISH_CYCLES = {"quarterly": "quarter", "annual": "year", "halfyear": "half"}


def better_cycle(value: object) -> str:
    """The cycle most likely meant by a word such as 每月 or monthly; empty for none."""
    written = _folded(str(value)).removeprefix("每").removesuffix("度").replace("个", "")
    folded = {_folded(word): cycle for word, cycle in _CYCLES.items()}
    cycle = folded.get(written) or _ENGLISH_CYCLES.get(written.replace("-", "")) or written.removesuffix("ly")
    return f"every 改成 {cycle}。" if cycle in _CYCLES.values() else ""


def better_bool(value: object) -> str:
    if found := re.match(r"(\S+)\s+([＃（(／/].*)", str(value).strip()):
        better = better_bool(found[1])
        return f"{better.rstrip('。')}；後面的說明前面空一格，寫半角「#」。" if better else ""
    word = _folded(str(value))
    return "改成 true。" if word in _TRUE else "改成 false。" if word in _FALSE else ""


def better_int(value: object, months: bool = False) -> str:
    """`months` where the number counts months: a year is twelve of them."""
    if isinstance(value, float):
        return f"改成 {int(value)}。" if value.is_integer() else ""
    text = re.sub(r"\s*\([^()0-9]*\)$", "", unicodedata.normalize("NFKC", str(value)).strip())
    text = in_digits(re.sub(r"^(?:大?[約约]|共|第|不少於|不少于)|(?:左右|餘|余|多)$", "", text))
    text = re.sub(r"^(?:提前|期限前|到期前|每月|每季)\s*", "", text)
    found = re.fullmatch(r"\+?(-?[0-9]{1,18})\s*(?:[A-NP-Za-np-z]{1,3}|[^0-9A-Za-z\s.,/:：%-]{1,2})?", text)
    if not found or isinstance(value, bool):
        return ""
    return f"改成 {int(found[1]) * (12 if months and text.endswith('年') else 1)}。"


_DIGITS = {
    char: str(number)
    for number, chars in enumerate(("〇零○", "一", "二兩两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_NUMERAL = re.compile("[〇零○一二兩两三四五六七八九十百]+")


def in_digits(text: str) -> str:
    """The text with Chinese numerals up to 999, and years told digit by digit, in Arabic ones."""
    return _NUMERAL.sub(lambda found: _number(found[0]), text)


def _number(numeral: str) -> str:
    if not re.search("[十百]", numeral):
        return "".join(_DIGITS[char] for char in numeral)
    hundreds, _, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * int(_DIGITS.get(hundreds, "0")) + 10 * (int(_DIGITS.get(tens, "1")) if ten else 0)
    return str(value + int(_DIGITS.get(ones[-1:], "0")))


def better_float(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    found = re.fullmatch(r"\+?(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)\s*[^0-9.\s]{1,4}", text)
    if found and isinstance(value, str) and text.endswith("%"):
        return f"單位是百分比的，改成 {found[1]}；不是的，算成這項指標的數再寫。"
    return f"改成 {found[1]}，不帶單位。" if found and isinstance(value, str) else ""


def better_id(value: str, refers: str = "") -> str:
    """What to write instead of a wrong id; `refers` is the kind of record whose id is wanted; which ids there are
    is told later, when all records are read (`project/called.py`)."""
    parts = [part.strip() for part in re.split("[，、；]", value) if part.strip()]
    if len(parts) > 1:
        return f"編號之間用半角逗號加空格：{', '.join(parts)}。"
    if refers and re.search("[\u4e00-\u9fff]", value):
        return "寫編號，不寫名稱：編號是那條記錄的文件名，不帶後綴。"
    text = tidy_id(value)
    return f"改成 {text}。" if text != value and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) else ""


def tidy_id(value: str) -> str:
    """A text as ids are written: small letters, half as wide, with hyphens between the words."""
    return re.sub(r"[\s_.]+", "-", unicodedata.normalize("NFKC", value).strip().lower()).strip("-")


def date_words(kind: str, value: object, message: str, mend: str) -> tuple[str, str]:
    """Message and mend for a wrong date: the day most likely meant, where there is only one reading."""
    text = in_digits(unicodedata.normalize("NFKC", "" if value is None else str(value)).strip())
    text = re.sub(r"^([0-9]{2})(?=\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}\s*[日號号]?$)", r"20\1", text)
    text = re.sub(
        r"\s+[0-9]{1,2}[:：時点點][0-9]{0,2}.*$|\s*[（(]?(?:週|周|星期)[一二三四五六日天0-9][)）]?$", "", text
    )
    text = re.sub(r"^([0-9]{1,2})([-/.])([0-9]{1,2})\2(20[0-9]{2})$", _year_first, text)
    if kind == "month_day_form":
        text = re.sub(r"^20[0-9]{2}\s*[-/.年]\s*", "", text)
    if kind == "month_day_form" or (kind == "date_none" and re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}", text)):
        found = re.fullmatch(r"([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日號号]?", text)
        parts = (2024, *map(int, found.groups())) if found else None
        better = "{1:02}-{2:02}"
    else:
        found = re.fullmatch(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日號号]?", text)
        found = found or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
        parts = tuple(map(int, found.groups())) if found else None
        better = "{0:04}-{1:02}-{2:02}"
    if parts is None or kind in ("instant_form", "datetime_type", "date_far"):
        return message, mend
    year, month, day = parts
    if not 1 <= month <= 12:
        return f"沒有這一天：沒有{month}月", mend
    try:
        dt.date(year, month, day)
    except ValueError:
        if year < 1:
            return message, mend
        most = calendar.monthrange(year, month)[1]
        return (
            f"沒有這一天：{year}年{month}月只有{most}天" if "{0" in better else f"沒有這一天：{month}月最多{most}天",
            mend,
        )
    words = "日期寫法不對" if kind == "date_none" else message
    return words, f"改成 {better.format(year, month, day)}。"


def _year_first(found: re.Match[str]) -> str:
    """A day with its year at the end; where both may be the month, the second is, as everywhere but in America."""
    first, second, year = int(found[1]), int(found[3]), found[4]
    day, month = (first, second) if second <= 12 else (second, first)
    return f"{year}-{month}-{day}" if first > 12 or second > 12 else found[0]
