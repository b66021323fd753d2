"""格式: which format a portal's files have, and what follows when it is not today's."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.project.settings import FORMAT

NEWER = rule(
    "FORMAT-01",
    title="格式不比程序新",
    why="程序不認識更新的寫法，讀錯了也不知道。",
    mend="升級程序：在 requirements.txt 裡換成新版本，重新安裝。",
)
OLDER = rule(
    "FORMAT-02",
    title="格式是最新的",
    why="舊的寫法下一版就不認了；程序自帶的文件還留在倉庫裡，也蓋過了新的。",
    mend="運行 portal migrate：先列出要改什麼，確認後才寫。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    settings = records.settings
    found = settings.record.format
    if found > FORMAT:
        yield NEWER.problem(settings.at("format"), f"這個門戶的格式是{found}，程序只認到{FORMAT}", value=str(found))
    elif found < FORMAT:
        yield OLDER.problem(settings.at("format"), f"這個門戶的格式是{found}，現在是{FORMAT}")
