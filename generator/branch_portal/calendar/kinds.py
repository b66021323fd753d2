"""The kind of record that takes an event out of the calendars."""

from branch_portal.calendar.model import Withdrawal
from branch_portal.project.kind import Kind

WITHDRAWALS: Kind[str, Withdrawal] = Kind("withdrawals", Withdrawal, "取消記錄", shared=True)
