"""The quick look before a form with names is compiled misses nothing that the form finds."""

import random
import re

import pytest

from branch_portal.ground.leak_forms import WORDS, Form
from branch_portal.ground.leak_names import NAME

NAMED = [form for form in WORDS if NAME in form.pattern]
PIECES = (
    *[
        "張三",
        "李四光",
        "欧阳修",
        "夏侯惇",
        "王某",
        "高質",
        "方面",
        "同志",
        "因",
        "受到",
        "党内警告",
        "立案",
        "1200元",
        "党费",
        "：",
        "、",
        "患",
        "糖尿病",
        "對",
        "给予",
        "的",
        "請假",
    ],
    *[
        "積極分子",
        "是",
        "得",
        "12票",
        "票",
        "于",
        "1990年1月出生",
        "免去",
        "职务",
        "被",
        "張",
        "明",
        "(",
        "3000",
        "元)",
        ")",
        "工资",
        "5000",
        "反映",
        "約談了",
        "关于",
        "处分决定",
        "ab",
    ],
    *(" ", "\n", "趙 敏"),
)


def test_every_character_of_names_is_a_letter() -> None:
    assert all(re.match(r"\w", chr(code)) for code in range(0x4E00, 0xA000))


@pytest.mark.parametrize("form", NAMED, ids=range(len(NAMED)))
def test_a_form_finds_what_its_pattern_finds(form: Form) -> None:
    chosen = random.Random(form.pattern)
    texts = ["".join(chosen.choices(PIECES, k=chosen.randint(2, 9))) for _ in range(400)]
    sure = [[match.span() for match in form.regex.finditer(text) if form.fits(match)] for text in texts]
    assert [[match.span() for match in form.found(text) if form.fits(match)] for text in texts] == sure
