"""The form page's scripts in node: they read and change files as the program does, byte by byte, and say what it says."""

import json
import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from branch_portal.edit.form_fields import fields
from branch_portal.edit.form_page import program
from branch_portal.ground.problems import ProblemLog
from branch_portal.rooms import KINDS
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_text, read_yaml
from branch_portal.writing.flow import flow
from branch_portal.writing.patch import document, patch
from tests.sample import ROOT

TASK = """
const fs = require("fs");
global.window = global;
global.document = { querySelector: () => null };
(0, eval)(fs.readFileSync(process.argv[1], "utf8"));
const { compose, data, told, patch, fresh, judge, unified, Num } = portalForm.inside;
function value(one) {
  if (Array.isArray(one)) { return one.map(value); }
  if (one && one.map) { return new Map(one.map.map((pair) => [pair[0], value(pair[1])])); }
  return one && one.number ? new Num(one.number, one.real) : one;
}
function tried(work) { try { return work(); } catch (error) { return error.stack || "line " + error.line; } }
const does = {
  patch: (text, old, now) => [told(data(compose(text))) === told(value(old)), patch(text, value(now)), fresh(value(now))],
  read: (text, old) => [told(data(compose(text))) === told(value(old))],
  judge: (fields, one) => { const found = []; judge(fields, value(one), [], () => null, found); return found.map((p) => [p.rule, p.message]); },
  unified: (file, old, now) => unified(file, old, now),
};
const cases = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((one) => tried(() => does[one[0]](...one.slice(1))))));
"""

WORDS = (
    "甲", "乙: 丙", "true", "12", "1.5", "", "a, b", "# x", "x #y", "- a", "[x]", "{y}", "it's", '"q"', "一\n二", "尾 ", " 頭",
    "a:b", "? x", "--- z", "null", "2026-03-05", "x" * 130, "：", "%a", "@b", "`c", "!d", "&e", "*f", ">g", "|h", "a\xa0b",
    "𠀀", "a?b", "a]b", "http://x/y?a=b", "~", "\ttab", "\u200b",
)  # fmt: skip

SHAPES = """\
# 頭
plain: 甲
  乙

  丙
quoted: "a\\tb\\
   c \\u4e00"  # 註
single: 'it''s
  two'
literal: |+
  one

    two

folded: >-
  a
  b

  c
deep:
- - a
  - {b: [1, 2.50], c: }   # 尾
  -
- x: |2
     y
  z: -0
empty:
list: [甲, "乙, 丙",
  丁]   # 幾行
"鍵": ~
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("form") / "form.js"
    file.write_bytes(program())
    return file


def run(script: Path, cases: list[Any]) -> list[Any]:
    """What the scripts make of each case."""
    done = subprocess.run(
        ["node", "-e", TASK, str(script)],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


def sent(value: Any) -> Any:
    """Data as it crosses to node, numbers by their digits."""
    if isinstance(value, dict):
        return {"map": [[key, sent(one)] for key, one in value.items()]}
    if isinstance(value, tuple):
        return [sent(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"number": flow(value), "real": isinstance(value, float)}
    return value


def read(text: str) -> Any:
    source = read_text(text, "x.yml", ProblemLog())
    assert source, text
    return source.data


class Edits:
    """Random edits of data, the same every time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def value(self) -> Any:
        pick = self.random.random()
        if pick < 0.7:
            return self.random.choice(WORDS)
        if pick < 0.8:
            return self.random.choice([1, 0, -5, 2.5, 0.00001, True, False, None])
        if pick < 0.9:
            return tuple(self.random.choice(WORDS) for _ in range(self.random.randint(0, 3)))
        return {self.random.choice("abc"): self.random.choice(WORDS) for _ in range(self.random.randint(0, 2))}

    def edit(self, value: Any) -> Any:
        if isinstance(value, dict) and value:
            key, pick = self.random.choice(list(value)), self.random.random()
            if pick < 0.15:
                return {**value, f"new{self.random.randint(0, 9)}": self.value()}
            if pick < 0.3 and len(value) > 1:
                return {name: one for name, one in value.items() if name != key}
            return {**value, key: self.edit(value[key])}
        if isinstance(value, tuple):
            items, pick = list(value), self.random.random()
            if not items or pick < 0.3:
                items.insert(self.random.randint(0, len(items)), self.value())
            elif pick < 0.5:
                del items[self.random.randrange(len(items))]
            elif pick < 0.6:
                self.random.shuffle(items)
            else:
                place = self.random.randrange(len(items))
                items[place] = self.edit(items[place])
            return tuple(items)
        return self.value()


def texts() -> list[str]:
    """Two files of every kind, the settings, and one of all ways to write."""
    found = [file for kind in KINDS for file in sorted((ROOT / "data" / kind.name).rglob("*.yml"))[:2]]
    return [file.read_text("utf-8") for file in found] + [(ROOT / "site_config/portal.yml").read_text("utf-8"), SHAPES]


def test_the_same_edits_give_the_same_bytes(script: Path) -> None:
    edits, cases, wanted = Edits(18), [], []
    for number, text in enumerate(2 * texts() + 20 * [SHAPES]):
        written = text.replace("\n", "\r\n") if number % 9 == 0 else text.rstrip("\n") if number % 9 == 1 else text
        old = read(written)
        new = edits.edit(edits.edit(old) if number % 3 == 0 else old)
        cases.append(["patch", written, sent(old), sent(new)])
        wanted.append([True, patch(written, old, new, {}), document(new, {})])
    assert run(script, cases) == wanted


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\n", "a: !!str 1\n", "a: *x\n", "a: 1\na: 2\n", "a: b: c\n", "a: [1\n", "- a\nb: 1\n", "a:\n\t- b\n", "a: 1\n---\nb: 2\n",
     "a: 'x\n", "a: {b: 1, b: 2}\n", "a: 1\n  b: 2\n", "", "# 只有註釋\n", "a: [x] y\n", 'a: "\\q"\n', "? a\n: b\n", "a: %x\n"],
)  # fmt: skip
def test_what_a_record_never_has_is_refused_and_not_misread(script: Path, text: str) -> None:
    [found] = run(script, [["read", text, None]])
    assert str(found).startswith("line ")


def wrong_values(field: Mapping[str, Any]) -> Iterator[Any]:
    yield from (
        "",
        "甲",
        "x" * 700,
        "A B",
        "2026-13-01",
        "2026-02-30",
        "2026/3/5",
        "1800-01-01",
        12,
        999999,
        -7,
        5.5,
        True,
        None,
    )
    yield from ((), {}, ("甲",), ({},), (5,))


def test_mistakes_are_told_in_the_words_of_the_check(script: Path) -> None:
    cases, wanted = [], []
    for name in ("branches", "feedback", "actions", "workdays"):
        kind = KINDS[name]
        form = fields(kind.model)
        file = next(iter(sorted((ROOT / "data" / name).rglob("*.yml"))))
        data = read(file.read_text("utf-8"))
        for field in form:
            if field["kind"] == "raw":
                continue
            without = {key: value for key, value in data.items() if key != field["key"]}
            for now in (
                without,
                *({**data, field["key"]: value} for value in wrong_values(field)),
                {**data, "zzz": "1"},
            ):
                told = [[one.rule, one.message] for one in problems(kind.model, now)]
                if any(rule == "DATA-09" for rule, _ in told):  # how fields go together
                    continue
                cases.append(["judge", form, sent(now)])
                wanted.append(sorted(told))
    found = [sorted(one) for one in run(script, cases)]
    assert [(case[2], one, want) for case, one, want in zip(cases, found, wanted, strict=True) if one != want] == []


def test_that_one_of_several_is_wanted_is_told_too(script: Path) -> None:
    form = fields(KINDS["tasks"].model)
    task = read(next(iter(sorted((ROOT / "data/tasks").glob("*.yml")))).read_text("utf-8"))
    cases, wanted = [], []
    for now in (
        {}, {"source": {}}, {"source": {"notice": "會議部署", "duty": "a01"}}, {"source": {"notice": "會議部署"}}, {"to": {}},
        {"to": {"everyone": True, "branches": ("b01",)}}, {"to": {"branches": ()}}, {"to": {"below": ("city",)}},
    ):  # fmt: skip
        cases.append(["judge", form, sent({**task, **now})])
        wanted.append([[one.rule, one.message] for one in problems(KINDS["tasks"].model, {**task, **now})])
    assert run(script, cases) == wanted
    assert [len(one) for one in wanted] == [0, 1, 1, 0, 1, 1, 1, 0]


def problems(model: Any, data: Any) -> ProblemLog:
    log = ProblemLog()
    source = read_yaml(document(data, {}).encode(), "x.yml", log)
    assert source
    validate(model, source, log, data=data)
    return log


def test_a_copied_change_is_one_that_programs_for_patches_take(script: Path, tmp_path: Path) -> None:
    old = "".join(f"k{number}: {number}\n" for number in range(40))
    new = re.sub("k3: 3\n", "", old).replace("k20: 20", "k20: x\nk20b: y").replace("k39: 39", "k39: z")
    [change, created] = run(script, [["unified", "a.yml", old, new], ["unified", "b.yml", "", "id: 1\nb: 2\n"]])
    (tmp_path / "a.yml").write_text(old, "utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    for one in (change, created):
        subprocess.run(["git", "apply"], input=one, text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "a.yml").read_text("utf-8") == new
    assert (tmp_path / "b.yml").read_text("utf-8") == "id: 1\nb: 2\n"
