"""`python3 -m scripts TARGET`, as the Makefile calls it."""

from __future__ import annotations

import sys

from scripts import commands
from scripts.stop import Stop

COMMANDS = {
    "run": commands.run,
    "dev": commands.dev,
    "test": commands.test,
    "stamp": commands.stamp,
    "mutants": commands.mutants,
    "check": commands.check,
    "bench": commands.bench,
    "audit": commands.audit,
    "messages": commands.messages,
    "lock": commands.lock,
    "help": commands.explain,
}


def main(arguments: list[str]) -> int:
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in COMMANDS:
        print(f"Name one of: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name]()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
