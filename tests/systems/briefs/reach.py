"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    20: (
        ("data/roles/all_members.yml", "按時繳納黨費", "按時自己繳納黨費"),
        Reach("", "roles/ roles/all-members/"),
    ),
}
