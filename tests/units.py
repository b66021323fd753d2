"""Small units that stand on other portals: a settings file, one unit, one branch."""

from collections.abc import Mapping
from pathlib import Path

SETTINGS = """\
format: 1
name: 支部工作門戶
organisation: {organisation}
description: 支部什麼時候做什麼、怎麼做、交什麼、放哪裡。
site_url: https://portal.example.com/
years: [2026]
first_quarter: 2026-q4
office: 黨委黨建部
carriers: [3, 6, 1]
calendar: {{uid_host: portal.example.com}}
"""
UNIT = "id: city\ntitle: 甲公司黨委\nshort: 公司黨委\nkind: city_committee\n"
BRANCH = """\
id: b01
title: 第一黨支部
short: 一支部
kind: branch
parent: city
business: 配電運檢
has_committee: true
groups: 3
members: 32
elected_on: 2024-03-18
"""


def unit(root: Path, more: str = "", files: Mapping[str, str] | None = None, organisation: str = "甲供電公司") -> Path:
    """A portal at `root`: the settings with `more`, a unit, a branch, and other files by their paths."""
    written = {
        "site_config/portal.yml": SETTINGS.format(organisation=organisation) + more,
        "data/units/city.yml": UNIT,
        "data/branches/b01.yml": BRANCH,
        **(files or {}),
    }
    for path, text in written.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root
