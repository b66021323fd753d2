"""搜索 rules: words that mean the same."""

import re
from collections.abc import Iterator, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.search.kinds import SYNONYMS
from branch_portal.search.settings import SEARCH_SETTINGS

ONCE = rule(
    "SYN-01",
    title="一個詞只在一組同義詞裡，只用於問句的另算",
    why="同一個詞寫在兩組裡，兩組的意思就混在一起，搜索會找出不相干的頁面。",
    mend="把兩組併成一組，或者從其中一組刪去這個詞。",
)
LONG = rule(
    "SYN-02",
    title="同義詞至少兩個字",
    why="單字出現在太多別的詞裡，當作同義詞會找出不相干的頁面。",
    mend="寫完整的詞，例如「公章」而不是「章」。",
)
APART = rule(
    "SYN-03",
    title="一項寫一個詞",
    why="頓號、斜線隔開的幾個詞連成一個，沒有人這樣搜，等於沒寫。",
    mend="每個詞單獨一項，寫成 [甲, 乙]，中間用半角逗號加空格。",
)


def words_apart(words: Sequence[str]) -> list[str]:
    """The words, those that are several in one apart; the same where each is one."""
    return [
        part.strip()
        for word in words
        for part in re.split(r"[、，；;/／|]|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", word)
        if part.strip()
    ]


ASKED = rule(
    "SYN-04",
    title="問法至少兩個字，一句只問一樣",
    why="單字出現在太多詞裡，當作問法會把要找的詞也去掉；同一句寫在兩樣下面，不知道問的是哪樣。",
    mend="寫完整的說法，例如「啥時候」而不是「啥」；重複的只留一處。",
)


def check(records: Records) -> Iterator[Problem]:
    groups: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for id, item in records[SYNONYMS].items():
        seen = groups[item.record.questions_only]
        for number, word in enumerate(item.record.words):
            if word in seen:
                yield ONCE.problem(item.at("words", number), f"「{word}」已寫在「{seen[word]}」", value=word)
            if len(word) < 2:
                yield LONG.problem(item.at("words", number), f"「{word}」只有一個字", value=word)
            seen.setdefault(word, id)
        if (apart := words_apart(item.record.words)) != list(item.record.words):
            mend = f"改成 [{', '.join(dict.fromkeys(apart))}]。"
            yield APART.problem(item.at("words"), "幾個詞寫成了一個", mend=mend)
    asked: set[str] = set()
    for name, words in records.settings.record[SEARCH_SETTINGS].asking:
        for number, word in enumerate(words):
            place = records.settings.at("search", "asking", name, number)
            if len(word) < 2:
                yield ASKED.problem(place, f"「{word}」只有一個字", value=word)
            elif word in asked:
                yield ASKED.problem(place, f"「{word}」寫了兩次", value=word)
            asked.add(word)
