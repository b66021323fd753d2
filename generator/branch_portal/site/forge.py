"""倉庫: the addresses at which the forge edits a file or begins a new one.

GitHub, Gitea and Forgejo take a new file's name and text from the address. GitLab takes the name; the text (`content`)
only in some versions (its editor of 2021 and its newest take it, those of version 16 do not), so there it goes along and
can be copied as well. Gitee takes only the folder. Where this was read: for new files GitHub's documentation, Gitea's
change 16556 and the sources of Gitea, Forgejo (`routers/web/repo/editor.go`, `repo-editor.js`) and GitLab (`_editor.html.haml`,
`edit_blob.js`); for issues the documentation of GitHub, Gitea and GitLab; for Gitee's edit address other programs that link
to it. Gitee's addresses of a new file and of an issue are not checked. No line of a file is named: what edits a file on these
forges opens it at its beginning (GitLab alone would mark a line), and a record is a file.
"""

import re
from urllib.parse import quote

from branch_portal.project.settings import ForgeSettings

_ASCII = re.compile("[\\x00-\\x7f]+")
_EDIT = {
    "github": "{repository}/edit/{branch}/{path}",
    "gitea": "{repository}/_edit/{branch}/{path}",
    "forgejo": "{repository}/_edit/{branch}/{path}",
    "gitlab": "{repository}/-/edit/{branch}/{path}",
    "gitee": "{repository}/edit/{branch}/{path}",
}
_FOLDER = {
    "github": "{repository}/tree/{branch}/{path}",
    "gitea": "{repository}/src/branch/{branch}/{path}",
    "forgejo": "{repository}/src/branch/{branch}/{path}",
    "gitlab": "{repository}/-/tree/{branch}/{path}",
    "gitee": "{repository}/tree/{branch}/{path}",
}
_ISSUE = {
    "github": "{repository}/issues/new?title={title}&body={text}",
    "gitea": "{repository}/issues/new?title={title}&body={text}",
    "forgejo": "{repository}/issues/new?title={title}&body={text}",
    "gitlab": "{repository}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}",
    "gitee": "{repository}/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}",
}
_NEW = {
    "github": "{repository}/new/{branch}?filename={path}&value={text}",
    "gitea": "{repository}/_new/{branch}/{folder}/?filename={name}&value={text}",
    "forgejo": "{repository}/_new/{branch}/{folder}/?filename={name}&value={text}",
    "gitlab": "{repository}/-/new/{branch}?file_name={path}&content={text}",
    "gitee": "{repository}/new/{branch}/{folder}",
}


def edit_template(forge: ForgeSettings) -> str:
    """The address that edits a file; `{path}` stands for the file, seen from the repository's root."""
    return forge.edit or _filled(_EDIT[forge.kind], forge)


def folder_template(forge: ForgeSettings) -> str:
    """The address that lists the files of a folder, which no forge can edit; `{path}` stands for it."""
    return _filled(_FOLDER[forge.kind], forge)


def new_template(forge: ForgeSettings) -> str:
    """The address that begins a new file; `{path}` or `{folder}` and `{name}` stand for it, `{text}` for its text."""
    return forge.new or _filled(_NEW[forge.kind], forge)


def issue_template(forge: ForgeSettings) -> str:
    """The address that begins an issue, with `{title}` and `{text}`; empty where the settings do not ask for it."""
    return (forge.issue or _filled(_ISSUE[forge.kind], forge)) if forge.report else ""


def fills_in(forge: ForgeSettings) -> bool:
    """Whether the address of a new file brings its text into every version of the forge; otherwise the reader copies it."""
    return "{text}" in new_template(forge) and (forge.new is not None or forge.kind != "gitlab")


def carried(text: str) -> str:
    """A text as a part of an address in a page: Chinese as it is, which a browser encodes and which is three times as long then."""
    return _ASCII.sub(lambda part: quote(part[0], safe=""), text)


def new_file(template: str, path: str, text: str) -> str:
    """The address of a new file at `path` (ASCII); `text` is `carried` already."""
    folder, _, name = path.rpartition("/")
    parts = {"{path}": path, "{folder}": folder, "{name}": name, "{text}": text}
    for part, value in parts.items():
        template = template.replace(part, value)
    return template


def _filled(template: str, forge: ForgeSettings) -> str:
    known = template.replace("{repository}", forge.repository.rstrip("/"))
    return known.replace("{branch}", quote(forge.branch))
