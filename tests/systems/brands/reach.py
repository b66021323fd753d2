"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

REMOVED = {
    "data/campaigns/c26-typhoon.yml": Reach(
        "campaign-c26-typhoon",
        "api/ brand/ brand/campaigns/c26-typhoon/ brand/playbooks/typhoon/ branches/{b}/",
        "campaigns",
        of="b01 b04 b10 b11 b12",
    ),
}
