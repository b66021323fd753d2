"""表單文件: the files that the form page may have in it, because the site says all that they say.

A kind says so of its fields (`Kind.whole`); a record has to be published just as it is written, by this portal itself.
What a file says in comments no page says: only comments that are the same in several files of the kind, or that a new
record begins with, go along. Every other file is opened by whoever has it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from branch_portal.edit.new_record import NewRecord
from branch_portal.ground.problems import ProblemLog
from branch_portal.project.handbook import Published
from branch_portal.project.kind import Kind
from branch_portal.project.load import record_of
from branch_portal.project.reading import Folders
from branch_portal.source.yaml_source import read_yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_SEVERAL = 2
"""Files of a kind that must have a comment before it counts as the kind's own."""
_SCHEMA = "# yaml-language-server: $schema="


def in_the_form(kind: Kind[Any, Any]) -> bool:
    """Whether records of a kind can be filled in there: people write them one by one, as YAML."""
    return not (kind.read or kind.markdown or kind.issued)


def open_kind(kind: Kind[Any, Any]) -> bool:
    """Whether files of a kind may be in the page at all."""
    return kind.whole and in_the_form(kind)


def open_files(kind: Kind[Any, Any], book: Published, folders: Folders) -> Mapping[str, str]:
    """The texts of a kind's files that may be in the page, by their names below `data/<kind>/`, without `.yml`."""
    if not open_kind(kind):
        return {}
    texts = {name: text for name, text, record in _read(kind, folders) if book[kind].get(kind.key(record)) == record}
    known = _known(kind, texts)
    return {name: text for name, text in texts.items() if known.issuperset(comments(text))}


def comments(text: str) -> list[str]:
    """Everything in a file that could be a comment, a `#` inside a text too; not the line that names a schema."""
    found = (one[0].strip() for line in text.split("\n") if (one := _COMMENT.search(line)))
    return [one for one in found if not one.startswith(_SCHEMA)]


def _known(kind: Kind[Any, Any], texts: Mapping[str, str]) -> set[str]:
    counted = Counter(one for text in texts.values() for one in set(comments(text)))
    template = comments(NewRecord(kind, "", {}, None, None).text())
    # A line of the template that is put to use keeps the words behind it.
    used = [found[0].strip() for one in template if (found := _COMMENT.search(one[1:]))]
    return {*template, *used, *(one for one, count in counted.items() if count >= _SEVERAL)}


def _read(kind: Kind[Any, Any], folders: Folders) -> Iterator[tuple[str, str, Any]]:
    """Each file of a kind that reads: its name, its text, its record."""
    top = folders.data / kind.name
    for path in sorted(top.glob("*/*.yml" if kind.nested else "*.yml")):
        log, content = ProblemLog(), folders.read(path)
        source = read_yaml(content, folders.shown(path), log)
        record = record_of(kind.model, source, log) if source else None
        if record is not None:
            yield path.relative_to(top).with_suffix("").as_posix(), content.decode("utf-8-sig"), record
