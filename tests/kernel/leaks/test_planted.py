"""A tenth of the planted leaks and look-alikes of `make bench`: nearly all found, hardly a false alarm."""

from collections.abc import Iterable

import pytest

from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.scan import scan_file, scan_names
from tests.kernel.leaks.leaky import PHONE
from tests.kernel.leaks.planting import Planted, innocents, leaks


def rules(planted: Planted) -> set[str]:
    return {problem.rule for problem in scan_file(planted.data, planted.path, Allowed())}


def share_found(files: Iterable[Planted]) -> float:
    tried = list(files)
    return sum(planted.rule in rules(planted) for planted in tried) / len(tried)


def test_leaks_are_found_in_their_everyday_form_and_in_disguise() -> None:
    planted = list(leaks())
    assert len(planted) >= 5000
    assert share_found([one for one in planted if not one.disguised][::10]) >= 0.995
    assert share_found([one for one in planted if one.disguised][::10]) >= 0.97


def test_look_alikes_are_left_alone() -> None:
    every = list(innocents())
    assert len(every) >= 5000
    alarmed = [one.about for one in every[::9] if rules(one)]
    assert len(alarmed) / len(every[::9]) <= 0.01, alarmed


NAMES = [
    f"content/learning/{PHONE}.txt",
    "content/機密★/a.txt",
    f"content/聯繫{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}/a.md",
]


@pytest.mark.parametrize("path", NAMES)
def test_names_of_files_and_folders_are_looked_at(path: str) -> None:
    assert len(list(scan_names([path, "content/guide/g13.md"], Allowed()))) == 1
