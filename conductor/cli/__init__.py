"""The command line ``conductor-py``; it needs the extra ``cli``."""

import sys

_MISSING = "conductor-py needs the extra cli, and {} is missing: pip install 'conductor-sdk[cli]'\n"


def main() -> None:
    """Run the command line."""
    try:
        from conductor.cli.main import run
    except ModuleNotFoundError as error:
        if error.name in ("typer", "rich", "click"):
            sys.stderr.write(_MISSING.format(error.name))
            sys.exit(2)
        raise
    run()


__all__ = ["main"]
