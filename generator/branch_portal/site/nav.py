"""The navigation as builders of MkDocs' family read it from their settings."""

from collections.abc import Callable
from typing import Any

from branch_portal.site.page import NavItem
from branch_portal.site.urls import source_name


def nav_line(item: NavItem, words: Callable[[str], str] = str) -> dict[str, Any]:
    """A line of the navigation, its titles as `words` turns them."""
    if item.path is not None:
        return {words(item.title): source_name(item.path)}
    return {words(item.title): [nav_line(child, words) for child in item.children]}
