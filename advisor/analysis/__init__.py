"""How firm a recommendation is, and what would change it. Pure, and exact where a form exists."""

from advisor.analysis.analysis import Analysis, analyse
from advisor.analysis.flips import Revision
from advisor.analysis.model import Verdict

__all__ = ["Analysis", "Revision", "Verdict", "analyse"]
