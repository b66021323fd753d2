"""What must not be published, made up anew from every seed: a value of each class, with the rule that must find it."""

import random
from collections.abc import Callable

from tests.kernel.leaks.leaky import luhn, with_check_digit

Random = random.Random


def mobile(r: Random) -> str:
    return r.choice(["13", "15", "17", "18", "19"]) + "".join(r.choice("0123456789") for _ in range(9))


def identity(r: Random) -> str:
    day = f"{r.randint(1950, 2005)}{r.randint(1, 12):02}{r.randint(1, 28):02}"
    return with_check_digit(f"9901{r.randint(1, 99):02}{day}{r.randint(1, 999):03}")


def card(r: Random) -> str:
    return luhn("6222" + "".join(r.choice("0123456789") for _ in range(14)))


def digits(r: Random, count: int, first: str = "123456789") -> str:
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
    area, local = f"0{r.choice(['591', '595', '755', '371', '28', '571'])}", digits(r, 8, "2345678")
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
    plate = f"{r.choice('閩京滬粵蘇')}{r.choice('ABCDE')}{digits(r, 5)}"
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
    return r.choice([f"微信號：wx{digits(r, 6)}ab", f"微信: zhang_{digits(r, 4)}", f"QQ：{digits(r, 9)}", f"QQ號{digits(r, 8)}", f"wxid_{digits(r, 8)}abcdef", f"VX：abc{digits(r, 5)}"])  # fmt: skip


def _secret(r: Random) -> str:
    return r.choice(
        [f"密碼：Ab{digits(r, 6)}!", f"口令是 {digits(r, 8)}", f"password: q{digits(r, 7)}", f"登錄 http://oa{r.randint(1, 9)}.example.intranet", f"服務器 10.{r.randint(1, 250)}.3.{r.randint(2, 250)}",
         f"地址 192.168.{r.randint(0, 250)}.{r.randint(2, 250)}", r"共享 \\fileserver\黨建", f"AKIA{'ABCDEFGH' * 2}", "-----BEGIN RSA PRIVATE KEY-----"]
    )  # fmt: skip


def _staff(r: Random) -> str:
    return r.choice([f"工號：{digits(r, 8)}", f"社保卡號：{digits(r, 12)}", f"員工編號 P{digits(r, 7)}", f"醫保號：{digits(r, 10)}", f"納稅人識別號：91350100{digits(r, 6)}MA2X"])  # fmt: skip


def _private(r: Random) -> str:
    one, two, three = _name(r), _name(r), _name(r)
    return r.choice([f"{one}確診糖尿病", f"{one}因病住院", f"{one}得{r.randint(2, 40)}票", f"參會人員：{one}、{two}、{three}", f"發展對象名單：{one}，{two}，{three}", f"{one}懷孕"])  # fmt: skip


CLASSES: dict[str, tuple[str, Callable[[Random], str]]] = {
    "mobile": ("LEAK-03", lambda r: r.choice(["", "電話", "tel:", "聯繫人 "]) + mobile(r)),
    "landline": ("LEAK-03", _landline),
    "service": ("LEAK-03", lambda r: f"400-{digits(r, 3)}-{digits(r, 4)}"),
    "local": ("LEAK-03", lambda r: f"電話：{digits(r, 8, '2345678')}"),
    "id": ("LEAK-01", identity),
    "card": ("LEAK-04", card),
    "mail": ("LEAK-06", lambda r: f"{r.choice(['zhang.san', 'li4', 'wang_w'])}{digits(r, 3)}@{r.choice(['qq.com', '163.com', 'mail.invalid-host.cn'])}"),
    "amount": ("LEAK-07", _amount),
    "home": ("LEAK-13", _home),
    "plate": ("LEAK-05", _plate),
    "passport": ("LEAK-05", lambda r: f"護照{r.choice(['', '號', '號碼：'])}E{digits(r, 8)}"),
    "discipline": ("LEAK-08", _discipline),
    "secrecy": ("LEAK-09", _secrecy),
    "masked": ("LEAK-02", lambda r: r.choice([f"138****{digits(r, 4)}", "張某某同志", f"990101********{digits(r, 4)}"])),
    "account": ("LEAK-14", _account),
    "secret": ("LEAK-15", _secret),
    "staff": ("LEAK-16", _staff),
    "private": ("LEAK-17", _private),
}  # fmt: skip
NUMBERS = ("mobile", "id", "card")
