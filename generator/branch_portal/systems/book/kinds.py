"""The kinds of record that the book is made of."""

from collections.abc import Mapping

from branch_portal.project.kind import Kind, Markdown, Parts
from branch_portal.site import urls
from branch_portal.systems.book.lost_steps import STEP_REFERENCES, lost_step
from branch_portal.systems.book.model import Carrier, Form, Guide, GuideMeta
from branch_portal.systems.book.read import read_guides

# The first step has no anchor yet, which the check names until somebody has written it.
_BODY = """\
## 用途 {#purpose}

（必填：解決什麼問題，什麼時候用）

## 誰來做 {#who}

| 角色 | 做什麼 |
| --- | --- |
| （必填） | （必填） |

## 什麼時候做 {#when}

（必填）

## 怎麼做 {#steps}

### 1. 第一步做什麼

（必填）

## 留存什麼、放在哪裡 {#keep}

（必填）

## 常見差錯 {#mistakes}

（必填）
"""


def _steps(guide: Guide) -> Mapping[str, str]:
    return {f"{guide.id}#{step.anchor}": f"{guide.title}：{step.number}. {step.title}" for step in guide.steps}


GUIDES: Kind[str, Guide] = Kind(
    "guides",
    Guide,
    "操作指引",
    read=read_guides,
    markdown=Markdown("content/guide", GuideMeta, _BODY),
    fields=lambda guide: guide.meta,
    happened=lambda guide: (guide.meta.last_reviewed_on,),
    page=lambda guide: urls.guide(guide.id),
    shared=True,
)
STEPS = Parts(
    STEP_REFERENCES,
    "指引步驟（如 g13#step-record）",
    GUIDES,
    _steps,
    lost=lambda records, id: lost_step(records[GUIDES], records, id),
)
CARRIERS: Kind[str, Carrier] = Kind(
    "carriers", Carrier, "三本六盒一證", page=lambda carrier: urls.carrier(carrier.id), shared=True, whole=True
)
FORMS: Kind[str, Form] = Kind("forms", Form, "表單", page=lambda form: f"{urls.FORMS}#{form.id}", shared=True)
