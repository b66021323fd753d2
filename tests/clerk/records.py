"""One sound record of kinds that the small portal does not have, for the mistakes that are made in them."""

from tests.portal import BASE, Written

TASK = """\
id: rw2601
serial: RW-2026-001
title: 自查一輪
track: t-life
issued_on: 2026-11-02
issuer: dept-party
issuer_role: dept_specialist
source: {notice: 年度考評前先自查}
to: {everyone: true}
role: branch_secretary
verifier: dept_specialist
due: 2026-11-20
what: 對照細則逐條自查，查出的不足寫明補齊日期。
standard:
  - 細則逐條有結論
deliverable: [自查表]
archive: [box1_org]
guides: [g13]
fields:
  - {key: gaps, title: 發現不足（條）, kind: integer}
"""
FEEDBACK = """\
task: rw2601
branch: b01
status: done
done_on: 2026-11-17
summary: 自查完成，佐證已編到本盒。
evidence: [自查表]
values:
  gaps: 0
log:
  - {on: 2026-11-18, action: submitted, by: branch_secretary}
"""
FINDING = """\
id: p2601
tier: branch
level: occasional_minor
source: supervision
unit: b01
category: 記錄規範
statement: 會議記錄沒有寫明缺席原因。
cause: 樣張上沒有這一欄。
measures:
  - what: 換用帶這一欄的樣張
    owner: b01
    due: 2026-12-04
owner_role: branch_secretary
supervisor: dept-party
mode: immediate
found_on: 2026-11-23
due: 2026-12-04
log:
  - {on: 2026-11-23, state: found, by: dept_specialist, note: 督查時發現}
public: false
"""
PACT = """\
id: pa01
title: 社區一共建協議
kind: community_service
branch: b01
partner: 社區一黨組織
partner_kind: community
contact: branch_secretary
partner_contact: 社區黨務專員
signed_on: 2026-01-20
until: 2026-12-31
topics: [用電諮詢]
needs: [樓道照明差]
resources: [搶修班組兩個]
projects:
  - {title: 每季一次用電諮詢, due: 2026-12-30}
reviews:
  - {quarter: 2026-q4, due: 2026-12-18}
"""
SYNONYM = "id: archive\nwords: [歸檔, 存檔]\n"
EXEMPTION = """\
id: hotline
value: 0591-87654321
purpose: 黨建部辦公電話，印在通報上
approved_by: org_department
approved_on: 2026-07-06
expires: 2027-07-05
"""
GOAL = """\
id: t2601
title: 壓降故障
year: 2026
committee: city
lead_org: dept-party
lead_role: dept_specialist
difficulty: 反復故障。
party_action: 黨員包線。
business_effect: 少停電。
metric: {title: 次數, unit: 次, trend: fall, baseline: 12, target: 9, rollup: sum}
milestones:
  - {quarter: 2026-q1, what: 排定}
issued_on: 2026-01-28
due: 2026-12-10
guides: [g13]
"""
INITIATIVE = """\
id: i26
title: 學習教育
kind: study
basis:
  - {status: practice}
from: 2026-02-27
until: 2026-07-31
entered_on: 2026-02-20
lead: dept-party
about: 分兩步。
stages:
  - {id: study, title: 學習研討, from: 2026-02-27, to: 2026-05-29, what: 集中學習}
  - {id: mend, title: 立行立改, from: 2026-06-01, to: 2026-07-31, what: 當場改}
tasks:
  - {id: plan, title: 排出安排, level: branch, stage: study, due: 2026-03-20, track: t-life, role: branch_secretary, deliverable: [安排], archive: [book_general], guides: [g13]}
"""
MORE: dict[str, Written] = {
    "data/tasks/rw2601.yml": TASK,
    "data/feedback/rw2601/b01.yml": FEEDBACK,
    "data/findings/p2601.yml": FINDING,
    "data/pacts/pa01.yml": PACT,
    "data/synonyms/archive.yml": SYNONYM,
    "data/exemptions/hotline.yml": EXEMPTION,
}
assert not MORE.keys() & BASE.keys()
