"""週單: what one role of one branch has to do in a week, from what is open on the board; never a name.

A matter is in the week's digest when it has a colour by the week's Sunday. The text is to be pasted into a group.
"""

import datetime as dt
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from branch_portal.ground.day_words import month_day
from branch_portal.ground.weeks import week_of
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.matters import Matter, by_holder
from branch_portal.year.alert_days import AlertLevel, level_on

SHORT: dict[AlertLevel, str] = {"red": "紅", "yellow": "黃", "green": "綠"}


@dataclass(frozen=True)
class Line:
    """One matter of a digest; `level` is its colour on the digest's day, None where it gets one later in the week."""

    title: str
    kind: str
    due: dt.date
    level: AlertLevel | None
    page: str


@dataclass(frozen=True)
class Digest:
    """What a role of a branch has open in the week of a day, the nearest first."""

    branch: str
    branch_title: str
    role_title: str
    day: dt.date
    monday: dt.date
    lines: tuple[Line, ...]
    address: str

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)


def digest(book: Shelf, found: Iterable[Matter], branch: str, role: str, day: dt.date) -> Digest:
    """The digest of a branch's role in the week of `day`."""
    monday, sunday = week_of(day)
    lines = [
        Line(one.title, one.kind.title, one.due, level_on(day, one), one.page)
        for matter in found
        for one in (matter.deadline,)
        if one.holder == branch and one.role == role and level_on(sunday, one)
    ]
    lines.sort(key=lambda line: (line.due, line.page, line.title))
    return Digest(
        branch, book["branches"][branch].short, book["roles"][role].title, day, monday, tuple(lines),
        f"{book.settings.site_url}branches/{branch}/week/",
    )  # fmt: skip


def digest_of(snapshot: Snapshot, branch: str, role: str) -> Digest:
    """The digest of a branch's role in the week of the snapshot's day."""
    return digest(snapshot.book, snapshot.figures(by_holder).get(branch, ()), branch, role, snapshot.as_of)


def text(one: Digest) -> str:
    """The digest as a message for a group: plain lines, no names."""
    head = f"【{one.branch_title}·{one.role_title}】{month_day(one.monday)}至{month_day(one.sunday)}"
    if not one.lines:
        return f"{head}\n本週沒有要辦的事。\n{one.address}\n"
    rows = [f"{number}. {_said(line, one.day)}" for number, line in enumerate(one.lines, 1)]
    return "\n".join([f"{head}，要辦{len(one.lines)}件：", *rows, f"怎麼辦：{one.address}"]) + "\n"


def _said(line: Line, day: dt.date) -> str:
    colour = f"〔{SHORT[line.level]}〕" if line.level else ""
    left = (line.due - day).days
    when = f"還有{left}天" if left > 0 else "今天到期" if left == 0 else f"已過{-left}天"
    return f"{colour}{line.title}，{month_day(line.due)}前（{when}）"


def page(one: Digest) -> str:
    """The digest as a small HTML document."""
    rows = "".join(f"<li>{html.escape(_said(line, one.day))}</li>" for line in one.lines)
    head, *_ = text(one).splitlines()
    body = f"<ol>{rows}</ol>" if one.lines else "<p>本週沒有要辦的事。</p>"
    return (
        '<!doctype html><html lang="zh"><meta charset="utf-8">'
        f"<title>{html.escape(head)}</title><h1>{html.escape(head)}</h1>{body}"
        f'<p><a href="{html.escape(one.address)}">{html.escape(one.address)}</a></p></html>\n'
    )


def mail(one: Digest) -> bytes:
    """The digest as a draft of a mail, without sender and receiver: whoever sends it writes them."""
    head, *_ = text(one).splitlines()
    message = EmailMessage(policy=SMTP)
    message["Subject"] = head.rstrip("：")
    message["X-Unsent"] = "1"
    message.set_content(text(one), cte="base64")
    message.add_alternative(page(one), subtype="html", cte="base64")
    for part in message.walk():
        if part.is_multipart():
            part.set_boundary(f"digest-{one.branch}-{one.monday}")
    return message.as_bytes()


FORMATS: Sequence[str] = ("text", "html", "eml")


def in_format(one: Digest, name: str) -> bytes:
    """The digest in one of `FORMATS`."""
    return mail(one) if name == "eml" else (page(one) if name == "html" else text(one)).encode()
