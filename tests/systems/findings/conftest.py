"""Shared by the tests of what is found and mended."""

import pytest

from tests.portal import Portal
from tests.systems.findings.problems import ESCALATED, FIRST, SECOND, UPPER, X1, X2, fields, finding, release, written


@pytest.fixture
def found(mini: Portal) -> Portal:
    """A portal with a closed problem, one that was handed up, and the bulletins of two quarters."""
    mini.put(X1, fields())
    pair = finding(**UPPER, escalated_from="x3"), finding(id="x3", **ESCALATED)
    mini.put(X2, {**fields(**UPPER), "escalated_from": "x3"})
    mini.put("data/findings/x3.yml", {**fields(id="x3"), **ESCALATED})
    for path, quarter in ((FIRST, "2026-q1"), (SECOND, "2026-q2")):
        made = release(finding(), *pair, id=quarter)
        mini.put(path, written(made))
    return mini
