"""學習平台: rules over the files below `content/learning/` and the records that answer for them."""

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.attachment import Attachment
from branch_portal.project.records import Located, Records
from branch_portal.project.references import lost_part
from branch_portal.systems.book.kinds import GUIDES, STEPS
from branch_portal.systems.learning.figures import review_due
from branch_portal.systems.learning.kinds import LEARNING_FILES, MATERIALS, TOPICS
from branch_portal.systems.learning.model import Material

ALLOWED = ("md", "pdf", "png", "jpg", "mp4", "docx", "xlsx", "pptx")

SAME = rule(
    "LEARN-01",
    "文件在，且與登記的一字不差",
    "審過的是登記時的那個文件；文件換了、丟了，審查就不算數。",
    "把文件放回 content/learning；確實要換的，重新做保密審查和內容覆核，再改 size、sha256 和兩個日期。",
)
REGISTERED = rule(
    "LEARN-02",
    "每個文件都有一條登記",
    "這個文件夾裡的東西都會發布，沒有登記就是沒有審過。",
    "在 data/materials 建立同名的記錄，一個文件一條；不該發布的移走。",
)
TYPE = rule(
    "LEARN-03",
    "文件類型在允許範圍內，且名副其實",
    "別的類型手機上打不開，還可能帶程序；改了後綴的文件更說不清是什麼。",
    "只用 md、pdf、png、jpg、mp4、docx、xlsx、pptx，後綴與內容一致；文件名與編號相同。",
)
SIZE = rule(
    "LEARN-04",
    "文件不超過大小上限",
    "太大的文件在手機上打不開，也會拖慢倉庫。",
    "壓縮或拆分；確有需要，改 site_config/portal.yml 的 learning_max_mb。",
)
TRACES = rule(
    "LEARN-05",
    "文件屬性裡沒有個人信息",
    "作者、批註、修訂痕跡、照片的拍攝地點會把人帶到網上。",
    "運行 portal material add 文件，屬性它會清掉；批註、修訂、隱藏的內容在 Word、Excel、PPT 用「檢查文檔」刪去屬性、批註、修訂和隱藏內容；照片另存為不帶拍攝信息的；再更新 size 和 sha256。",
)
REVIEWED = rule(
    "LEARN-06",
    "審查在前、由別人做",
    "自己編、自己審等於沒有審；授權和下發的材料要說清能用到什麼範圍。",
    "secrecy_review 的 role 不同於 owner；reviewed_on 不早於保密審查日期；上級下發、經授權的寫 rights_note。",
)
USED = rule(
    "LEARN-07",
    "每個主題都有材料",
    "空的主題讓人白跑一趟。",
    "給這個主題登記材料，或刪去這個主題。",
)
STEP = rule(
    "LEARN-08",
    "用到材料的步驟存在",
    "步驟改了錨點，材料就鏈不過去。",
    "照指引裡「### 1. 步驟名 {#step-…}」的錨點寫；用在整頁的不寫 step。",
)
STALE = rule(
    "LEARN-09",
    "材料按時覆核",
    "過了覆核日期的材料可能與現行規定不符。",
    "請維護角色看一遍，改 reviewed_on；過時的撤下。",
    severity="warning",
)
UNREGISTERED = rule(
    "LEARN-10",
    "文件登記了大小和校驗值",
    "沒有登記，文件被換過也看不出來，審過的就不一定是發布的這一個。",
    "運行 portal material add 文件，或照提示加上兩行。",
    severity="warning",
)
SORTED = rule(
    "LEARN-11",
    "主題的次序各不相同",
    "兩個主題次序相同，誰在前就沒有準。",
    "給其中一個換一個沒有用過的次序。",
    severity="warning",
)


def _registered(name: str, owners: int) -> str:
    """What to do with a file that has no record of its own, or several."""
    stem, _, suffix = name.rpartition(".")
    if owners:
        return f"file 寫著「{name}」的記錄只留一條。"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem):
        return (
            f"先給文件改名，只用小寫英文字母、數字和連字符，例如 {_example(stem)}.{suffix}；"
            f"再新建 data/materials/{_example(stem)}.yml，id 和 file 寫這個名字。不該發布的移走。"
        )
    return f"新建 data/materials/{stem}.yml，照別的記錄填，id 寫 {stem}，file 寫 {name}；不該發布的移走。"


def _example(stem: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return plain or "new-material"


def check(records: Records) -> Iterator[Problem]:
    files = records[LEARNING_FILES]
    meant = {
        id: name
        for id, item in records[MATERIALS].items()
        if item.record.file not in files
        for name in files
        if name.rpartition(".")[0] == id
    }
    owners = Counter(item.record.file for item in records[MATERIALS].values())
    for name, file in records[LEARNING_FILES].items():
        if not owners[name] and name in meant.values():
            continue  # its record names another file: that is told there
        if owners[name] != 1:
            found = "沒有登記" if not owners[name] else f"有{owners[name]}條登記"
            yield REGISTERED.problem(
                file.at(), f"文件「{name}」{found}", value=name, mend=_registered(name, owners[name])
            )
    limit = records.settings.record.learning_max_mb
    for item in records[MATERIALS].values():
        found_file = records[LEARNING_FILES].get(item.record.file)
        if found_file:
            yield from _file(item, found_file.record, limit)
        else:
            mend = f"file 改成 {meant[item.record.id]}。" if item.record.id in meant else None
            yield SAME.problem(item.at("file"), "content/learning 裡沒有這個文件", value=item.record.file, mend=mend)
        yield from _record(item, records)
    shelved = {topic for item in records[MATERIALS].values() for topic in item.record.topics}
    orders: dict[int, str] = {}
    for id, topic in records[TOPICS].items():
        if (other := orders.setdefault(topic.record.order, topic.record.title)) != topic.record.title:
            free = max(one.record.order for one in records[TOPICS].values()) + 1
            message = f"和「{other}」的次序都是{topic.record.order}"
            yield SORTED.problem(topic.at("order"), message, value=str(topic.record.order), mend=f"order 改成 {free}。")
        if id not in shelved:
            yield USED.problem(topic.at("id"), f"主題「{topic.record.title}」下沒有材料", value=id)


def check_day(records: Records, day: dt.date) -> Iterator[Problem]:
    """What is due for a review on `day`."""
    for item in records[MATERIALS].values():
        until = review_due(item.record)
        if until < day:
            yield STALE.problem(item.at("reviewed_on"), f"應在 {until} 前覆核", value=str(item.record.reviewed_on))


def _file(item: Located[Material], file: Attachment, limit: int) -> Iterator[Problem]:
    material = item.record
    stem, _, suffix = file.name.rpartition(".")
    if not {"sha256", "size"} & material.model_fields_set:
        lines = f"加上兩行：「size: {file.size}」和「sha256: {file.sha256}」"
        mend = f"{lines}；有命令行的，運行 portal material add content/learning/{file.name}。"
        yield UNREGISTERED.problem(item.at("file"), "還沒有登記文件的大小和校驗值", mend=mend)
    elif material.sha256 is None:
        mend = f"加上一行「sha256: {file.sha256}」；換過文件的，重新做保密審查和內容覆核。"
        yield UNREGISTERED.problem(item.at("size"), "還沒有登記文件的校驗值", mend=mend)
    elif material.sha256 != file.sha256:
        mend = f"核對後改成 size: {file.size} 和 sha256: {file.sha256}，並更新審查和覆核日期；沒有打算換文件的，放回原來的。"
        yield SAME.problem(item.at("sha256"), "文件與登記的校驗值不同", mend=mend)
    elif material.size != file.size:
        mend = f"size 改成 {file.size}。"  # the file is the registered one, or its hash were another
        yield SAME.problem(item.at("size"), f"文件大小是 {file.size} 字節", value=str(material.size), mend=mend)
    if suffix not in ALLOWED or file.kind != suffix or stem != material.id:
        what = f"內容是 {file.kind}" if file.kind != "other" else "內容認不出"
        yield TYPE.problem(item.at("file"), f"文件名是 {file.name}，{what}，編號是 {material.id}", value=file.name)
    if file.size > limit * 1024 * 1024:
        yield SIZE.problem(item.at("size"), f"文件有 {file.size / 1024 / 1024:.1f} MB，上限 {limit} MB")
    if file.traces:
        yield TRACES.problem(item.at("file"), f"文件裡有：{'、'.join(file.traces)}")


def _record(item: Located[Material], records: Records) -> Iterator[Problem]:
    material = item.record
    review = material.secrecy_review
    if review.role == material.owner:
        yield REVIEWED.problem(item.at("secrecy_review", "role"), "審查角色就是維護角色", value=review.role)
    if material.reviewed_on < review.on:
        message = f"內容覆核 {material.reviewed_on} 早於保密審查 {review.on}"
        yield REVIEWED.problem(item.at("reviewed_on"), message, value=str(material.reviewed_on))
    if material.rights in ("superior", "licensed") and not material.rights_note:
        yield REVIEWED.problem(
            item.at("rights"), "缺少 rights_note：誰下發或授權，能用到什麼範圍", value=material.rights
        )
    for index, use in enumerate(material.used_in):
        guide = records[GUIDES].get(use.guide)
        if guide and use.step and use.step not in {step.anchor for step in guide.record.steps}:
            known = "、".join(step.anchor for step in guide.record.steps)
            message = f"{use.guide} 沒有步驟「{use.step}」（有：{known}）"
            near = difflib.get_close_matches(use.step, known.split("、"), n=1)
            mend = f"是不是「{near[0]}」？是的，改成它；用在整頁的，刪去 step。" if near else None
            lost = lost_part(records, STEPS.name, f"{use.guide}#{use.step}")
            place = item.at("used_in", index, "step")
            yield STEP.problem(place, message, value=use.step, mend=mend, against=lost)
