"""The command `portal calendar lint`, and the tool `calendar-lint` for feeds of anybody."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

# The rules and what fetches a feed are imported where a feed is checked: every other command has this one beside it.
if TYPE_CHECKING:
    from branch_portal.lint.rule import Finding, Profile

Words = Callable[[str], str]
"""Turns our own words into the script in which the caller prints; it is the caller's `obj`."""


@click.command("lint", help="檢查任何訂閱日曆（.ics 文件或網址）：標準不許的、不建議的、閱讀程序會出錯的。")
@click.argument("feeds", nargs=-1, metavar="文件或網址…")
@click.option(
    "--profile",
    type=click.Choice(["standard", "portal", "single"]),
    default="standard",
    help="standard：只有標準不許的算錯誤；portal：本門戶的清單也算錯誤；single：同 portal，單個事項的文件。",
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="輸出樣式。")
@click.option("--errors-only", is_flag=True, help="只列錯誤，不列建議。")
@click.option("--rules", is_flag=True, help="列出全部規則和它們的出處，不檢查文件。")
def lint_command(feeds: tuple[str, ...], profile: "Profile", shape: str, errors_only: bool, rules: bool) -> None:
    from branch_portal.lint import address as of_addresses  # noqa: F401 - which have their rules declared
    from branch_portal.lint import feed as of_feeds  # noqa: F401
    from branch_portal.lint.rule import WEIGHT_TITLES, all_rules

    words: Words = click.get_current_context().find_root().obj or str
    if rules:
        for one in all_rules().values():
            click.echo(words(f"{one.id}  {WEIGHT_TITLES[one.weight]}  {one.title}（{one.source}）"))
        return
    if not feeds:
        raise click.UsageError("要檢查哪個文件或網址？例如：portal calendar lint site/calendar/all.ics")
    errors = warnings = 0
    for feed in feeds:
        findings = [one for one in _read(feed) if one.concerns(profile)]
        for finding in findings:
            failed = finding.severity(profile) == "error"
            errors, warnings = errors + failed, warnings + (not failed)
            if failed or not errors_only:
                click.echo(shaped(finding, feed, profile, shape, words))
    click.echo(words(f"檢查了{len(feeds)}個日曆：{errors}處錯誤，{warnings}處建議。"), err=True)
    if errors:
        raise SystemExit(1)


def _read(feed: str) -> "Iterable[Finding]":
    """The findings of a file or an address; what cannot be read at all is a plain message."""
    from branch_portal.lint.address import NoFeedError, fetch, is_address, read_bounded
    from branch_portal.lint.feed import lint

    try:
        if is_address(feed):
            content, answer = fetch(feed)
            return [*answer, *lint(content)]
        if Path(feed).exists() and not Path(feed).is_file():
            raise NoFeedError("這不是文件")
        with Path(feed).open("rb") as stream:
            return lint(read_bounded(stream))
    except NoFeedError as error:
        raise click.ClickException(f"{'取不到' if is_address(feed) else '讀不了'} {feed}：{error}") from None
    except ValueError:
        raise click.ClickException(f"讀不了 {feed!r}：文件名不對") from None
    except OSError as error:
        raise click.ClickException(f"讀不了 {feed}：{error.strerror or error}") from None


def shaped(finding: "Finding", feed: str, profile: "Profile", shape: str, words: Words = str) -> str:
    """One line of the output: `file:line: [RULE] message（section）` or a JSON object."""
    rule = finding.rule
    if shape == "json":
        fields = {
            "path": feed,
            "line": finding.line,
            "severity": finding.severity(profile),
            "weight": rule.weight,
            "rule": rule.id,
            "message": words(finding.message),
            "mend": words(rule.title),
            "source": rule.source,
        }
        return json.dumps(fields, ensure_ascii=False)
    word = "錯誤" if finding.severity(profile) == "error" else "建議"
    said = words(f"{word} [{rule.id}] {finding.message}；應做到：{rule.title}（{rule.source}）")
    return f"{feed}:{finding.line}: {said}"
