"""``python -m conductor.cli``: the same as ``conductor-py``."""

from conductor.cli import main

main()
