"""The kind of record that corrects how words are converted."""

from branch_portal.editions.model import WordList
from branch_portal.project.kind import Kind

CONVERSIONS: Kind[str, WordList] = Kind("conversions", WordList, "字詞對照", shared=True, both_scripts=True)
