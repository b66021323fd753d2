"""改得好不好，試了再說: a mistake of form is explained by the mend that was found to work.

libyaml tells where it got lost, and a model tells what it misses; neither tells that a line stands one space too far
to the right. So where a file does not read, every likely slip near the complaint is undone in memory, the file is read
again, and the change after which least is wrong is what the editor is told to make.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.source.candidate import Candidate
from branch_portal.source.candidates import candidates
from branch_portal.source.messages import INVISIBLE, UNKNOWN
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_text

_TRIED = frozenset(
    (
        "YAML-02",
        "YAML-04",
        "YAML-05",
        "YAML-06",
        "YAML-07",
        "YAML-08",
        "YAML-09",
        "YAML-12",
        "DATA-01",
        "DATA-02",
        "DATA-03",
        "DATA-04",
        "DATA-05",
        "DATA-06",
        "DATA-07",
        "DATA-08",
        "DATA-09",
    )
)
"""Rules that a slip of form may break."""
_SYNTAX = frozenset(("YAML-04", "YAML-05", "YAML-09", "YAML-12"))
_MOST_LINES = 2000
_MOST_TRIES = 400
_MOST_SLIPS = 6
_SHOWN = 200


@dataclass(frozen=True)
class _State:
    """A file as it is, or would be: its lines, and what is wrong with them."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    read: bool

    @property
    def strangers(self) -> int:
        """Fields that nobody knows."""
        return sum(problem.rule == UNKNOWN.id for problem in self.problems)

    @property
    def cost(self) -> tuple[int, int, int]:
        """Less is better: readable at all, read how far, how many mistakes."""
        reached = 0 if self.read else -max((problem.place.line for problem in self.problems), default=0)
        return (not self.read, reached, len(self.problems))


class Repair:
    """Looks for the slips behind the problems of one file, whose YAML begins after `offset` lines."""

    def __init__(self, path: str, model: type[BaseModel], lines: Sequence[str], offset: int = 0) -> None:
        self.path = path
        self.model = model
        self.offset = offset
        self.before = tuple(lines[:offset])
        rest = tuple(lines[offset:])
        self.lines = rest[: rest.index("---")] if offset and "---" in rest else rest
        self.tries = 0

    def explained(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems, with those that one slip has caused told as that slip."""
        found = tuple(problems)
        hidden = {problem.place.line for problem in found if problem.rule == INVISIBLE.id}
        found = tuple(one for one in found if one.place.line not in hidden or one.rule == INVISIBLE.id)
        if len(self.lines) > _MOST_LINES or not any(problem.rule in _TRIED for problem in found):
            return list(found)
        state = self._state(self.lines)
        told_of = {(one.place, one.rule) for one in state.problems if one.place.line not in hidden}
        if told_of != {(one.place, one.rule) for one in found if one.place.line not in hidden}:
            return list(found)  # something else was asked of this file as well
        told: list[Problem] = []
        for _ in range(_MOST_SLIPS):
            better = self._better(state)
            if better is None:
                break
            problem, state = better
            told.append(problem)
        remaining = state.problems if state.read or not told else ()
        return sorted({*told, *remaining}, key=lambda problem: (problem.place, problem.rule))

    def _better(self, state: _State) -> tuple[Problem, _State] | None:
        best: tuple[tuple[object, ...], Candidate, _State] | None = None
        for order, candidate in enumerate(self._candidates(state)):
            self.tries += 1
            if self.tries > _MOST_TRIES:
                break
            after = self._state(_changed(state.lines, candidate))
            if state.read and after.strangers > state.strangers:
                continue  # fewer mistakes only because a field went where nothing is known of it
            key = (*after.cost, sum(line is not None for line in candidate.lines.values()), order)
            if after.cost < state.cost and (best is None or key < best[0]):
                best = (key, candidate, after)
        if best is None or (not best[2].read and not state.read and not self._sure(best[1])):
            return None
        return self._problem(best[1], state), best[2]

    @staticmethod
    def _sure(candidate: Candidate) -> bool:
        """Whether a change may be told that does not yet make the file readable: another slip is further down."""
        return "引號" not in candidate.how and "接到" not in candidate.how

    def _candidates(self, state: _State) -> Iterable[Candidate]:
        seen: set[int] = set()
        for problem in state.problems:
            if problem.rule not in _TRIED:
                continue
            line = problem.place.line - 1 - self.offset
            back = 3 if problem.rule in _SYNTAX else 1
            earlier = [int(n) - 1 - self.offset for n in re.findall("第([0-9]+)行已經寫過", problem.message)]
            for at in (line, *earlier, *range(line - 1, line - back - 1, -1), line + 1):
                if 0 <= at < len(state.lines) and at not in seen:
                    seen.add(at)
                    yield from candidates(state.lines, at)

    def _state(self, lines: tuple[str, ...]) -> _State:
        log = ProblemLog()
        text = "\n".join(line for line in lines)
        every = (*self.before, *lines)
        source = read_text(text, self.path, log, offset=self.offset, lines=every)
        if source is not None:
            validate(self.model, source, log)
        return _State(lines, tuple(log), source is not None)

    def _problem(self, candidate: Candidate, state: _State) -> Problem:
        place = Place(self.path, candidate.at + 1 + self.offset, candidate.column)
        return candidate.rule.problem(place, candidate.message, mend=_mend(candidate, self.offset))


def _changed(lines: tuple[str, ...], candidate: Candidate) -> tuple[str, ...]:
    """The lines after a change; one that is taken away stays as an empty one, so that numbers keep their meaning."""
    return tuple((candidate.lines[n] or "") if n in candidate.lines else line for n, line in enumerate(lines))


def _mend(candidate: Candidate, offset: int) -> str:
    """What to do, and how each line reads then where it is short enough to show."""
    how = re.sub("第([0-9]+)", lambda found: f"第{int(found[1]) + offset}", candidate.how)
    parts = []
    if len(candidate.lines) > 3 and not any(candidate.lines.values()):
        return f"{how}。"
    for number, line in list(candidate.lines.items())[:3]:
        if line is None:
            parts.append(f"刪去第{number + 1 + offset}行")
            continue
        shown = "」，下一行是「".join(line.split("\n"))
        if len(shown) > _SHOWN:
            return f"{how}。"
        pad = len(line) - len(line.lstrip(" "))
        parts.append(f"第{number + 1 + offset}行改成「{shown}」" + (f"（行首空{pad}格）" if pad else ""))
    more = f"；共{len(candidate.lines)}行這樣改" if len(candidate.lines) > 3 else ""
    return f"{how}：{'，'.join(parts)}{more}。"
