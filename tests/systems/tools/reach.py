"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    19: (
        ("site_config/portal.yml", "retired: [dues-retired-1, dues-retired-2]", "retired: [dues-retired-2]"),
        Reach("", "basis/clauses/ tools/dues/", "clauses"),
    ),
}
