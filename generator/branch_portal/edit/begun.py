"""新建鏈接: for every page that invites to a new record, the forge's address of a new file with the template in it.

Where the forge does not take the template, the form page begins the record, if the portal has it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from branch_portal.edit.form_files import in_the_form
from branch_portal.edit.known_ids import Taken, nobody_s, sample_ids
from branch_portal.edit.new_record import NewRecord
from branch_portal.edit.places import file_of
from branch_portal.editions.door import own_words
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.next_id import next_id
from branch_portal.site import urls
from branch_portal.site.forge import carried, fills_in, new_file, new_template
from branch_portal.site.page import Begun, Page
from branch_portal.system.snapshot import Snapshot

MOST_BYTES = 2500
"""Of a percent-encoded template with all its fields: every page that invites to a record carries it, and few begin one."""

_UNNAMED = "new"
"""The file's name where ids follow no row: a person chooses both, and `portal check` says so until then."""


def begun(snapshot: Snapshot, kinds: Kinds, taken: Taken = nobody_s) -> Callable[[Page], str]:
    """Gives for a page the address at which its new record is begun, or nothing.

    Only ids that are published count for the next free one, and those `taken`: what is not published must not be told by
    a gap on a site that everybody reads. The forge refuses a file that is there already.
    """
    settings = snapshot.book.settings.forge
    if not settings:
        return lambda page: ""
    words = own_words(snapshot.book)
    template = new_template(settings)
    in_form = snapshot.book.settings.form_page and not fills_in(settings)

    @cache
    def free(name: str) -> str:
        ids = [str(getattr(kinds[name].fields(one), "id", "")) for one in snapshot.book[kinds[name]].values()]
        ids += taken(kinds[name])
        return next_id(ids or sample_ids(kinds[name]), ids, snapshot.as_of)

    def address(page: Page) -> str:
        begins = page.begins or of_folder(page, kinds)
        if not begins or begins.kind not in kinds:
            return ""
        kind, id = kinds[begins.kind], begins.id or free(begins.kind)
        if in_form and in_the_form(kind):
            asked = {"kind": kind.name, "new": id, **{f"f-{key}": value for key, value in begins.given.items()}}
            return f"{urls.relative(urls.FORM_PAGE, page.path)}?{urlencode(asked)}"
        text = carried(words(_short(kind, id, begins))) if "{text}" in template else ""
        return new_file(template, file_of(kind, id or _UNNAMED), text)

    return address


def of_folder(page: Page, kinds: Kinds) -> Begun | None:
    """A record of the folder that a list is made of, where people write such records one by one; whether or not there are any yet."""
    if not page.of_folder:
        return None
    found = next((kind for kind in kinds if kind.folder == page.source), None)
    return Begun(found.name) if found and not found.issued and not found.nested else None


def _short(kind: Kind[Any, Any], id: str, begins: Begun) -> str:
    """The template; where it is long, what is optional is named and not laid out."""
    new = NewRecord(kind, id, begins.given, None, None)
    text = new.text()
    return text if len(quote(text, safe="")) <= MOST_BYTES else new.text(optional=False)
