"""One YAML file as plain data, with the place of every key and value.

Parsed by libyaml (PyYAML's C loader) into events, never into nodes: composing is recursive in C and crashes on deep
nesting, and its nodes take several times the memory. Only `true`, `false`, `null` and plain decimal numbers are
special; everything else is text: `no`, `18:30` and `010` stay what was written.
"""

import re
from itertools import islice

import yaml

from branch_portal.ground.cycles import no_cyclic_gc
from branch_portal.ground.kept import kept
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.source.conflicts import conflicts
from branch_portal.source.events import MOST_REPORTED, Events, Stop
from branch_portal.source.messages import EMPTY, SYNTAX
from branch_portal.source.odd import odd
from branch_portal.source.places import Places, Source
from branch_portal.source.syntax import slips, syntax_problem
from branch_portal.source.text import decode, invisible


@kept
def read_yaml(content: bytes, path: str, log: ProblemLog) -> Source | None:
    """Read one file; None when nothing in it can be used. Problems go to `log`, nothing is raised."""
    text = decode(content, path)
    if isinstance(text, Problem):
        log.add(text)
        return None
    return read_text(text, path, log)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a file as editors count them: only LF and CRLF end a line."""
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def read_text(
    text: str, path: str, log: ProblemLog, offset: int = 0, lines: tuple[str, ...] | None = None
) -> Source | None:
    """The same for text already decoded, which begins after `offset` lines of its file, whose lines are `lines`."""
    lines = split_lines(text) if lines is None else lines
    if left := conflicts(text, path, offset):
        log.extend(left)
        return None
    hidden = [_moved(problem, offset) for problem in invisible(text, path)]
    log.extend(hidden)
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]", text.replace("\r\n", "\n")):
        return None  # libyaml would stop at these, or count lines differently
    reading = Events(path, offset, text, hidden)
    try:
        with no_cyclic_gc():
            reading.read(iter(yaml.CSafeLoader(text).get_event, None))
    except Stop as stop:
        log.extend(reading.problems)
        log.add(stop.problem)
        return None
    except yaml.YAMLError as error:
        log.extend(reading.problems)
        if not hidden and not reading.problems:  # otherwise it is most likely their consequence
            log.add(syntax_problem(error, lines, path, offset))
        return None
    log.extend(reading.problems)
    strange = [] if isinstance(reading.layout.data, str) else list(odd(reading.odd, text, lines, path, offset))
    log.extend(strange)
    if any(problem.rule == SYNTAX.id for problem in strange):
        return None
    if not reading.has_content:
        only_comments = any(line.strip() for line in text.split("\n"))
        log.add(EMPTY.problem(Place(path, 1 + offset), "文件裡只有註釋，沒有內容" if only_comments else "文件是空的"))
        return None
    layout = reading.layout
    if isinstance(layout.data, str) and (found := list(islice(slips(lines, path, offset, len(lines)), MOST_REPORTED))):
        log.extend(found if not hidden else [])
        return None
    if reading.spoiled:
        return None
    return Source(path, lines, layout.data, Places(layout), Places(layout, keys=True))


def _moved(problem: Problem, offset: int) -> Problem:
    place = Place(problem.place.path, problem.place.line + offset, problem.place.column)
    return Problem(place, problem.rule, problem.message, problem.mend, problem.why, problem.value)
