"""The settings of a new portal: the library's own, with the unit's answers in their places."""

import datetime as dt
import re
from typing import Any

from branch_portal.ground.problems import ProblemLog
from branch_portal.project.library import settings_template
from branch_portal.source.yaml_source import read_yaml
from branch_portal.start.answers import Answers
from branch_portal.writing.patch import patch

_HEAD = "# 門戶設置：名稱、網址、年度和各系統的設置；改完運行 portal check\n"
_NO_REPOSITORY = """\
# 倉庫建好以後，去掉下面行首的「# 」，寫上它的網址，頁面上就有修改的鉛筆
# forge:
#   kind: {kind}
#   repository: https://git.example.com/dangjian/portal
#   branch: main
"""
_SAMPLE = ("sample", "sample_notice", "layers", "forge")
"""What the sample says of itself."""


_SAMPLE_PARTS = (("brands", "three_minutes"),)
"""What it says of its own unit inside a section."""


def without_own_parts(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings without what only the sample's own unit can say inside a section."""
    left = dict(settings)
    for section, name in _SAMPLE_PARTS:
        if isinstance(left.get(section), dict):
            left[section] = {key: value for key, value in left[section].items() if key != name}
    return left


def settings(answers: Answers) -> str:
    """The text of `site_config/portal.yml`, in the library's script."""
    template = "\n".join(line for line in settings_template().splitlines() if not line.startswith("#")) + "\n"
    read = read_yaml(template.encode(), "site_config/portal.yml", ProblemLog())
    assert read is not None
    assert isinstance(read.data, dict)
    old: dict[str, Any] = read.data
    year = answers.today.year
    new = {
        **without_own_parts({key: value for key, value in old.items() if key not in _SAMPLE}),
        "name": answers.name,
        "organisation": answers.organisation,
        "site_url": answers.url,
        "years": (year, year + 1),
        "first_quarter": quarter(answers.today),
        "editions": {
            "source": answers.script,
            "published": ("hans", "hant") if answers.script == "hans" else ("hant", "hans"),
        },
        "calendar": {**old["calendar"], "uid_host": answers.host},
    }
    if answers.forge != "none" and answers.repository:
        new["forge"] = {"kind": answers.forge, "repository": answers.repository, "branch": "main"}
    text = patch(template, old, new, {})
    if answers.forge != "none" and not answers.repository:
        text += _NO_REPOSITORY.format(kind=answers.forge)
    # Comments that speak of the sample go, those on a line of their own with the line.
    return _HEAD + re.sub(r"^ *#[^\n]*示例[^\n]*\n| +#[^\n]*示例[^\n]*", "", text, flags=re.MULTILINE)


def quarter(day: dt.date) -> str:
    """The quarter in which problems begin to be counted."""
    return f"{day.year}-q{(day.month + 2) // 3}"
