"""The hints that give leaks of words away: cheap patterns, each of which begins or ends at a rare character."""

import re

from branch_portal.ground.leak_kinds import LeakKind
from branch_portal.ground.leak_names import COUNT, PROVINCES, SURNAMES
from branch_portal.ground.plain_text import NUMERALS

_DIGITS = "0-9０-９"
_NUMBERED = f"{_DIGITS}A-Za-zＡ-Ｚａ-ｚ"


def _at(first: str, pattern: str) -> re.Pattern[str]:
    """A pattern that begins with one of the characters `first`: these alone are looked for, many times faster."""
    return re.compile(f"[{first}](?<=(?=(?:{pattern})).)")


NUMBER_HINT = re.compile("[*＊×●•xX身](?<=(?=[*＊×●•]{3}|[Xx]{4}|身[份分][证證]).)")
WORD_HINTS: tuple[tuple[LeakKind, tuple[str, ...], re.Pattern[str]], ...] = (
    ("secrecy", ("密",), re.compile("密(?:(?<=[秘機机絕绝商 ]密)|(?= ?[級级]))")),
    ("secrecy", ("部",), re.compile("[內内]部(?=[資资]料|文件|使用|[参參][阅閱]|掌握|[傳传][阅閱]|交流|[學学][習习]|查[閱阅])")),
    ("secrecy", ("不予公", "依申"), _at("不依", "不予公[開开]|依申[请請]公[开開]")),
    ("secrecy", tuple("★☆▲△◆■"), re.compile("[★☆▲△◆■]")),
    ("mail", tuple("@＠"), re.compile("[@＠] ?[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\-－‐-—−]{2,}[.．]")),
    ("masked", ("某",), re.compile("某")),
    ("passport_plate", ("护照", "護照", "通行"), _at("护護通", "[护護]照|通行[證证]")),
    (
        "discipline",
        ("案", "分", "勉", "索", "置", "除", "告", "职", "職", "询", "詢", "过", "過", "看", "级", "級", "规", "規", "开", "開"),
        re.compile("[案分勉索置除告职職询詢过過看级級规規开開](?<=立案|[处處]分|[诫誡]勉|[线線]索|留置|[开開]除|警告|[撤停免][职職]|函[询詢]|[记記][过過]|察看|降[级級]|[双雙][规規开開])"),
    ),
    ("amount", tuple("元块塊圆圓"), re.compile(f"[元块塊圆圓](?<=[{_DIGITS}{NUMERALS}十百千万萬 　].)(?:(?<=[{_DIGITS}{NUMERALS}十百千万萬].)|(?<=[{_DIGITS}万萬][ 　].))")),
    ("amount", ("人民", "RMB"), _at("人R", "人民[币幣]|RMB")),
    ("amount", tuple("¥￥"), re.compile(f"[¥￥] ?[{_DIGITS}]")),
    ("address", tuple("单單"), re.compile("[单單]元")),
    ("address", tuple("室房户戶"), re.compile(f"[室房户戶](?<=[{_DIGITS}{COUNT}].)")),
    ("address", tuple("组組"), re.compile(f"[组組](?<=[{_DIGITS}{COUNT}].) ?[{_DIGITS}{COUNT}]")),
    ("address", ("住",), re.compile("住[址在处處]")),
    (
        "address",
        tuple("区區苑园園村寓舍院楼樓宅"),
        re.compile(
            f"[区區苑园園村寓舍院楼樓宅](?=[ 　{_NUMBERED}])(?:[ 　]?[{_DIGITS}]{{1,3}}[号號栋棟幢座楼樓]{{0,2}}[-－‐-—−]|[{_NUMBERED}]{{1,4}}[号號栋棟幢座楼樓]{{1,2}}[ -]?[{_DIGITS}]{{3}})"
        ),
    ),
    ("address", tuple("栋棟幢座"), re.compile(f"[栋棟幢座](?<=[{_NUMBERED}].)[ -]?[{_DIGITS}]{{3}}")),
    ("masked", ("*",), re.compile(rf"\*(?<=[{SURNAMES}]\*)")),
    ("passport_plate", tuple(PROVINCES), re.compile(f"[{PROVINCES}](?=[A-HJ-Z])[A-HJ-Z][·•. \\-]?[0-9A-HJ-Z]")),
    ("account", ("信", "扣扣"), re.compile(f"[信扣](?:(?<=[微薇威Vv ]信)|(?<=扣扣))[^\n]{{0,6}}[{_NUMBERED}]")),
    ("account", ("QQ", "qq", "Qq", "ＱＱ"), _at("QqＱ", f"[QqＱ][QqＱ][:：号號群 是为為]{{0,4}}[{_DIGITS}]")),
    ("account", ("wx", "WX", "vx", "VX", "Vx", "weixin", "hat"), _at("VvWw", "[VvWw][Xx](?:id_|ID|id|[号號:：是为為 ])|[Ww]e[Cc]hat|weixin")),
    ("staff", tuple("号號码碼"), re.compile(f"[号號码碼](?<=[工税稅编編账賬帳保卡别別金代].)[号號码碼]?[:：是为為 ]{{0,3}}[{_NUMBERED}]")),
    ("secret", ("密码", "密碼", "口令", "密钥", "密鑰", "录码", "錄碼"), re.compile("[码碼令钥鑰](?<=[密口录錄].)[\"']? ?[:：=＝是为為]")),
    ("secret", ("ass", "ASS", "wd", "WD"), _at("PpＰ", "[Pp](?:ass(?:word|wd|code)?|ASSWORD|wd|WD)[\"']? ?[:：=＝是为為]")),
    ("secret", ("ecret", "ECRET"), _at("Ss", "[Ss](?:ecret|ECRET)(?:[_-]?[KkEeYy]{3})?[\"']? ?[:：=＝]")),
    ("secret", ("oken", "OKEN"), _at("Tt", "[Tt](?:oken|OKEN)[\"']? ?[:：=＝]")),
    ("secret", ("ey", "EY"), re.compile("[Kk][Ee][Yy](?<=[Aapi_-][Kk][Ee][Yy]|[IS_][Kk][Ee][Yy])[\"']? ?[:：=＝]")),
    ("secret", ("PRIVATE KEY", "AKIA", "ghp_", "gho_", "ghs_", "glpat-", "sk-", "eyJ"), _at("PAgse", "PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{9}|glpat-[0-9A-Za-z]|sk-[0-9A-Za-z]{20}|eyJ[0-9A-Za-z_-]{10,}\\.")),
    ("secret", ("10.", "192.168", "172."), re.compile(r"1(?=0\.|92\.|72\.)[0-9]{1,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]")),
    ("secret", (".intranet", ".lan", ".corp", ".internal", ".local", ".inner"), re.compile(r"\.(?:intranet|lan|corp|internal|local|inner)(?![0-9A-Za-z])")),
    ("secret", ("\\\\",), re.compile(r"\\\\[0-9A-Za-z.-]{2,40}\\")),
    ("private", ("票",), re.compile(f"票(?<=[{_DIGITS} {NUMERALS}十百]票)")),
    ("private", ("、", ",", "，"), re.compile("[、,，](?<=[\u4e00-\u9fff][、,，])[\u4e00-\u9fff]{2,4}[、,，](?=[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]))")),
    (
        "private",
        tuple("患癌瘤艾"),
        re.compile("[患癌瘤艾](?:(?<=患|癌|瘤)|(?=滋))"),
    ),
    ("private", tuple("诊診孕产產术術郁鬱疾院假病炎症梗出断斷压壓"), re.compile("[诊診孕产產术術郁鬱疾院假病炎症梗出断斷压壓](?<=[确確诊診怀懷流手抑住病因肝脑腦查残殘毒神尿脏臟血].)(?<!隐患排查出)")),
    ("phone", ("电话", "電話", "手机", "手機", "座机", "座機", "固话", "固話", "传真", "傳真", "热线", "熱線", "联系", "聯繫", "拨打", "撥打", "致电", "致電", "客服"), re.compile(f"[话話机機真线線系繫打电電服](?<=[电電座固传傳热熱联聯拨撥致手客].)[^0-9\n]{{0,8}}[{_DIGITS}](?=[{_DIGITS} -]{{6}})")),
)  # fmt: skip
"""What gives a leak of words away; each is looked for only where one of its words occurs."""
