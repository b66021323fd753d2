"""YAML for other programs, which read more words as numbers and switches than our own strict reader does."""

from collections.abc import Mapping
from typing import Any

import yaml


def standard(data: Mapping[str, Any]) -> str:
    """A YAML 1.1 document of plain data, a key a line; words of any script stay readable."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9)
