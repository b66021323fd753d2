"""改動說明 on a small portal in a real repository: records, dates, pages, events, and whom they reach."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from tests.portal import AS_OF, Portal, duty
from tests.repository import git

DUTY = "data/duties/m03.yml"


@pytest.fixture
def kept(mini: Portal) -> Portal:
    """The small portal, committed."""
    git(mini.root, "init", "--initial-branch=main")
    git(mini.root, "add", "--all")
    git(mini.root, "commit", "--message=first")
    return mini


def said(root: Path, *words: str, fails: bool = False) -> str:
    done = CliRunner().invoke(command_line, ["diff", *words, "--root", str(root), "--as-of", str(AS_OF)])
    assert done.exit_code == (1 if fails else 0), done.output
    return done.output


def test_nothing_changed_is_said_of_every_part(kept: Portal) -> None:
    text = said(kept.root)
    assert text.count("- 沒有變化。") == 2
    assert "- 沒有新增、沒有撤下的。" in text
    assert "支部：沒有" in text


def test_a_day_that_moves_reaches_the_branches_and_the_role(kept: Portal) -> None:
    kept.change(DUTY, when={"every": "month", "day": 11, "if_closed": "next"})
    text = said(kept.root)
    assert "改動：年度任務「主題黨日」（m03）：時間規則·日 10 → 11" in text
    assert "改期：主題黨日，2026-12-10 → 2026-12-11" in text
    assert "支部：全部2個" in text
    assert "崗位：支部書記" in text
    assert "「主題黨日」" not in text.partition("### 網頁")[2].partition("### 訂閱")[0]


def test_a_new_record_brings_its_page_and_its_events(kept: Portal) -> None:
    kept.put("data/duties/m09.yml", duty("m09", "開民主測評會", {"every": "year", "on": "12-18"}))
    kept.put("content/notice.md", "# 須知\n\n一句話。\n")
    text = said(kept.root)
    assert "新增：年度任務「開民主測評會」（m09）" in text
    assert "新增：須知（notice/）" in text
    assert "新增：2026-12-18 開民主測評會" in text


def test_a_deleted_duty_asks_for_the_record_of_it(kept: Portal) -> None:
    extra = "data/duties/m09.yml"
    kept.put(extra, duty("m09", "開民主測評會", {"every": "year", "on": "12-18"}))
    git(kept.root, "add", "--all")
    git(kept.root, "commit", "--message=second")
    (kept.root / extra).unlink()
    text = said(kept.root)
    assert "刪去：年度任務「開民主測評會」（m09）" in text
    assert "### 還缺取消記錄" in text
    assert "data/withdrawals" in text


def test_a_change_with_mistakes_still_tells_of_its_records(kept: Portal) -> None:
    kept.change(DUTY, role="nobody", title="黨日")
    text = said(kept.root)
    assert "任務 主題黨日 → 黨日；責任角色 支部書記 → nobody" in text
    assert "改動以後的數據有" in text


def test_a_shallow_clone_is_given_the_commit_that_it_lacks(kept: Portal, tmp_path: Path) -> None:
    first = subprocess.run(
        ["git", "-C", str(kept.root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    git(kept.root, "config", "uploadpack.allowAnySHA1InWant", "true")
    kept.change(DUTY, title="黨日")
    git(kept.root, "commit", "--all", "--message=second")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth=1", kept.root.as_uri(), str(clone))
    text = said(clone, first)
    assert "主題黨日 → 黨日" in text


def test_a_portal_below_the_top_of_its_repository(mini: Portal, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    mini.root.rename(top / "portal")
    git(top, "init")
    git(top, "add", "--all")
    git(top, "commit", "--message=first")
    root = top / "portal"
    file = root / DUTY
    file.write_text(file.read_text("utf-8").replace("主題黨日", "黨日"), "utf-8")
    assert "主題黨日 → 黨日" in said(root)


def test_a_revision_that_is_nowhere_is_refused_in_words(kept: Portal) -> None:
    assert "倉庫裡沒有「no-such」" in said(kept.root, "no-such", fails=True)


def test_a_folder_outside_any_repository_is_refused_in_words(mini: Portal) -> None:
    assert "不在 git 倉庫裡" in said(mini.root, fails=True)
