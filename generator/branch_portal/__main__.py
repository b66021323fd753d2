"""`python -m generator` is the command `portal`."""

from branch_portal.commands.main import portal

portal()
