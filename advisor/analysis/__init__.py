"""How firm a recommendation is, and what would change it. Pure, and exact where a form exists."""

from advisor.analysis.analysis import Analysis, analyse
from advisor.analysis.computed import Computed
from advisor.analysis.model import Verdict

__all__ = ["Analysis", "Computed", "Verdict", "analyse"]
