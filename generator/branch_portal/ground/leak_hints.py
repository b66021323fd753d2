"""The hints that give leaks away: cheap patterns, each at a rare character, all looked for in one pass over a text."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Literal

from branch_portal.ground.leak_kinds import LeakKind
from branch_portal.ground.leak_names import COMPOUND, COUNT, PROVINCES, SURNAMES
from branch_portal.ground.patterns import pattern
from branch_portal.ground.plain_text import NUMERALS

HintKind = LeakKind | Literal["numbers"]
"""What a hint gives away: words of a kind, or a number that is masked or called what it is."""

_D = "0-9０-９"
_NAMES = SURNAMES + "".join(sorted({one[0] for one in COMPOUND.split("|")} - set(SURNAMES)))
_NUMBERED = f"{_D}A-Za-zＡ-Ｚａ-ｚ"
_SUM = f"{_D}{NUMERALS}十百千万萬拾佰仟"
_IS = "[\"']? ?[:：=＝是为為]"
_AFTER_IS = "|".join(f"(?<=[为為是系].{{{number}}})" for number in range(1, 8))
"""Said of names before it: 「…為積極分子」, with at most six characters between."""
_SET = "[\"']? ?[:：=＝]"

_HINTS: tuple[tuple[HintKind, str, str], ...] = (
    ("numbers", "*＊×●•", "[*＊×●•]{2}"),
    ("numbers", "xX", "[Xx]{3}"),
    ("numbers", "身", "[份分][证證]"),
    ("secrecy", "密", "(?:(?<=[秘機机絕绝商 ]密)|(?= ?[級级]))"),
    (
        "secrecy",
        "内內",
        "部(?=[資资]料|文[件稿]|材料|使用|[參参][阅閱考]|掌握|[傳传][阅閱]|交流|[學学][習习]|查[閱阅])",
    ),
    ("secrecy", "不", "(?:予|(?<=件不))公[開开]"),
    ("secrecy", "依", "申[请請]公[开開]"),
    ("secrecy", "焚毁毀", "(?<=即.)"),
    ("secrecy", "传傳泄洩", "(?<=外.)"),
    ("secrecy", "★☆▲△◆■", ""),
    ("mail", "@＠", "[@＠]? ?[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\-－‐-—−]{2,} ?[.．。]"),
    ("mail", "圈艾", "[特 0-9A-Za-z][^\n]{2,24}[.．点點] ?(?:com|cn|net|org)"),
    ("mail", "@＠", " ?[0-9A-Za-z-]{2,} ?[点點]"),
    ("mail", "#＃", "(?:qq|1[236][369]|foxmail|gmail)[.．]"),
    ("masked", "某", ""),
    ("masked", "×○", f"(?<=[{SURNAMES}].)"),
    ("masked", "*", rf"(?<=[{SURNAMES}]\*)"),
    ("passport_plate", "护護", "照"),
    ("passport_plate", "胞官兵", "[证證]"),
    ("passport_plate", "人", "(?<=[军軍]人)[证證]"),
    ("passport_plate", "通", "行[證证]"),
    ("passport_plate", PROVINCES, " ?[A-HJ-Z][·•. \\-]?[0-9A-HJ-Z]"),
    (
        "discipline",
        "案分勉索置除告职職询詢过過看级級规規开開",
        "(?<=立案|[处處]分|[诫誡]勉|[线線]索|留置|[开開]除|警告|[撤停免][职職]|函[询詢]|[記记][过過]|察看|降[级級]|[双雙][规規开開])",
    ),
    ("discipline", "查评評", "(?<=[审審批调調].)"),
    ("discipline", "话話", "(?:(?<=[醒示][谈談].)|(?<=[谈談].)提)"),  # 談心談話 is on every branch's pages
    ("discipline", "接", "受(?=[^\n。；;]{0,8}[谈談][话話])"),
    ("discipline", "访訪举舉", "[^\n。；;]{0,16}(?:书记|書記|主任|委员|委員|党员|黨員|同志|反映|举报|舉報)"),
    ("discipline", "留", "(?<=拘留)"),
    ("discipline", "谈談", "(?<=[约約].)"),
    ("discipline", "务務", "(?<=[职職].)"),
    ("discipline", "反", "映"),
    ("discipline", "责責", "(?<=[问問].)"),
    ("discipline", "报報", "(?<=被通.)"),
    ("discipline", "拘捕驾駕贿賄娼刑", "(?<=刑拘|逮捕|[酒醉][驾駕]|受[贿賄]|嫖娼|判刑)"),
    ("discipline", "违違", "[纪紀法]"),
    ("discipline", "候", "[审審]"),
    ("amount", "元块塊圆圓", f"(?<=[{_SUM} 　\t].)(?:(?<=[{_SUM}].)|(?<=[{_D}万萬][ 　\t].))"),
    ("amount", "薪奖獎绩績慰罚罰", f"[^\n。；;0-9]{{0,7}}[{_D}]"),
    ("amount", "费費", f"(?<=[党黨会會].)[^\n。；;0-9]{{0,3}}[{_D}]"),
    ("amount", "贴貼", f"(?<=[补補津].)[^\n。；;0-9]{{0,7}}[{_D}{NUMERALS}]"),
    ("amount", "资資", f"(?<=工.)[^\n。；;0-9]{{0,7}}[{_D}]"),
    ("amount", "人", "民[币幣]"),
    ("amount", "R", "MB"),
    ("amount", "¥￥", f" ?[{_D}]"),
    ("address", "单單", "元"),
    ("address", "室房户戶", f"(?<=[{_D}{COUNT}].)"),
    ("address", "组組", f"(?<=[{_D}{COUNT}].) ?[{_D}{COUNT}]"),
    ("address", "住", "(?:[址在处處地]|[^\n。;|<>]{0,12}(?:公寓|宿舍)[ {_D}])".replace("{_D}", _D)),
    ("address", "住", "(?<=家住)[^\n。;|<>]{2,24}[号號室户戶房]"),
    ("address", "居", f"[^\n。;|<>]{{0,12}}(?:公寓|宿舍)[ {_D}]"),
    ("address", "墅", "(?<=[别別].)"),
    ("address", "楼樓", f"(?<=[号號].)[ -]?[{_D}]{{3}}"),
    ("address", "籍", "[地所]"),
    (
        "address",
        "区區苑园園村寓舍院楼樓宅",
        f"(?=[ 　{_NUMBERED}])(?:[ 　]?[{_D}]{{1,3}}[号號栋棟幢座楼樓]{{0,2}}[-－‐-—−]"
        f"|[{_NUMBERED}]{{1,4}}[#＃]?[号號栋棟幢座楼樓]{{1,2}}[ -]?[{_D}]{{3}})",
    ),
    ("address", "#＃", f"(?<=[{_D}].) ?[{_D}]{{3}}"),
    ("address", "栋棟幢座", f"(?<=[{_NUMBERED}{COUNT}].)[ -]?(?:[{_D}]{{3}}|[{COUNT}]{{3}})"),
    ("account", "信扣", f"(?:(?<=[微薇威Vv ]信)|(?<=扣扣))[^\n]{{0,6}}[{_NUMBERED}]"),
    ("account", "鹅鵝", "[号號]"),
    ("account", "加", "[VvＶ]信?[:：是为為 ]"),
    ("account", "音手博书書钉釘宝寶", "(?<=[抖快微红紅钉釘付].)(?:[账賬帳]?[号號]|ID|id)"),
    ("account", "QqＱ", f"(?:[QqＱ]|(?=[号號]))[:：号號码碼群 是为為]{{0,4}}[{_D}{NUMERALS}]"),
    ("account", "Xx", "(?<=[VvWw][Xx])(?:id_|ID|id|[号號:：是为為 (（])"),
    ("account", "Ww", "e(?:[Cc]hat|ixin)"),
    (
        "bank_card",
        "号號户戶",
        f"(?<=[账賬帳].)[:：是为為 ]{{0,3}}(?:[{_D}]{{4}}|[^\n。；;]{{0,16}}行[:： ]{{0,3}}[{_D}]{{16}})",
    ),
    ("staff", "号號码碼", f"(?<=[工税稅编編账賬帳保卡别別金代障P].)[号號码碼]?[:：是为為 (（]{{0,3}}[{_NUMBERED}]"),
    ("secret", "码碼令钥鑰", f"(?<=[密口录錄].){_IS}"),
    ("secret", "码碼令", f"(?<=[密口].) ?[{_NUMBERED}]"),
    ("secret", "PpＰ", f"(?:ass(?:word|wd|code)?|ASSWORD|wd|WD)(?:{_IS}| +[!-~]{{6}})"),
    ("secret", "Cc", f"(?<=[Ss][Ee][Cc])(?:ret|RET)(?:[_-]?[KkEeYy]{{3}})?{_SET}"),
    ("secret", "Kk", f"(?<=[Oo][Kk])[Ee][Nn]{_SET}"),
    ("secret", "Kk", f"(?<=[Aapi_\\-IS][Kk])[Ee][Yy]{_SET}"),
    ("secret", "K", "(?<=AK)IA[0-9A-Z]{16}"),
    ("secret", "L", "TAI[0-9A-Za-z]{12}"),
    ("secret", "k", "(?<=sk)-[0-9A-Za-z]{20}"),
    ("secret", "V", "(?<=PRIV)ATE KEY"),
    ("secret", "_", "(?<=gh[pousr]_)[0-9A-Za-z]{9}"),
    ("secret", "l", "(?<=gl)pat-[0-9A-Za-z]"),
    ("secret", "J", "(?<=eyJ)[0-9A-Za-z_-]{10,}\\."),
    ("secret", "\\", r"\\[0-9A-Za-z.-]{2,40}\\"),
    ("private", "赞贊反", f"[成对對][ :：]{{0,2}}[{_D}]"),
    ("private", "决決", f"(?<=表.)[^\n。；;]{{0,6}}(?:同意|赞成|贊成)[ :：]{{0,2}}[{_D}]"),
    ("private", "妻丈偶爱愛儿兒父母", f"(?:[子夫人亲親]|(?<=女.)|(?<=配.))[:：为為是叫,，]?[{_NAMES}]"),
    ("private", "瘫癱癫癲肺胎", ""),
    ("private", "截", "肢"),
    ("private", "血折遗遺", "(?:(?<=[出骨].)|[病症])"),
    ("private", "组組紹绍", f"(?:人|(?=[长長员員]).)[:：为為有是 ]{{0,2}}[{_NAMES}][\u4e00-\u9fff]{{1,2}}[、,， ]"),
    ("private", "签簽", f"到[:： ]{{1,2}}[{_NAMES}]"),
    ("private", "票", f"(?<=[{_D} {NUMERALS}十百]票)"),
    (
        "private",
        "、,，",
        f"(?<=[\u4e00-\u9fff][、,，])[{_NAMES}][\u4e00-\u9fff]{{1,3}}[、,，](?=[{_NAMES}][\u4e00-\u9fff]{{1,3}}(?![\u4e00-\u9fff]))",
    ),
    ("private", "异異婚", "(?<=[离離].)"),
    ("private", "生", "(?<=[月日出年0-9]生)"),
    ("private", "困", "[难難](?:[党黨][员員]|[职職]工)"),
    (
        "private",
        "单單员員席假象子",
        f"(?:[^\n。;:：]{{0,6}}[:：为為是有])? ?[{_NAMES}][\u4e00-\u9fff]{{1,3}}[、,， ]",
    ),
    ("private", "正", "(?<=[转轉].)"),
    ("private", "患", "(?<![隐隱].)"),
    ("private", "癌瘤", ""),
    ("private", "艾", "滋"),
    ("private", "孕", "期"),
    ("private", "积積", f"[极極]分子(?=(?:[^\n。;:：]{{0,6}}[:：为為有是 ])? ?[{_NAMES}])"),
    ("private", "积積", f"(?:{_AFTER_IS})[极極]分子"),
    ("private", "乳", "[期假]"),
    (
        "private",
        "诊診孕产產术術郁鬱疾院假病炎症梗出断斷压壓",
        "(?<=[确確诊診怀懷流手抑住产產病因肝脑腦查残殘毒神尿脏臟血].)(?<!隐患排查出)",
    ),
    ("phone", "Ll☎", f"(?:(?<=[Tt][Ee].)|(?<=☎))[^0-9\n]{{0,8}}(?:[{_D}](?=[{_D} -]{{6}})|[{NUMERALS}]{{7}})"),
    (
        "phone",
        "话話机機真線线系繫打电電服",
        f"(?<=[电電座固传傳热熱联聯拨撥致手客].)[^0-9\n]{{0,8}}(?:[{_D}](?=[{_D} -]{{6}})|[{NUMERALS}]{{7}})",
    ),
)
_APART: tuple[tuple[LeakKind, tuple[str, ...], re.Pattern[str]], ...] = (
    ("secret", ("10.", "192.168", "172."), pattern(r"1(?=0\.|92\.|72\.)[0-9]{1,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]")),
    ("mail", ("[at]", "(at)", "（at）"), pattern(r"[0-9A-Za-z] ?[\[(（]at[\])）] ?[0-9A-Za-z-]{2,} ?[.\[(（]")),
    ("mail", (" AT ", " at 1", " at q"), pattern(r" (?:AT [0-9A-Za-z-]{2,}\.|(?:AT|at) (?:qq|163|126|139|gmail))")),
    ("secret", ("://",), pattern(r"://[^\s:/@\"'<>{}$*]{1,40}:[^\s/@\"'<>{}$]{3,40}@")),
    (
        "secret",
        (".intranet", ".lan", ".corp", ".internal", ".local", ".inner"),
        pattern(r"\.(?:intranet|lan|corp|internal|local|inner)(?![0-9A-Za-z])"),
    ),
)
"""Those at characters that are everywhere: looked for only where one of their words occurs."""


def _any_of(hints: list[tuple[str, str]]) -> re.Pattern[str]:
    """One pattern for several hints; the class of characters that it begins with is what makes it fast."""
    begins = re.escape("".join(first for first, _ in hints))
    return pattern(f"[{begins}](?<=(?={'|'.join(f'[{re.escape(first)}]{rest}' for first, rest in hints)}).)")


_ANY = [
    _any_of([(first, rest) for _, first, rest in _HINTS if first.isascii() == plain]) for plain in (True, False)
]  # apart: a class of both kinds of characters is searched more slowly than two classes one after the other


@cache
def _at(character: str) -> tuple[tuple[HintKind, re.Pattern[str]], ...]:
    """The hints that begin with a character, compiled when it is met for the first time."""
    found = ((kind, f"[{re.escape(first)}]{rest}") for kind, first, rest in _HINTS if character in first)
    return tuple((kind, pattern(text)) for kind, text in found)


def hints(text: str) -> Iterator[tuple[HintKind, int, int]]:
    """Every hint in a text in normal form, with where it begins and ends."""
    for found in chain.from_iterable(one.finditer(text) for one in _ANY):
        for kind, hint in _at(found[0]):
            if match := hint.match(text, found.start()):
                yield kind, found.start(), match.end()
    for kind, given_away, hint in _APART:
        if any(one in text for one in given_away):
            yield from ((kind, match.start(), match.end()) for match in hint.finditer(text))
