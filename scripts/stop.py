"""Why a command cannot go on."""


class Stop(Exception):
    """Ends the command with exit code 1. Its text is one sentence that says what to do."""
