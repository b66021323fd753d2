"""The forms of leaks, and the hints that give them away.

Forms that can be decided are decided: a resident's number by its date and check digit (GB 11643-1999), a bank card
by its check digit (Luhn). Words such as 保密 and 秘密 are ordinary in a guide; only a marking is a leak: a degree with
its star, a filled 密級, or a mark that stands alone on its line or in brackets.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

LeakKind = Literal[
    "resident_id",
    "masked",
    "phone",
    "bank_card",
    "passport_plate",
    "mail",
    "amount",
    "discipline",
    "secrecy",
    "address",
]
KIND_TITLES: dict[LeakKind, str] = {
    "resident_id": "身份證號",
    "masked": "遮蓋過的號碼或姓名",
    "phone": "電話號碼",
    "bank_card": "銀行卡號",
    "passport_plate": "護照號或車牌",
    "mail": "電子郵箱",
    "amount": "姓名和金額",
    "discipline": "紀律處理和姓名",
    "secrecy": "密級或內部標誌",
    "address": "家庭住址",
}


FOLD = {0x3000: " ", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-", 0x00D7: "*",
         0x25CF: "*", 0x2022: "*", 0x2A2F: "*", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}  # fmt: skip
"""Full-width characters and the many dashes and dots, one to one, so that places stay."""

_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃吴吳徐孙孫胡朱林郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇"
    "卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻潘杜戴夏钟鍾汪田姜范石姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦江史顾顧侯邵孟龙龍段钱錢汤湯尹黎"
    "武乔喬贺賀赖賴龚龔"
)
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_BEFORE_NAME = r"(?:^|(?<=[\s,，、。;；:：|>「『（(\"'\d.\]]))"
_DIGITS = r"(?<![0-9A-Za-z.])"
_END = r"(?![0-9A-Za-z])"
_PENALTY = "立案|处分|處分|诫勉|誡勉|问题线索|問題線索|留置|开除|開除|警告|撤职|撤職"
_PROVINCES = "京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊"
_ENDINGS = "cn|com|net|org|gov|edu|info|biz|io|me|cc|tv|vip|top|xyz|hk|mo|tw|ink|mobi|asia|local|lan|intranet"
"""Endings of the addresses met here and on closed networks: packed search data is full of look-alikes."""
_MARKS = "内部资料|內部資料|内部文件|內部文件|不予公开|不予公開|秘密|机密|機密|绝密|絕密"

_COUNT = "〇零一二三四五六七八九十百两兩"
_NO = rf"(?:[甲乙丙丁]?[0-9]{{1,4}}[A-Za-z]?|[A-Za-z甲乙丙丁]|[{_COUNT}]{{1,5}})"
_ROOM = rf"(?:[A-Za-z]?[0-9]{{3,4}}|[0-9]{{1,2}}(?=[室房])|[{_COUNT}]{{2,5}}(?=[室房户戶]))"
_DOOR = r"(?:室|房(?![屋间間产產地型])|[户戶](?!居民|家庭|人家|住|群|客|用|低|高|[,、]))"
_HOUSE = "(?:号楼|號樓|[栋棟幢座楼樓号號])"
_ESTATE = "(?:小区|小區|花园|花園|新村|公寓|家园|家園|苑|宿舍|家属院|家屬院|家属楼|家屬樓|住宅|生活区|生活區)"
_NO_OFFICE = (
    "(?!办公|辦公|会议|會議|值班|大楼|大樓|大厦|大廈|中心|服务|服務|营业|營業|活动|活動|党|黨|公司|单位|單位|支部)"
)
_BETWEEN = rf"(?:{_NO_OFFICE}[^\n。;|<>])"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_resident_id(value: str) -> bool:
    """Whether 18 characters are a resident's number: a real day of birth and the right check character."""
    try:
        dt.date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == value[17].upper()


def _is_bank_card(value: str) -> bool:
    """Luhn's check over 16 to 19 digits of a card."""
    if not 16 <= len(value) <= 19 or len(set(value)) < 4:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(value))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _always(_: str) -> bool:
    return True


def _is_line(value: str) -> bool:
    """Whether a number with an area code can be dialled: one of noughts alone stands for a number in an example."""
    return bool(value.strip("0"))


@dataclass(frozen=True)
class Form:
    kind: LeakKind
    regex: re.Pattern[str]
    holds: Callable[[str], bool] = _always


def _form(kind: LeakKind, regex: str, holds: Callable[[str], bool] = _always) -> Form:
    return Form(kind, re.compile(regex, re.MULTILINE), holds)


NUMBERS = (
    _form("resident_id", _DIGITS + r"([1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{3}[0-9Xx])" + _END, _is_resident_id),
    _form("resident_id", r"身[份分](?:证|證)[^\d\n]{0,8}(\d[\d -]{13,18}[\dXx])" + _END),
    _form("bank_card", _DIGITS + r"([3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)" + _END, _is_bank_card),
    _form("phone", _DIGITS + r"(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})" + _END),
    _form("phone", _DIGITS + r"(\(?0\d{2,3}\)?-\d{7,8})" + _END, _is_line),
    _form("masked", r"(?<![0-9A-Za-z*.])(\d{3,14}\*{3,14}\d{2,6}[Xx]?)" + _END),
    _form("masked", r"(?<![0-9A-Za-z*.])(1[3-9]\d[Xx]{4}\d{4}|[1-9]\d{5}(?:19|20)\d{2}[Xx]{4,8}(?:\d{2,4}[Xx]?)?)" + _END),
)  # fmt: skip
WORDS = (
    _form("masked", _BEFORE_NAME + rf"([{_SURNAMES}](?:某某|某|\*{{1,2}}))(?:同志|[，,。、 （(]|$)"),
    _form("passport_plate", r"(?:护照|護照|通行证|通行證)[^0-9A-Za-z\n]{0,6}([A-Z]{1,2}\d{7,8})" + _END),
    _form("passport_plate", rf"(?<![\u4e00-\u9fff])([{_PROVINCES}][A-HJ-Z][· *]?(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}})" + _END),
    _form("mail", r"(?<![0-9A-Za-z.+_-])([0-9A-Za-z][\w.+-]{1,80}@(?:[0-9A-Za-z-]{2,}\.)+" + rf"(?:{_ENDINGS}))(?![0-9A-Za-z-])"),
    _form(
        "amount",
        _BEFORE_NAME
        + rf"({_NAME}(?:同志)?[\s:,，：|]{{0,80}}(?:本月|每月|应|應|实|實|已|共|补|補|欠)?(?:缴|繳|交|纳|納|付|捐|领|領|欠)?(?:党费|黨費|工资|工資|基数|基數)?[\s:,，：|]{{0,80}}\d[\d,]*(?:\.\d{{1,2}})?\s*元)",
    ),
    _form("discipline", _BEFORE_NAME + rf"({_NAME}(?:同志)?(?:因|受到|受|被|涉嫌|违反|違反)[^\n。；;]{{0,20}}(?:{_PENALTY}))"),
    _form("discipline", rf"(?:对|對|给予|給予)({_NAME})(?:同志)?(?:的|作出|进行|進行|予以|给予|給予)?(?:党内|黨內|政务|政務|严重|嚴重)?(?:{_PENALTY})"),
    _form("secrecy", r"((?:秘密|机密|機密|绝密|絕密) ?[★☆])"),
    _form("secrecy", r"(密(?:级|級)[:：] ?(?:秘密|机密|機密|绝密|絕密|内部|內部))"),
    _form("secrecy", rf"(?:^[ \t#>*\-]*|[【\[（(>]|: )({_MARKS})(?=[】\]）)<]|[ \t]*$|[,，、 ]*(?:注意保存|不得外传|不得外傳|严禁|嚴禁))"),
    # A home: a flat behind an entrance, in an estate or at a number of a street; a house in a village; a filled 住址.
    _form("address", rf"({_NO}{_HOUSE}[ ,-]?{_NO}[单單]元[ ,-]?{_ROOM}(?:{_DOOR}|号|號|(?![0-9户戶个個件项項名元人])))"),
    _form("address", rf"({_ESTATE}{_BETWEEN}{{0,8}}?{_NO}{_HOUSE}[ ,-]?(?:{_NO}(?:单元|單元|梯|层|層|楼|樓)[ ,-]?)?{_ROOM}{_DOOR}{_NO_OFFICE})"),
    _form("address", rf"({_ESTATE} ?[0-9]{{1,3}}{_HOUSE}?-(?:[0-9]{{1,2}}-)?[0-9]{{3,4}})(?![0-9-])"),
    _form("address", rf"([路街巷弄道村] ?{_NO}[号號弄]{_BETWEEN}{{0,12}}?{_ROOM}{_DOOR}{_NO_OFFICE})"),
    _form("address", rf"([村屯庄莊社] ?第?{_NO}[组組]{_NO}[号號])"),
    _form("address", rf"(?:家庭|户籍|戶籍|现|現)?住址[为為是: |]{{1,3}}([^\n。;|<>]{{2,30}}?[0-9{_COUNT}][号號室户戶房])"),
)  # fmt: skip

NUMBER_HINT = re.compile(
    "(?:[0-9０-９][-‐–—－ 　()（）]{0,2}){11}|[*＊×●•]{3}|[Xx]{4}|身[份分][证證]"
)  # the longest run is found first, so one line is looked at once
WORD_HINTS = (
    ("密級级", re.compile("[密級级](?:(?<=[秘機机絕绝]密)|(?<=密[級级]))")),
    ("料件", re.compile("[料件](?:(?<=[內内]部[資资]料)|(?<=[內内]部文件))")),
    ("予", re.compile("不予公[開开]")),
    ("★☆", re.compile("[★☆]")),
    ("@＠", re.compile("[@＠][0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\-－‐-—−]{2,}[.．]")),
    ("某", re.compile("某")),
    ("照證证", re.compile("[照證证](?:(?<=[護护]照)|(?<=通行[證证]))")),
    ("分案勉索置除告職职", re.compile(f"[分案勉索置除告職职](?<={_PENALTY.replace('问题', '').replace('問題', '')})")),
    ("元", re.compile("元(?:(?<=[0-9０-９]元)|(?<=[0-9０-９][ 　]元))")),
    ("单單", re.compile("[单單]元")),
    ("室房户戶", re.compile(f"[室房户戶](?<=[0-9０-９{_COUNT}].)")),
    ("组組", re.compile(f"[组組](?<=[0-9０-９{_COUNT}].)[0-9０-９{_COUNT}]")),
    ("址", re.compile("住址")),
    (
        "区區苑园園村寓舍院楼樓宅",
        re.compile("[区區苑园園村寓舍院楼樓宅][ 　]?[0-9０-９]{1,3}[号號栋棟幢座楼樓]{0,2}[-－‐-—−]"),
    ),
    ("*", re.compile(rf"\*(?<=[{_SURNAMES}]\*)")),
    (_PROVINCES, re.compile(f"[{_PROVINCES}][A-HJ-Z][·• ]?[0-9A-HJ-Z]")),
)
"""What gives a leak of words away; each is looked for only where one of its characters occurs."""
