"""用哪種字說話: what the command line prints, in the script that people write.

The generator's own words are Traditional. Where the settings say that the source is Simplified, commands say what they
say in Simplified; what is shown from a file stays as it is written there. Commands print here and nowhere else.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import click

from branch_portal.ground.problems import Problem, format_problem
from branch_portal.project.reading import Folders

Words = Callable[[str], str]

_SIMPLIFIED = re.compile(r"\bsource: *[\"']?hans\b")  # settings that cannot be read as YAML are told of, too
_YES = ("y", "yes", "是", "好", "對", "对", "同意", "確認", "确认", "照辦", "照办")
_WORDS: ContextVar[Words] = ContextVar("words", default=str)


def words() -> Words:
    """Turns our own words into the script of the portal that the command is about."""
    return _WORDS.get()


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print words of our own."""
    click.echo(words()(text), err=err, nl=nl)


def show(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print what is in its script already."""
    click.echo(text, err=err, nl=nl)


def tell(problem: Problem, lines: Sequence[str] = (), *, err: bool = False) -> None:
    """Print a mistake, with the lines of its file as they are, and an empty line."""
    from branch_portal.commands.glossary import glossed  # only who has a mistake to tell waits for all models

    show(format_problem(glossed(problem), lines, words()) + "\n", err=err)


def ask(question: str) -> None:
    """Go on only when a person says yes, in whatever way a keyboard that is set to Chinese writes it."""
    text = click.prompt(words()(f"{question}（照辦輸入 y，不辦直接回車）"), default="", show_default=False)
    if unicodedata.normalize("NFKC", text).strip().lower() not in _YES:
        raise click.Abort


@contextmanager
def speech(arguments: Sequence[str]) -> Iterator[None]:
    """While the block runs, commands speak the script of the portal that the command line names."""
    before = _WORDS.set(_words_of(_root(arguments)))
    try:
        yield
    finally:
        _WORDS.reset(before)


class Formatter(click.HelpFormatter):
    """Writes help in the script of the portal."""

    def getvalue(self) -> str:
        return words()(super().getvalue())


class Context(click.Context):
    formatter_class = Formatter


def speaking(command: click.Command) -> click.Command:
    """The command, whose help and whose commands' help is in the script of the portal from now on."""
    command.context_class = Context
    command.options_metavar = "[選項]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [參數]…"
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        speaking(inner)
    return command


def say_refusal(error: click.ClickException) -> None:
    """Print why a command was not done, and how it is called where that was wrong."""
    text = io.StringIO()
    error.show(text)
    say(text.getvalue(), err=True, nl=False)


def _root(arguments: Sequence[str]) -> Path:
    for number, argument in enumerate(arguments):
        if argument == "--root" and number + 1 < len(arguments):
            return Path(arguments[number + 1])
        if argument.startswith("--root="):
            return Path(argument.removeprefix("--root="))
    return Path()


def _words_of(root: Path) -> Words:
    folders = Folders(root)
    try:
        settings = folders.settings.read_text("utf-8")
    except (OSError, UnicodeDecodeError, MemoryError):  # what is wrong, the command itself is going to meet and to tell
        return str
    if not _SIMPLIFIED.search(settings):
        return str
    from branch_portal.editions.door import unchecked_words  # only who needs it waits for it

    return unchecked_words(folders)
