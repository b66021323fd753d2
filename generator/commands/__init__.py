"""One module for each command of `portal`: what it asks, what it says. What it does is done elsewhere.

A command imports its work when it is called, so that `portal --help` answers at once.
"""
