"""Values and files that must not be published, made for the tests."""

import zipfile
from io import BytesIO

from docx import Document

PHONE = "1380" + "0001234"


def with_check_digit(first17: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first17 + "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights, strict=True)) % 11]


def luhn(first: str) -> str:
    for last in "0123456789":
        digits = [int(d) for d in reversed(first + last)]
        if sum(d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(digits)) % 10 == 0:
            return first + last
    raise AssertionError


# Made for this test: 990101 is no existing district.
ID = with_check_digit("99010119900307231")
CARD = luhn("622202000123456789")
WIDE = str.maketrans("0123456789Xx-", "０１２３４５６７８９Ｘｘ－")


def word_file(text: str, **properties: str) -> bytes:
    document = Document()
    document.core_properties.author = ""
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    paragraph = document.add_paragraph()
    for run in (text[:7], text[7:]):  # a number cut in two by the formatting
        paragraph.add_run(run).bold = run == text[:7]
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(**members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()
