"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    22: (
        ("data/initiatives/i26-achieve.yml", "結合本支部業務談看法", "結合業務談看法"),
        Reach("", "initiatives/i26-achieve/"),
    ),
}
