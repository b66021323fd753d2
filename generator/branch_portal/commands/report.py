"""What `portal check` found, in the shape that its reader wants: a person, an editor program, a forge."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from branch_portal.ground.problems import Problem, format_problem
from branch_portal.ground.redaction import redacted

Lines = Callable[[Problem], Sequence[str]]
"""The lines of the file that a problem is in."""
Words = Callable[[str], str]
"""Turns our own words into the script that people write."""


_ALIKE = 4
"""Problems with the same words from which on they are told once, with a list of their places."""
_LISTED = 20


def _once(problems: Sequence[Problem], lines: Lines, words: Words) -> Iterator[str]:
    """Each problem for a person to read; those that one mistake has given many times, once."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.rule, problem.message, problem.mend), []).append(problem)
    for problem in problems:
        group = alike[problem.rule, problem.message, problem.mend]
        told = format_problem(problem, lines(problem), words)
        if len(group) < _ALIKE:
            yield told
        elif problem is group[0]:
            places = "、".join(str(one.place).rpartition(":")[0] for one in group[1 : _LISTED + 1])
            more = "……" if len(group) > _LISTED + 1 else ""
            yield f"{told}\n    {words(f'同樣的還有{len(group) - 1}處')}：{places}{more}"


def text(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """For a person at a terminal: each with its place, a code frame, the reason and how to mend it."""
    return "".join(told + "\n\n" for told in _once(problems, lines, words))


def line(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """One line each, as editor programs and logs read them: `path:line:column: severity [rule] message`."""
    return "".join(
        redacted(f"{problem.place}: {problem.severity} [{problem.rule}] {problem.message}（{problem.mend}）") + "\n"
        for problem in (one.said(words) for one in problems)
    )


def json_lines(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """One JSON object a line, for programs."""
    return "".join(
        json.dumps(
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity,
                "rule": problem.rule,
                "message": redacted(problem.message),
                "value": redacted(problem.value),
                "why": problem.why,
                "mend": redacted(problem.mend),
            },
            ensure_ascii=False,
        )
        + "\n"
        for problem in (one.said(words) for one in problems)
    )


def github(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """Workflow commands of GitHub Actions: notes beside the changed lines of a pull request."""
    return "".join(
        f"::{problem.severity} file={_property(problem.place.path)},line={problem.place.line},"
        f"col={problem.place.column},title={_property(problem.rule)}::{_data(_sentence(problem, words))}\n"
        for problem in problems
    )


def gitlab(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """A Code Quality report of GitLab: a list beside the merge request."""
    rows = [
        {
            "description": _sentence(problem, words),
            "check_name": problem.rule,
            "fingerprint": hashlib.sha256(repr((problem.place, problem.rule, problem.message)).encode()).hexdigest(),
            "severity": "major" if problem.severity == "error" else "minor",
            "location": {"path": problem.place.path, "lines": {"begin": problem.place.line}},
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def markdown(problems: Sequence[Problem], lines: Lines, words: Words = str) -> str:
    """A page for a person who sees no terminal: the summary of a run, or a comment on a merge request."""
    if not problems:
        return words("## 檢查通過\n\n沒有錯誤，沒有提醒。\n")
    errors = sum(problem.severity == "error" for problem in problems)
    parts = [words(f"## 檢查結果：{errors}處錯誤，{len(problems) - errors}處提醒\n")]
    parts += [words("錯誤改好才能發布；從第一條改起，改完會再檢查一遍。\n")] if errors else []
    parts += [f"```text\n{told.replace('```', '’’’')}\n```\n" for told in _once(problems, lines, words)]
    return "\n".join(parts)


SHAPES: Mapping[str, Callable[[Sequence[Problem], Lines, Words], str]] = {
    "text": text,
    "line": line,
    "json": json_lines,
    "github": github,
    "gitlab": gitlab,
    "markdown": markdown,
}


def _sentence(problem: Problem, words: Words) -> str:
    return redacted(words(f"{problem.message}。怎麼改：{problem.mend}"))


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
