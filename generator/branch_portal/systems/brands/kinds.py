"""The kinds of record of the service brands."""

from branch_portal.project.kind import Kind
from branch_portal.systems.brands.model import Campaign, Playbook

PLAYBOOKS: Kind[str, Playbook] = Kind("playbooks", Playbook, "作業指導")
CAMPAIGNS: Kind[str, Campaign] = Kind("campaigns", Campaign, "先鋒服務行動")
