"""反饋表的話: a problem of a feedback file in the words of the sheet that it came in by."""

import re
from collections.abc import Mapping
from dataclasses import replace

from branch_portal.ground.problems import Problem


def in_words(problem: Problem, titles: Mapping[str, str]) -> Problem:
    """The problem with columns in the place of fields to write; `titles` are what keys and codes are called there."""

    def said(text: str) -> str:
        text = text.replace("在退回那一條寫 note", "填「退回原因」這一列")
        text = re.sub(r"補上一行「([\w.]+): …」，?", lambda one: f"填「{titles.get(one[1], one[1])}」這一列，", text)
        text = re.sub(
            r"在 values 下面補一行「([\w.]+): …」，?",
            lambda one: f"填「{titles.get(one[1], one[1])}」這一列，",
            text,
        )
        named = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
        return re.sub(rf"(?<![\w./])({named})(?:（[^（）]*）)?(?![\w./])", lambda one: titles[one[1]], text)

    return replace(problem, message=said(problem.message), mend=said(problem.mend))
