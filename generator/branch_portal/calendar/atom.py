"""The Atom feed of updates (RFC 4287): one entry per day and kind of change, its stamps from the ledger alone."""

import datetime as dt
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from branch_portal.calendar.updates import UpdateGroup
from branch_portal.ground.day_words import full_date
from branch_portal.project.settings import Settings
from branch_portal.site import urls

_NAMESPACE = "http://www.w3.org/2005/Atom"
_ENTRIES = 50
"""Readers keep what they have seen: older entries are on the page."""


def atom(settings: Settings, groups: Sequence[UpdateGroup], fallback: dt.datetime, bodies: Sequence[str]) -> bytes:
    """The whole feed; `bodies` are the groups as HTML, `fallback` is the stamp of a feed without entries (UTC)."""
    site, host = settings.site_url, settings.calendar.uid_host
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "zh"})
    _text(feed, "id", f"tag:{host},2026:updates")
    _text(feed, "title", f"{settings.name} 更新記錄")
    _text(feed, "subtitle", "日曆事項的新增、改期、取消和改動")
    _text(feed, "updated", _moment(max((group.revised for group in groups), default=fallback)))
    _text(ET.SubElement(feed, "author"), "name", settings.organisation)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site + urls.UPDATES_FEED})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site + urls.UPDATES})
    for group, body in list(zip(groups, bodies, strict=True))[:_ENTRIES]:
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", f"tag:{host},2026:updates/{group.anchor}")
        _text(entry, "title", f"{full_date(group.day)} {group.title}")
        _text(entry, "updated", _moment(group.revised))
        ET.SubElement(entry, "link", {"rel": "alternate", "href": f"{site}{urls.UPDATES}#{group.anchor}"})
        content = ET.SubElement(entry, "content", {"type": "html"})
        content.text = body
    ET.indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(ET.tostring(feed, "utf-8")) + b"\n"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
