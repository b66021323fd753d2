"""Fills a generated portal with goals, grid cells, pacts, campaigns and actions: some of each for every branch."""

from pathlib import Path

PLANS = 2
"""Action plans of each branch; as many cells, and twice as many actions."""


def fill(target: Path, branches: list[str]) -> None:
    """Copies of the sample's own records for `branches`, none of which the sample has written for."""
    data = target / "data"
    plan = (data / "action_plans" / "a2610.yml").read_text("utf-8")
    grid = (data / "grids" / "gr01.yml").read_text("utf-8")
    pact = (data / "pacts" / "pa03.yml").read_text("utf-8")
    action = (data / "actions" / "ac2610.yml").read_text("utf-8").replace("pact: pa04\n", "")
    for branch in branches:
        for number in range(PLANS):
            own = f"{branch}-{number}"
            _write(data / "action_plans", f"x-{own}", plan, "a2610", ("branch: b06", f"branch: {branch}"))
            _write(
                data / "grids", f"y-{own}", grid, "gr01", ("branch: b02", f"branch: {branch}"), ("小區甲", f"小區{own}")
            )
            for again in range(2):
                _write(data / "actions", f"z-{own}-{again}", action, "ac2610", ("branch: b01", f"branch: {branch}"))
        _write(data / "pacts", f"w-{branch}", pact, "pa03", ("branch: b08", f"branch: {branch}"))
    campaign = data / "campaigns" / "c26-typhoon.yml"
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace("branches: [", f"branches: [{', '.join(branches)}, "), "utf-8")


def _write(folder: Path, id: str, text: str, old_id: str, *changes: tuple[str, str]) -> None:
    for old, new in ((f"id: {old_id}\n", f"id: {id}\n"), *changes):
        if old not in text:
            raise ValueError(f"{folder.name}/{old_id}: no {old!r}")
        text = text.replace(old, new)
    (folder / f"{id}.yml").write_text(text, "utf-8")
