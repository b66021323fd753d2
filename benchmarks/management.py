"""Fills a generated portal with the work of problem management: every branch's feedback, and a problem of each."""

from pathlib import Path

FINDING = """id: x-{branch}
tier: branch
level: occasional_minor
source: assessment
unit: {branch}
category: 組織生活
statement: 會議記錄補記偏晚。
cause: 沒有當場記錄。
measures:
  - what: 當場記錄，月底抽看
    owner: {branch}
    due: 2026-10-26
owner_role: branch_secretary
supervisor: dept-party
mode: immediate
found_on: 2026-10-12
due: 2026-10-26
log:
  - {{on: 2026-10-12, state: found, by: dept_specialist, note: 登記入庫}}
  - {{on: 2026-10-14, state: assigned, by: dept_specialist, note: 明確責任和時限}}
  - {{on: 2026-10-16, state: rectifying, by: branch_secretary, note: 按措施整改}}
public: true
disclosure:
  proposed: {{role: branch_clerk, on: 2026-10-13}}
  reviewed: {{role: dept_specialist, on: 2026-10-15}}
  approved: {{role: org_department, on: 2026-10-17}}
  published: {{role: dept_specialist, on: 2026-10-19}}
"""


def fill(target: Path, branches: list[str]) -> None:
    """Feedback like the sample's first branch's on every slip that all branches get, and a problem per branch."""
    data = target / "data"
    for task in sorted((data / "tasks").glob("*.yml")):
        model = data / "feedback" / task.stem / "b01.yml"
        if "everyone: true" not in task.read_text("utf-8") or not model.is_file():
            continue
        text = model.read_text("utf-8")
        for branch in branches:
            model.with_name(f"{branch}.yml").write_text(text.replace("branch: b01", f"branch: {branch}"), "utf-8")
    for branch in branches:
        (data / "findings" / f"x-{branch}.yml").write_text(FINDING.format(branch=branch), "utf-8")
