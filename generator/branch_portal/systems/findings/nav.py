"""整改 in the navigation: the three libraries, the three lists, and every quarter's results."""

from collections.abc import Iterator

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.navigation import NavLine, help_line, line
from branch_portal.systems.findings.kinds import RELEASES


def nav(book: Published) -> Iterator[NavLine]:
    yield line("整改", 500, "三級問題庫", urls.FINDINGS)
    yield line("整改", 520, "問題清單", urls.PROBLEM_LIST)
    yield line("整改", 530, "責任清單", urls.RESPONSIBILITY_LIST)
    yield line("整改", 540, "任務清單", urls.TASK_LIST)
    for id in sorted(book[RELEASES]):
        yield line("整改", 550, f"{id.replace('-q', '年第')}季度通報", urls.release(id))
    yield help_line(1055, "整改、排查和監督怎麼填", urls.editing("findings"))
