"""The command line `portal`."""

import atexit
import gc
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import click

from branch_portal import __version__
from branch_portal.commands.adopt import adopt
from branch_portal.commands.approve import approve
from branch_portal.commands.build import build
from branch_portal.commands.calendar import calendar
from branch_portal.commands.check import check
from branch_portal.commands.chinese import speak_chinese
from branch_portal.commands.clear_sample import clear_sample
from branch_portal.commands.convert import convert
from branch_portal.commands.diff import diff
from branch_portal.commands.digest import digest
from branch_portal.commands.feedback import export, export_feedback, import_, import_feedback
from branch_portal.commands.init import init
from branch_portal.commands.letter import letter
from branch_portal.commands.logbook import export_logbook, import_logbook
from branch_portal.commands.material import material
from branch_portal.commands.migrate import migrate
from branch_portal.commands.new import new
from branch_portal.commands.paper import PAPERS, paper, paper_book
from branch_portal.commands.quarter import quarter
from branch_portal.commands.records import export_records, import_records
from branch_portal.commands.refusals import NO_MEMORY, refusal
from branch_portal.commands.remove import remove
from branch_portal.commands.rename import rename
from branch_portal.commands.schema import schema
from branch_portal.commands.serve import serve
from branch_portal.commands.served import headers, verify
from branch_portal.commands.slip import slip
from branch_portal.commands.speech import say, say_refusal, speaking, speech, words
from branch_portal.commands.systems import systems
from branch_portal.commands.year import year
from branch_portal.lint.command import lint_command


class Portal(click.Group):
    """The commands; they print in the script of the portal they are asked about."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        with speech(sys.argv[1:] if args is None else args):
            try:
                settings = {"obj": words(), **settings, "standalone_mode": False}
                sys.exit(super().main(args, *more, **settings) or 0)
            except click.ClickException as error:
                say_refusal(error)
                sys.exit(error.exit_code)
            except click.Abort:
                say("沒有做。", err=True)
                sys.exit(1)
            except OSError as error:
                if (sentence := refusal(error)) is None:
                    raise
                say(f"錯誤：{sentence}", err=True)
                sys.exit(1)
            except MemoryError:
                say(f"錯誤：{NO_MEMORY}", err=True)
                sys.exit(1)


@click.group(cls=Portal, help="支部工作門戶：檢查數據，生成網站。")
@click.version_option(__version__, message="支部工作門戶 %(version)s", help="程序的版本。")
def portal() -> None:
    # Records and pages stay until the end: looking for circles among them is a twentieth of a check.
    # At the end all goes anyway: looking for them once more took a seventh.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


OF_ROOMS: tuple[tuple[click.Group, click.Command, str], ...] = (
    (portal, quarter, "findings"),
    (portal, approve, "findings"),
    (portal, slip, "slips"),
    (portal, letter, "letters"),
    (portal, digest, "briefs"),
    (portal, material, "learning"),
    *((paper, command, room) for command, room in PAPERS),
    (paper, paper_book, "book"),
    (export, export_feedback, "tasks"),
    (import_, import_feedback, "tasks"),
    (export, export_logbook, "logbooks"),
    (import_, import_logbook, "logbooks"),
)
"""Commands that work on the records of one room, each with its group: without the room they are not there."""

export.add_command(export_records)
import_.add_command(import_records)
calendar.add_command(lint_command)
for command in (
    init,
    new,
    rename,
    remove,
    year,
    clear_sample,
    check,
    diff,
    build,
    serve,
    calendar,
    export,
    import_,
    convert,
    migrate,
    adopt,
    systems,
    schema,
    paper,
    verify,
    headers,
):
    portal.add_command(command)
for group, command, room in OF_ROOMS:
    if find_spec(f"branch_portal.systems.{room}"):
        group.add_command(command)
speaking(portal)
speak_chinese(portal)
