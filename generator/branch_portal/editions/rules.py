"""字體版本: rules over the published editions and the words that conversion must not get wrong."""

from collections.abc import Iterator, Mapping

from branch_portal.editions.conversion import Conversion
from branch_portal.editions.edition import editions
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.editions.model import WordPair
from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import SCRIPT_TITLES, Script

PUBLISHED = rule(
    "EDIT-01",
    title="每個版本只發布一次",
    why="同一種字體發布兩次，兩個版本就沒有分別。",
    mend="published 寫 [hant, hans] 或 [hans, hant]，第一個在根目錄；只發布一個就只寫一個。",
)
CHARACTERS = rule(
    "EDIT-02",
    title="字詞對照只寫漢字和全角標點",
    why="轉換時整個文件一起處理，半角字符可能正好是網址或代碼的一部分，一換就斷。",
    mend="刪去英文、數字、空格和半角標點。",
)
AGREEMENT = rule(
    "EDIT-03",
    title="一個詞只對一個詞",
    why="同一個詞寫了兩種轉法，轉成哪一個就說不準。",
    mend="留下一條；一對多的詞在不常用的那條加 only: hans 或 only: hant。",
)
SIDES = rule(
    "EDIT-04",
    title="繁簡兩邊沒有寫反",
    why="寫反了，簡體版就會出現繁體字。",
    mend="hant 後面寫繁體，hans 後面寫簡體。",
)
NEEDLESS = rule(
    "EDIT-05",
    title="只記機器轉錯的詞",
    why="機器本來就轉得對的詞不用記；表短，才看得出哪些詞要留心。",
    mend="刪去這一條。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    published = records.settings.record.editions.published
    if len(set(published)) < len(published):
        yield PUBLISHED.problem(records.settings.at("editions", "published"), "同一個版本寫了兩次")
    plain: dict[Script, Conversion] = {script: Conversion(script) for script in SCRIPT_TITLES}
    words = editions(records.settings.record.editions, (item.record for item in records[CONVERSIONS].values())).words
    seen: dict[tuple[Script, str], str] = {}
    for located in records[CONVERSIONS].values():
        for number, pair in enumerate(located.record.pairs):
            yield from _pair(located, number, pair, plain, words)
            for target in SCRIPT_TITLES:
                if not (entry := pair.entry(target)):
                    continue
                written, wanted = entry
                if (other := seen.setdefault((target, written), wanted)) != wanted:
                    message = f"「{written}」轉成{SCRIPT_TITLES[target]}已經寫作「{other}」，這裡又寫作「{wanted}」"
                    yield AGREEMENT.problem(located.at("pairs", number), message, value=written)


def _pair(
    located: Located[object],
    number: int,
    pair: WordPair,
    plain: Mapping[Script, Conversion],
    words: Mapping[Script, Mapping[str, str]],
) -> Iterator[Problem]:
    for name, word in (("hant", pair.hant), ("hans", pair.hans)):
        if any(character.isascii() for character in word):
            yield CHARACTERS.problem(located.at("pairs", number, name), f"「{word}」裡有半角字符", value=word)
            return
    to_hans = plain["hans"]
    if pair.hant in "“”‘’" or pair.hans in "「」『』":
        message = f"「{pair.hant}」是簡體的引號，「{pair.hans}」是繁體的，兩邊寫反了"
        yield SIDES.problem(located.at("pairs", number), message, value=pair.hant)
        return
    if to_hans(pair.hant) == pair.hant and to_hans(pair.hans) != pair.hans:
        message = f"「{pair.hant}」是簡體，「{pair.hans}」是繁體，兩邊寫反了"
        yield SIDES.problem(located.at("pairs", number), message, value=pair.hant)
        return
    entries = [(target, entry) for target in plain if (entry := pair.entry(target))]
    if all(_needless(written, wanted, plain[target], words[target]) for target, (written, wanted) in entries):
        message = f"「{pair.hant}」和「{pair.hans}」機器本來就轉得對"
        yield NEEDLESS.problem(located.at("pairs", number), message, value=pair.hant)


def _needless(written: str, wanted: str, plain: Conversion, words: Mapping[str, str]) -> bool:
    """A single character also matters inside longer words, and a word that holds another one is its exception."""
    alone = len(written) > 1 and not any(other in written for other in words if other != written)
    return alone and plain(written) == wanted
