"""What the Makefile's targets do. Needs nothing but Python; this file runs on any version of it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the reason this file exists
    sys.exit(
        "Pattern Advisor needs Python 3.11 or newer and %s is %d.%d: "  # noqa: UP031 (an older Python reads it)
        "install a newer one and name it, as in `make run PYTHON=python3.11`."
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )
