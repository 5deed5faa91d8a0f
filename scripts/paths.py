"""Where things are. Everything made here is listed in .gitignore and removed by `make clean`."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
IAC_VENV: Final = ROOT / ".tools" / "iac"
CHECKOV_VENV: Final = ROOT / ".tools" / "checkov"
MCDM_VENV: Final = ROOT / ".tools" / "mcdm"
RUN_LOCK: Final = ROOT / "requirements.txt"
DEV_LOCK: Final = ROOT / "requirements-dev.txt"
IAC_LOCK: Final = ROOT / "requirements-iac.txt"
CHECKOV_LOCK: Final = ROOT / "requirements-checkov.txt"
MCDM_LOCK: Final = ROOT / "requirements-mcdm.txt"
IAC_WHEELS_LOCK: Final = ROOT / "tests" / "iac" / "wheels.txt"
