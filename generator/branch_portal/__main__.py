"""`python -m branch_portal` is the command `portal`."""

from branch_portal.commands.main import portal

portal()
