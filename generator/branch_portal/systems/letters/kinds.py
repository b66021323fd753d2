"""The kind of record that is one issued letter."""

from branch_portal.project.kind import Kind
from branch_portal.systems.letters.model import Letter

PATH = "letters/"
"""Where the room's page stands, below the site's root."""


def letter_path(id: str) -> str:
    """The letter itself, one A4."""
    return f"{PATH}{id}/"


def serial(id: str) -> str:
    """The number as it is printed: `DB-2026-001`."""
    return id.upper()


LETTERS: Kind[str, Letter] = Kind(
    "letters",
    Letter,
    "督辦單",
    happened=lambda letter: (letter.issued_on,),
    issued="portal letter issue",
    page=lambda letter: letter_path(letter.id),
    called=lambda letter: f"督辦單 {serial(letter.id)}",
)
