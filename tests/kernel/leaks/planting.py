"""Leaks and innocent look-alikes by the thousand: classes, disguises and carriers multiplied, the same from every seed."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.kernel.leaks.carriers import FILES, PLAIN
from tests.kernel.leaks.disguises import DISGUISES
from tests.kernel.leaks.leaky import luhn, with_check_digit
from tests.kernel.leaks.look_alikes import INNOCENT
from tests.kernel.leaks.values import CLASSES, NUMBERS, Random, card, identity, mobile
from tests.kernel.leaks.written import LEAKS
from tests.kernel.leaks.written_anew import LEAKS as LATER
from tests.kernel.leaks.written_blind import LEAKS as BLIND


@dataclass(frozen=True)
class Planted:
    """A file with something in it; `rule` is what must be found, None where nothing may be."""

    rule: str | None
    about: str
    disguised: bool
    path: str
    data: bytes


def written_leaks() -> Iterator[tuple[str, str]]:
    """Those written by hand, each with its rule."""
    one, card = with_check_digit("99010119900307123"), luhn("622202123456789012")
    for rule, texts in (*LEAKS.items(), *LATER.items(), *BLIND.items()):
        yield from ((rule, text.replace("{id}", one).replace("{card}", card)) for text in texts)


def leaks() -> Iterator[Planted]:
    """Every class in every carrier several times, then numbers in every disguise in every carrier of text.

    Of those written by hand each stands in a few carriers: in all of them together, every one.
    """
    r = Random(20)
    carriers = list({**PLAIN, **FILES}.items())
    for number, (rule, text) in enumerate(written_leaks()):
        for carrier, (path, write) in carriers[number % 5 :: 5]:
            yield Planted(rule, f"{text} in {carrier}", False, path, write(text))
    for carrier, (path, write) in {**PLAIN, **FILES}.items():
        for name, (rule, make) in CLASSES.items():
            for _ in range(8):
                yield Planted(rule, f"{name} in {carrier}", False, path, write(make(r)))
    for disguise, turn in DISGUISES.items():
        for carrier, (path, write) in PLAIN.items():
            for name in NUMBERS:
                for _ in range(3):
                    value = {"mobile": mobile, "id": identity, "card": card}[name](r)
                    yield Planted(
                        CLASSES[name][0], f"{name} as {disguise} in {carrier}", True, path, write(turn(value))
                    )


def innocents() -> Iterator[Planted]:
    """Every look-alike in every carrier, several times."""
    r = Random(21)
    for make in INNOCENT:
        for path, write in [*PLAIN.values(), *FILES.values()]:
            for _ in range(7):
                text = make(r)
                yield Planted(None, text, False, path, write(text))
