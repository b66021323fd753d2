"""用語: what published prose may not say; patterns that err on the side of silence.

The scan of the whole site looks for numbers and marks; these look for persons in sentences about problems.
"""

from branch_portal.ground.patterns import pattern

_SURNAMES = (
    "王李張张劉刘陳陈楊杨趙赵黃黄周吳吴徐孫孙胡朱林何郭馬马羅罗梁宋鄭郑謝谢韓韩唐馮冯董蕭萧程曹袁鄧邓許许傅沈曾彭"
    "呂吕蘇苏盧卢蔣蒋蔡賈贾丁魏薛葉叶閻阎潘杜戴夏鍾钟汪田姜范姚譚谭廖鄒邹熊陸陆郝孔崔邱秦顧顾侯邵孟段雷錢钱湯汤黎賀贺龔龚"
)
"""Common surnames in both scripts, without those that are everyday words in office prose (如 高、任、方、向、江)."""

_PERSON = pattern(
    rf"[{_SURNAMES}](?:某某?|××?|XX?)"
    rf"|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:同志|先生|女士|師傅|师傅)"
    rf"|(?:(?<![\u4e00-\u9fff])|(?<=[由按經经請请向對对與与和跟給给讓让]))[{_SURNAMES}](?:同志|書記|书记|主任|經理|经理|所長|所长|班長|班长|部長|部长|站長|站长|總|总)"
)
_SHARE = pattern(r"[0-9０-９]\s*[%％]|百分之|[0-9０-９一二三四五六七八九]成(?!立|員|员|果|效|為|为|本|功)")
_QUOTE = pattern(r"[「『“\"]|他說|她說|他说|她说|反映說|反映说")


def names_person(text: str) -> bool:
    """Whether the text seems to name a person: a surname with 某, or with a form of address."""
    return _PERSON.search(text) is not None


def states_share(text: str) -> bool:
    """Whether the text states a share (80%、百分之八十), which only a computation may."""
    return _SHARE.search(text) is not None


def quotes_someone(text: str) -> bool:
    """Whether the text repeats somebody's words."""
    return _QUOTE.search(text) is not None
