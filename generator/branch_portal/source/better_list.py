"""照列表寫: what was most likely meant by something that stands where a list belongs."""

import re

from pydantic import BaseModel

from branch_portal.source.mends import choice_titles
from branch_portal.source.shapes import keys, record_in, shape
from branch_portal.source.spot import Spot
from branch_portal.writing.flow import flow

_NONE = ("無", "无", "沒有", "没有", "暫無", "暂无", "/", "—", "空")
ALL = ("全部", "所有", "全體", "都", "各支部", "全部支部", "所有支部")
_WORD = 8
"""Characters of one item in a list of words; what is longer is a sentence."""


def better_list(value: object, spot: Spot) -> str:
    """The mend, where there is a likely one; else empty."""
    if inner := record_in(spot):
        return f"每條另起一行，以「- 」開頭，寫成「- {shape(inner)}」；可用的字段有：{keys(inner)}。"
    if spot.numbers and len(re.findall("[0-9]+", str(value))) != spot.numbers:
        return f"寫成{spot.numbers}個整數，如 {[1] * spot.numbers}。"
    if str(value).strip() in _NONE:
        return "沒有的寫 []。"
    if spot.refers and str(value).strip() in ALL:
        return "逐個寫編號，如 [甲的編號, 乙的編號]。"
    if not (isinstance(value, str) and value.strip() and len(value) <= 40):
        return ""
    if spot.choices:
        titles = choice_titles(spot.models[0] if spot.models else BaseModel, list(spot.choices))
        called = {title: choice for choice, title in titles.items()}
        value = "、".join(called.get(part.strip(), part) for part in re.split("[、,，;；]", value))
    if re.fullmatch("[a-z0-9_-]+(?: +[a-z0-9_-]+)+", value.strip()):
        value = "、".join(value.split())
    return _as_list(value)


def _as_list(text: str) -> str:
    """A list of what stands in one line; a sentence is one item, whatever commas it has."""
    said = text.strip().replace("'", "''")
    one = f"['{said}']" if "，" in said else flow([text.strip()])  # bare wide commas look like slips in a list
    parts = [part.strip() for part in re.split("[、,，;；]", text) if part.strip()]
    strokes = [part.strip() for part in text.split("/") if part.strip()]
    if len(parts) == 1 and len(strokes) > 1 and "://" not in text:
        return f"是幾項的寫成 {flow(strokes)}，是一項的寫成 {one}。"
    long = max(map(len, parts), default=0) > _WORD or ("、" in text and "，" in text)
    if len(parts) < 2 or re.search("[。！？：]", text) or (long and "、" not in text):
        return f"寫成 {one}。"
    several = flow([int(part) if re.fullmatch("[1-9][0-9]*|0", part) else part for part in parts])
    return f"是一項的寫成 {one}，是幾項的寫成 {several}。" if long else f"寫成 {several}。"
