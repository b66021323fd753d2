"""季度通報 in the calendar."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.systems.findings.settings import FINDING_SETTINGS
from branch_portal.year.quarter import quarter
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """A bulletin's publication and the end of its comment period.

    Both lead to the list of bulletins, which is there before the bulletin is.
    """
    del schedule
    for release in book[RELEASES].values():
        title = f"{quarter(release.id).title}整改通報"
        for name, day, word in (
            ("published", release.published_on, "發布"),
            ("comments", release.comments_until, "意見截止"),
        ):
            if day:
                yield Event(
                    uid=f"release-{release.id}.{name}",
                    first=day,
                    last=day,
                    summary=f"{title}{word}",
                    lines=(f"統計到{release.cutoff}。", f"有意見向{book.settings.office}反映。"),
                    page=f"{urls.FINDINGS}#quarters",
                    categories=("整改",),
                    topic=book.settings[FINDING_SETTINGS].track or "",
                )
