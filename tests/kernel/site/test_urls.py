"""Relative links: the same place as the browser would find."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_portal.site import urls

paths = st.lists(st.sampled_from(["a", "b", "year", "2026"]), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)
files = st.sampled_from(["", "all.ics", "#top", "x.xlsx"])


@given(page=paths, folder=paths, file=files)
def test_a_relative_link_leads_to_its_target(page: str, folder: str, file: str) -> None:
    base = "https://portal.example/"
    target = folder + file
    if target.startswith("#"):
        return
    assert urljoin(base + page, urls.relative(target, page)) == base + target


@pytest.mark.parametrize("address", [urls.year(2026), urls.term(2026, "lichun"), urls.branch_map("b01", 2026)])
def test_addresses_are_ascii_and_end_with_a_slash(address: str) -> None:
    assert address.isascii()
    assert address.endswith("/")
