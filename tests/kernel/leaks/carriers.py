"""The files that a text may lie in."""

import base64
import bz2
import gzip
import html
import io
import json
import quopri
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable


def _xml(name: str, text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    cut = len(escaped) // 2
    while cut and "&" in escaped[max(0, cut - 6) : cut + 1]:
        cut -= 1
    return f"<{name}:p><{name}:r><{name}:t>{escaped[:cut]}</{name}:t></{name}:r><{name}:r><{name}:t>{escaped[cut:]}</{name}:t></{name}:r></{name}:p>"


def _zip(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, held in members.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), held)
    return stream.getvalue()


def _tar(text: str) -> bytes:
    stream, held = io.BytesIO(), text.encode()
    with tarfile.open(fileobj=stream, mode="w") as file:
        about = tarfile.TarInfo("a.txt")
        about.size = len(held)
        file.addfile(about, io.BytesIO(held))
    return stream.getvalue()


def _png(text: str) -> bytes:
    part = b"Comment\x00\x00" + zlib.compress(text.encode())
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(part)) + b"zTXt" + part + b"\x00" * 4


def _jpeg(text: str) -> bytes:
    held = b"http://ns.adobe.com/xap/1.0/\x00<x>" + text.encode() + b"</x>"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(held) + 2) + held + b"\xff\xd9"


def _mail(text: str) -> bytes:
    held = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(
        text.encode()
    )
    return b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + held + b"--x--\n"


def _rtf(text: str) -> bytes:
    """As Windows writes it: Chinese in bytes, what those do not have in numbers, and a new group here and there."""
    pieces = []
    for at, one in enumerate(text):
        try:
            code = (
                "".join(f"\\'{byte:02x}" for byte in one.encode("gbk"))
                if ord(one) > 127
                else {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\line "}.get(one, one)
            )
        except UnicodeEncodeError:
            wide = one.encode("utf-16-le")
            code = "".join(
                f"\\u{int.from_bytes(wide[i : i + 2], 'little', signed=True)}?" for i in range(0, len(wide), 2)
            )
        pieces.append(f"{{\\b {code}}}" if at % 5 == 4 else code)
    return ("{\\rtf1\\ansi\\ansicpg936 " + "".join(pieces) + "}").encode("ascii")


def _sheet(text: str) -> bytes:
    return _zip(
        xl__workbook_dot_xml="<sheets/>",
        xl__sharedStrings_dot_xml=f"<sst><si><t>{text.replace('&', '&amp;').replace('<', '&lt;')}</t></si></sst>",
        xl__worksheets__sheet1_dot_xml='<row><c t="s"><v>0</v></c></row>',
    )


PLAIN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "markdown": ("content/guide/a.md", lambda t: f"# 標題\n\n{t}\n".encode()),
    "list": ("content/guide/b.md", lambda t: f"- 甲\n- {t}\n".encode()),
    "yaml": ("data/x/a.yml", lambda t: f"id: a\nnote: {t}\n".encode()),
    "block": ("data/x/b.yml", lambda t: f"id: a\nnote: |\n  甲乙丙。\n  {t}\n".encode()),
    "yaml comment": ("data/x/c.yml", lambda t: f"id: a\n# {t}\n".encode()),
    "text": ("content/a.txt", lambda t: f"{t}\n".encode()),
    "no ending": ("content/a", lambda t: f"{t}\n".encode()),
    "log": ("content/a.log", lambda t: f"備註\t{t}\n".encode()),
    "utf-16": ("content/b.txt", lambda t: t.encode("utf-16")),
}
FILES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "gb18030": ("content/c.txt", lambda t: f"中文說明，{t}".encode("gb18030")),
    "json": ("content/a.json", lambda t: json.dumps({"note": t}, ensure_ascii=True).encode()),
    "docx": ("content/a.docx", lambda t: _zip(word__document_dot_xml=_xml("w", t))),
    "pptx": ("content/a.pptx", lambda t: _zip(ppt__slides__slide1_dot_xml=_xml("a", t))),
    "odt": ("content/a.odt", lambda t: _zip(mimetype="x", content_dot_xml=f"<text:p>{t.replace('&', '&amp;').replace('<', '&lt;')}</text:p>")),
    "xlsx": ("content/a.xlsx", _sheet),
    "zip": ("content/a.zip", lambda t: _zip(a_dot_txt=t)),
    "docx in zip": ("content/b.zip", lambda t: _zip(a_dot_docx=_zip(word__document_dot_xml=_xml("w", t)))),
    "tar": ("content/a.tar", _tar),
    "gz": ("content/a.gz", lambda t: gzip.compress(t.encode())),
    "png": ("content/a.png", _png),
    "jpeg": ("content/a.jpg", _jpeg),
    "mail": ("content/a.eml", _mail),
    "mail in a zip": ("content/c.zip", lambda t: _zip(a_dot_eml=_mail(t))),
    "quoted mail": ("content/b.eml", lambda t: b"Subject: a\nMIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(t.encode())),
    "rtf": ("content/a.rtf", _rtf),
    "folded": ("content/a.ics", lambda t: b"BEGIN:VCALENDAR\r\nDESCRIPTION:" + "\r\n ".join(t[at : at + 5] for at in range(0, len(t), 5)).encode() + b"\r\nEND:VCALENDAR\r\n"),
    "tspans": ("content/a.svg", lambda t: ("<svg><text>" + "\n".join(f'<tspan x="{at}">{html.escape(t[at : at + 6])}</tspan>' for at in range(0, len(t), 6)) + "</text></svg>").encode()),
    "base64": ("data/x/d.yml", lambda t: b"id: a\nnote: " + base64.b64encode(f"\u6b63\u6587\uff0c\u5982\u4e0b\uff1a\n{t}".encode()) + b"\n"),
    "bz2": ("content/a.bz2", lambda t: bz2.compress(t.encode())),
    "utf-16 without a mark": ("content/d.txt", lambda t: f"\u4e2d\u6587\u8aaa\u660e\uff0c{t}".encode("utf-16-be")),
    "lying": ("content/lying.png", lambda t: _zip(a_dot_txt=t)),
    "alt text": ("content/b.docx", lambda t: _zip(word__document_dot_xml=f'<w:p><wp:docPr descr="{t.replace("&", "&amp;").replace("<", "&lt;").replace(chr(34), "&quot;")}"/></w:p>')),
}  # fmt: skip
