"""The kind of record that says which words mean the same."""

from branch_portal.project.kind import Kind
from branch_portal.search.model import Synonyms

SYNONYMS: Kind[str, Synonyms] = Kind("synonyms", Synonyms, "同義詞", shared=True)
