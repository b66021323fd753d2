"""The files of a unit's new repository, by their paths."""

from collections.abc import Mapping
from importlib.resources import files as resources

from branch_portal import __version__
from branch_portal.start.answers import Answers
from branch_portal.start.settings import settings
from branch_portal.writing.flow import flow

COMMITTEE = "committee"
"""The id of the committee that stands above the branches of a new portal."""

_CI = {
    "github": (".github/workflows/portal.yml", "github.yml"),
    "gitea": (".gitea/workflows/portal.yml", "github.yml"),
    "forgejo": (".forgejo/workflows/portal.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
}
"""Where each forge looks for what it runs; what Gitee runs has to be set up in its own pages."""
_MKDOCS = """\
# 怎樣生成網站：門戶的名稱、網址、內容在 site_config/portal.yml、data 和 content 裡，樣式和其他設置由程序帶著。
# 要改的寫在這裡，就蓋過程序的：theme 的 palette、features，自己的 custom_dir，extra_css
site_name: {name}
docs_dir: content
theme:
  name: portal
plugins:
  - portal
"""
_REQUIREMENTS = """\
# 程序的版本，升級就改最後一行；軟件源裡沒有的，把安裝包（.whl）放進 wheels 文件夾，一起提交
--find-links wheels
branch-portal=={version}
"""
_IGNORED = "/site/\n/.site-next-*/\n/.site-made\n/.venv/\n/*.xlsx\n"
_ATTRIBUTES = "* text=auto eol=lf\n*.xlsx binary\n# 兩個人改的都留著，合併以後再運行一次 portal calendar update\ndata/calendar.lock merge=union linguist-generated\n"
_UNIT = """\
# 公司黨委：換成本單位的全稱和簡稱；部門、縣公司黨委各建一個文件
id: {id}
title: {title}
short: 公司黨委
kind: city_committee
"""
_BRANCH = """\
# 支部：只寫組織信息，不寫黨員名單。elected_on 寫本屆選舉日期，換屆提醒由它算
id: {id}
title: {title}
short: {short}
kind: branch             # branch 黨支部、joint_branch 聯合黨支部、general_branch 黨總支、temporary_branch 臨時黨支部
parent: {parent}
business: （待填寫）
has_committee: true      # 是否設支部委員會
groups: 0                # 黨小組數
"""
_READ_ME = """\
# {name}

{organisation}的支部工作門戶。程序不在這裡：`requirements.txt` 寫著用哪個版本，升級就改這一行。

## 改什麼

| 文件夾 | 是什麼 |
| --- | --- |
| `site_config/portal.yml` | 名稱、網址、年度、提醒天數 |
| `data/units/`、`data/branches/` | 單位和支部，一個一個文件 |
| `data/` 的其他文件夾 | 計劃、任務單、問題、目標、網格……用到才建，名稱見網站上「說明 → 怎麼修改內容」 |
| `content/` | 自己寫的頁面、學習材料 |

年度任務、指引、表單、節氣和工作日用程序自帶的基礎庫，不在這裡。要改其中一條，運行 `portal adopt 類別 編號`，它就成了本單位的；編號在網址的最後一段。

## 怎麼改

在倉庫的網頁上改，提交後自動檢查，錯在哪個文件、哪一行、怎麼改都會寫出來。在自己電腦上：

```sh
python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
.venv/bin/portal check               # 檢查
.venv/bin/portal calendar update     # 日期或名稱變了，記進日曆台賬
.venv/bin/portal build               # 生成到 site/
```

不寫姓名、電話、身份證號，不放涉密和內部文件：倉庫的歷史、搜索和日曆都會公開。
"""


def repository(answers: Answers) -> Mapping[str, bytes]:
    """Every file but the calendar's ledger, which follows from them; texts in the library's script."""
    texts = {
        "site_config/portal.yml": settings(answers),
        "mkdocs.yml": mkdocs_settings(answers.name),
        "requirements.txt": _REQUIREMENTS.format(version=__version__),
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
        "README.md": _READ_ME.format(name=answers.name, organisation=answers.organisation),
        "content/.gitkeep": "",
    }
    if answers.forge in _CI:
        path, source = _CI[answers.forge]
        texts[path] = (resources("branch_portal.start") / "files" / source).read_text("utf-8")
    if not answers.records:
        texts[f"data/units/{COMMITTEE}.yml"] = _UNIT.format(id=COMMITTEE, title=flow(f"{answers.organisation}黨委"))
        for number in range(1, answers.branches + 1):
            texts[f"data/branches/{branch_id(number)}.yml"] = _BRANCH.format(
                id=branch_id(number), title=f"第{number}黨支部", short=f"第{number}支部", parent=COMMITTEE
            )
    return {**{path: text.encode() for path, text in texts.items()}, **answers.records}


def mkdocs_settings(name: str, custom: bool = False) -> str:
    """The text of `mkdocs.yml`; `custom` where a unit has overrides of the theme in `site_config/theme`."""
    text = _MKDOCS.format(name=flow(name))
    return text.replace("  name: portal\n", "  name: portal\n  custom_dir: site_config/theme\n") if custom else text


def branch_id(number: int) -> str:
    return f"b{number:02d}"
