"""※: said once at the head of a guide, a mark after each."""

import pytest

from branch_portal.systems.book.own_marks import marked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("7天內（默認值）報告", "7天內※報告"),
        ("考評特色盒（默認口徑）", "考評特色盒※"),
        ("1月31日前（均為默認值，可調整）。", "1月31日前※。"),
        ("每季一次（默認值，以當年通知為準）", "每季一次※（以當年通知為準）"),
        ("誰驗收（默認安排，可調整）", "誰驗收※"),
        ("三到五項（常見做法）", "三到五項※"),
        ("七天内（默认值，可调整）报告", "七天内※报告"),
        ("组织生活盒（默认口径）", "组织生活盒※"),
        ("三到五项（均为常见做法）", "三到五项※"),
        ("在名冊（線下）登記", "在名冊（線下）登記"),
        ("默認值在設置裡改", "默認值在設置裡改"),
    ],
)
def test_brackets_of_common_practice_become_marks(written: str, read: str) -> None:
    assert marked(written) == read
