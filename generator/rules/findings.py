"""整改: placeholder until the rules land."""

from collections.abc import Iterator

from generator.problems import Problem
from generator.records import Records


def check(records: Records) -> Iterator[Problem]:
    yield from ()
