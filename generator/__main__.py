"""`python -m generator` is the command `portal`."""

from generator.cli import portal

portal()
