"""Leaks and innocent look-alikes by the thousand: classes, disguises and carriers multiplied, the same from every seed."""

import base64
import bz2
import gzip
import html
import io
import json
import quopri
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.kernel.leaks.leaky import luhn, with_check_digit
from tests.kernel.leaks.written import LEAKS
from tests.kernel.leaks.written_anew import LEAKS as LATER
from tests.kernel.leaks.written_blind import LEAKS as BLIND

Random = random.Random


@dataclass(frozen=True)
class Planted:
    """A file with something in it; `rule` is what must be found, None where nothing may be."""

    rule: str | None
    about: str
    disguised: bool
    path: str
    data: bytes


def _mobile(r: Random) -> str:
    return r.choice(["13", "15", "17", "18", "19"]) + "".join(r.choice("0123456789") for _ in range(9))


def _id(r: Random) -> str:
    day = f"{r.randint(1950, 2005)}{r.randint(1, 12):02}{r.randint(1, 28):02}"
    return with_check_digit(f"9901{r.randint(1, 99):02}{day}{r.randint(1, 999):03}")


def _card(r: Random) -> str:
    return luhn("6222" + "".join(r.choice("0123456789") for _ in range(14)))


def _digits(r: Random, count: int, first: str = "123456789") -> str:
    return r.choice(first) + "".join(r.choice("0123456789") for _ in range(count - 1))


def _name(r: Random) -> str:
    surname = r.choice(
        "王李张張刘劉陈陳杨楊赵趙吴吳徐孙孫胡朱林郭罗羅宋郑鄭谢謝韩韓邓鄧曹彭曾萧蕭田董潘袁蔡蒋蔣余于杜叶葉程苏蘇魏吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦"
    )
    if r.random() < 0.1:
        surname = r.choice(["歐陽", "司馬", "上官", "诸葛", "慕容"])
    given = r.choice(
        [
            "三",
            "五",
            "小明",
            "建國",
            "麗華",
            "志強",
            "偉",
            "芳",
            "娜",
            "秀英",
            "敏",
            "靜",
            "磊",
            "洋",
            "勇",
            "艷",
            "杰",
            "娟",
            "濤",
            "超",
            "建军",
            "桂英",
            "玉兰",
            "文博",
            "子涵",
            "浩然",
            "國慶",
            "海燕",
            "雪梅",
            "春生",
        ]
    )
    return (surname if surname != "韦" else "王") + given


def _landline(r: Random) -> str:
    area, local = f"0{r.choice(['591', '595', '755', '371', '28', '571'])}", _digits(r, 8, "2345678")
    return r.choice([f"({area}){local}", f"{area}-{local}", f"{area} {local}", f"+86 {area[1:]} {local}", f"{area}-{local[:4]}-{local[4:]}", f"{area}—{local}", f"（{area}）{local}"])  # fmt: skip


def _amount(r: Random) -> str:
    name, money = _name(r), r.randint(1, 5000)
    return r.choice(
        [f"{name}繳{money}元", f"{name} {money}元", f"{name}：￥{money}", f"{name}領慰問金{money}元", f"{name}、{money}塊", f"{name}捐款{money / 10:.1f}元",
         f"{name}同志繳納黨費{money}元", f"| {name} | {money} 元 |", f"{name}工資1.2萬元", f"{name}交一百二十元", f"{name},{money}元"]
    )  # fmt: skip


def _home(r: Random) -> str:
    one, two = r.randint(1, 30), r.randint(101, 1909)
    return r.choice(
        [f"示例小區{one}幢{two}室", f"示例路{one}號3棟2單元{two}室", f"陽光花園{one}栋{two}", f"示例新村{one}-2-{two}", f"家庭住址：示例街{one}號{two}室", f"示例村第三組{one}號"]
    )  # fmt: skip


def _plate(r: Random) -> str:
    plate = f"{r.choice('閩京滬粵蘇')}{r.choice('ABCDE')}{_digits(r, 5)}"
    return r.choice(
        [plate, f"車牌{plate}", f"{plate[:2]}·{plate[2:]}", f"車牌號：{plate[:2]}·BC{plate[4:6]}D", f"{plate[:6]}警"]
    )


def _discipline(r: Random) -> str:
    name = _name(r)
    return r.choice(
        [
            f"給予{name}黨內警告",
            f"{name}因違紀被立案",
            f"對{name}誡勉談話",
            f"{name}被停職",
            f"{name}受到記過處分",
            f"{name}涉嫌受賄被留置",
        ]
    )


def _secrecy(r: Random) -> str:
    return r.choice(
        ["機密★10年", "秘密★", "絕密 ★", "密級：機密", "【內部資料】", "〔秘密〕", "秘密▲3年", "秘 密 ★ 5 年", "本文件屬於工作秘密", "此件為內部資料", "僅供內部使用", "核心商密", "商密★", "機密10年", "（依申請公開）"]
    )  # fmt: skip


def _account(r: Random) -> str:
    return r.choice([f"微信號：wx{_digits(r, 6)}ab", f"微信: zhang_{_digits(r, 4)}", f"QQ：{_digits(r, 9)}", f"QQ號{_digits(r, 8)}", f"wxid_{_digits(r, 8)}abcdef", f"VX：abc{_digits(r, 5)}"])  # fmt: skip


def _secret(r: Random) -> str:
    return r.choice(
        [f"密碼：Ab{_digits(r, 6)}!", f"口令是 {_digits(r, 8)}", f"password: q{_digits(r, 7)}", f"登錄 http://oa{r.randint(1, 9)}.example.intranet", f"服務器 10.{r.randint(1, 250)}.3.{r.randint(2, 250)}",
         f"地址 192.168.{r.randint(0, 250)}.{r.randint(2, 250)}", r"共享 \\fileserver\黨建", f"AKIA{'ABCDEFGH' * 2}", "-----BEGIN RSA PRIVATE KEY-----"]
    )  # fmt: skip


def _staff(r: Random) -> str:
    return r.choice([f"工號：{_digits(r, 8)}", f"社保卡號：{_digits(r, 12)}", f"員工編號 P{_digits(r, 7)}", f"醫保號：{_digits(r, 10)}", f"納稅人識別號：91350100{_digits(r, 6)}MA2X"])  # fmt: skip


def _private(r: Random) -> str:
    one, two, three = _name(r), _name(r), _name(r)
    return r.choice([f"{one}確診糖尿病", f"{one}因病住院", f"{one}得{r.randint(2, 40)}票", f"參會人員：{one}、{two}、{three}", f"發展對象名單：{one}，{two}，{three}", f"{one}懷孕"])  # fmt: skip


CLASSES: dict[str, tuple[str, Callable[[Random], str]]] = {
    "mobile": ("LEAK-03", lambda r: r.choice(["", "電話", "tel:", "聯繫人 "]) + _mobile(r)),
    "landline": ("LEAK-03", _landline),
    "service": ("LEAK-03", lambda r: f"400-{_digits(r, 3)}-{_digits(r, 4)}"),
    "local": ("LEAK-03", lambda r: f"電話：{_digits(r, 8, '2345678')}"),
    "id": ("LEAK-01", _id),
    "card": ("LEAK-04", _card),
    "mail": ("LEAK-06", lambda r: f"{r.choice(['zhang.san', 'li4', 'wang_w'])}{_digits(r, 3)}@{r.choice(['qq.com', '163.com', 'mail.invalid-host.cn'])}"),
    "amount": ("LEAK-07", _amount),
    "home": ("LEAK-13", _home),
    "plate": ("LEAK-05", _plate),
    "passport": ("LEAK-05", lambda r: f"護照{r.choice(['', '號', '號碼：'])}E{_digits(r, 8)}"),
    "discipline": ("LEAK-08", _discipline),
    "secrecy": ("LEAK-09", _secrecy),
    "masked": ("LEAK-02", lambda r: r.choice([f"138****{_digits(r, 4)}", "張某某同志", f"990101********{_digits(r, 4)}"])),
    "account": ("LEAK-14", _account),
    "secret": ("LEAK-15", _secret),
    "staff": ("LEAK-16", _staff),
    "private": ("LEAK-17", _private),
}  # fmt: skip
_NUMBERS = ("mobile", "id", "card")


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


_DISGUISES: dict[str, Callable[[str], str]] = {
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


_PLAIN: dict[str, tuple[str, Callable[[str], bytes]]] = {
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
_FILES: dict[str, tuple[str, Callable[[str], bytes]]] = {
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


def written_leaks() -> Iterator[tuple[str, str]]:
    """Those written by hand, each with its rule."""
    one, card = with_check_digit("99010119900307123"), luhn("622202123456789012")
    for rule, texts in (*LEAKS.items(), *LATER.items(), *BLIND.items()):
        yield from ((rule, text.replace("{id}", one).replace("{card}", card)) for text in texts)


def leaks() -> Iterator[Planted]:
    """Every class in every carrier several times, then numbers in every disguise in every carrier of text.

    Of those written by hand each stands in a few carriers: in all of them together, every one.
    """
    r = Random(20)
    carriers = list({**_PLAIN, **_FILES}.items())
    for number, (rule, text) in enumerate(written_leaks()):
        for carrier, (path, write) in carriers[number % 5 :: 5]:
            yield Planted(rule, f"{text} in {carrier}", False, path, write(text))
    for carrier, (path, write) in {**_PLAIN, **_FILES}.items():
        for name, (rule, make) in CLASSES.items():
            for _ in range(8):
                yield Planted(rule, f"{name} in {carrier}", False, path, write(make(r)))
    for disguise, turn in _DISGUISES.items():
        for carrier, (path, write) in _PLAIN.items():
            for name in _NUMBERS:
                for _ in range(3):
                    value = {"mobile": _mobile, "id": _id, "card": _card}[name](r)
                    yield Planted(
                        CLASSES[name][0], f"{name} as {disguise} in {carrier}", True, path, write(turn(value))
                    )


_WORDS = ("程序費", "夏令營", "方案費", "常規維護", "高壓線路", "金額", "石油", "黃色標牌", "馬路修補", "任務獎勵", "萬用表", "田間作業", "林區巡視", "周轉金", "張貼費", "雷電防護", "湯料", "易損件",
          "康復器材", "武裝帶", "段落", "顧客補償", "路費", "水費", "電費", "租車費", "場地費", "教材費", "郵寄費", "印刷費", "白板", "毛巾", "錢款", "范圍內支出", "陸地運輸", "江邊清理", "何種費用", "余額", "鍾錶", "洪水救援")  # fmt: skip
_INNOCENT: tuple[Callable[[Random], str], ...] = (
    lambda r: f"閩電黨〔2026〕{r.randint(1, 200)}號",
    lambda r: f"文號 {_digits(r, 10, '2456789')}",
    lambda r: f"本月電量 {_mobile(r)} kWh",
    lambda r: f"表計讀數 {_digits(r, 8)}.{_digits(r, 2)}",
    lambda r: f"累計 {_mobile(r)}千瓦時",
    lambda r: f"2026-{r.randint(1, 12):02}-{r.randint(1, 28):02} 2027-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
    lambda r: f"2026年{r.randint(1, 12)}月{r.randint(1, 28)}日 {r.randint(8, 18)}:{r.randint(10, 59)}",
    lambda r: f"{r.choice(_WORDS)} {r.randint(2, 900)}元",
    lambda r: f"{r.choice(_WORDS)}：{r.randint(2, 900)}元",
    lambda r: f"合計{r.randint(10000, 9999999)}元，其中活動經費{r.randint(100, 9000)}元",
    lambda r: f"{r.choice(['江河', '水庫', '馬路', '陸地', '高壓線'])}因{r.choice(['汛情', '塌陷', '雷電', '大風'])}發布警告",
    lambda r: r.choice(["撥打95598", "撥打 12345 熱線", "電話：95598", "服務熱線 12398", "舉報電話12388", "12371 黨員教育"]),
    lambda r: f"電話：0000-0000000{'0' * r.randint(0, 1)}",
    lambda r: f"第{r.randint(1, 60)}條第{r.randint(1, 9)}款第（{r.choice('一二三四五六')}）項",
    lambda r: f"車牌寫成 閩{r.choice('ABC')}·00000 的樣子",
    lambda r: f"小區{r.randint(1, 9)}幢{r.randint(100, 300)}戶，走訪{r.randint(10, 90)}戶",
    lambda r: r.choice(["涉及國家秘密、工作秘密的不上站", "標有秘密、機密字樣的文件不放進倉庫", "保守秘密，遵守紀律", "寫着「僅供內部使用」的不放", "密碼每三個月換一次", "口令不外借", "保密審查"]),
    lambda r: r.choice(["黨內警告、嚴重警告、撤銷黨內職務、留黨察看、開除黨籍", "紀檢委員按規定報告問題線索", "免職由黨委決定", "處分按程序辦理"]),
    lambda r: f"v{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 40)} 版",
    lambda r: f"sha {''.join(r.choice('0123456789abcdef') for _ in range(40))}",
    lambda r: f"座標 {r.randint(100, 139)}.{_digits(r, 6)},{r.randint(20, 40)}.{_digits(r, 6)}",
    lambda r: f"{_digits(r, 4)} {_digits(r, 3)} {_digits(r, 5)} {_digits(r, 2)}",
    lambda r: f"辦公樓{r.randint(1, 9)}0{r.randint(1, 9)}室開會，會議室{r.randint(101, 909)}",
    lambda r: f"參會{r.randint(10, 40)}人，得票最多的方案得{r.randint(10, 40)}票",
    lambda r: f"TX-2026-{r.randint(1, 99):02}、A{r.randint(1, 57)}、更新A12",
    lambda r: "黃色、紅色、白色標牌",
    lambda r: f"{r.randint(1, 9)}號主變容量 {r.randint(100, 800)} {r.randint(100, 900)} {r.randint(1000, 9000)} kVA",
    lambda r: f"admin{r.randint(1, 9)}@example.com",
    lambda r: f"人員：正式黨員{r.randint(10, 40)}人，預備黨員{r.randint(1, 5)}人",
    lambda r: f"編號 {r.randint(10, 99)}{r.choice('ABCDEF')}{_digits(r, 7)}",
    lambda r: f"慰問困難群眾{r.randint(3, 20)}戶，每戶{r.randint(200, 900)}元",
    lambda r: f"手術室、住院部的供電檢查{r.randint(1, 9)}次",
)  # fmt: skip


def innocents() -> Iterator[Planted]:
    """Every look-alike in every carrier, several times."""
    r = Random(21)
    for make in _INNOCENT:
        for path, write in [*_PLAIN.values(), *_FILES.values()]:
            for _ in range(7):
                text = make(r)
                yield Planted(None, text, False, path, write(text))
