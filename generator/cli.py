"""The command line `portal`."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from generator.commands.build import build
from generator.commands.calendar import calendar
from generator.commands.check import check
from generator.commands.convert import convert
from generator.commands.feedback import export, import_
from generator.commands.quarter import quarter
from generator.commands.records import export_records, import_records
from generator.commands.slip import slip
from generator.commands.speech import speech
from generator.commands.systems import systems
from generator.lint.command import lint_command
from generator.refusals import refusal


class Portal(click.Group):
    """The commands; they print in the script of the portal they are asked about."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        with speech(sys.argv[1:] if args is None else args):
            try:
                return super().main(args, *more, **settings)
            except OSError as error:
                if (sentence := refusal(error)) is None:
                    raise
                click.echo(f"錯誤：{sentence}", err=True)
                sys.exit(1)


@click.group(cls=Portal, help="支部工作門戶：檢查數據，生成網站。")
def portal() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


export.add_command(export_records)
import_.add_command(import_records)
calendar.add_command(lint_command)
for command in (check, build, calendar, quarter, slip, export, import_, convert, systems):
    portal.add_command(command)
