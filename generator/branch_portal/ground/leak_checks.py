"""What decides about a number: days, check digits, area codes, and the words before and after it."""

import datetime as dt
import re

from branch_portal.ground.patterns import pattern

CALLED = pattern(
    r"(?:電話|电话|手機|手机|座機|座机|宅電|宅电|固話|固话|傳真|传真|熱線|热线|客服|聯繫|联系|聯絡|联络|撥打|拨打|撥|致電|致电|投訴|投诉|舉報|举报"
    r"|\btel|phone|mobile|call|☎)[^0-9\n]{0,8}$",
    re.IGNORECASE,
)
UNIT = pattern(
    r"(?:\.[0-9]+)?[ |]*(?:[kMGT]?(?:Wh|wh|WH)|[kMG]?VA(?:rh?)?|[kMG]W\b|千瓦|兆瓦|度(?!假)|[万萬亿億]|元|公里|千米|米(?!店)|[吨噸]|公斤|[户戶](?!主)|人(?!民)|人民[币幣]|次|字[节節]|[Bb]ytes?|m[23²³]|毫秒|ms\b)"
)
AREA = pattern(r"0(?:10|2[0-57-9]|[3-9][0-9]{2})")
PUBLIC_LINES = frozenset(
    ("95598", "12345", "12371", "12380", "12388", "12389", "12398", "12315", "12320", "12333", "12338", "12348", "12351", "12355",
     "12366", "12377", "110", "119", "120", "122")
)  # fmt: skip
"""Lines of public service that anybody may print: 供電服務、政務、黨員教育、舉報、監管 and emergencies."""
BEGINS = pattern(
    r"(?:0086|86|0)?1[3-9][0-9]{9}$|[1-9][0-9]{16}[0-9Xx]$|[3-6][0-9]{14,18}$|(?:0086|86)[1-9][0-9]{8,10}$|0[0-9]{9,11}$|[48]00"
)
"""What may be a number at all, by its length and its first digits; a quick no."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_day(digits: str) -> bool:
    """Whether eight digits are a day, as in 20261130."""
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return len(digits) == 8 and digits[:2] in ("19", "20")


def is_bank_card(value: str) -> bool:
    """Whether 15 to 19 digits begin as a card's do and pass Luhn's check."""
    if not re.fullmatch("62[0-9]{14,17}|(?:4|5[1-5]|35|60)[0-9]+|3[47][0-9]{13}", value) or len(set(value)) < 4:
        return False
    if len(value) != 16 and value[:2] not in ("62", "34", "37"):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(value))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_resident_id(value: str) -> bool:
    """Whether 18 characters are a resident's number (GB 11643-1999): a day of birth and the right check character."""
    try:
        born = dt.date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value[:17], _WEIGHTS, strict=True))
    return 1900 <= born.year <= 2099 and "10X98765432"[total % 11] == value[17].upper()
