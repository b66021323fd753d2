"""The sample portal: where it lies, and the day for which it was written."""

import datetime as dt
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
AS_OF = dt.date(2026, 11, 24)
