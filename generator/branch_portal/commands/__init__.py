"""One module for each command of `portal`: what it asks, what it says. What it does is done elsewhere.

Beside them stands what they share: `options` (what several ask), `report` (how mistakes are shown) and `speech` (the
script they print in). A command imports its work when it is called, so that `portal --help` answers at once.
"""
