"""How much time and memory one script may use."""

from __future__ import annotations

import sys
from dataclasses import dataclass

MIB = 1024 * 1024
TIME_OPTION = "--script-time-limit"
MEMORY_OPTION = "--script-memory-limit"


@dataclass(frozen=True)
class ScriptLimits:
    """Limits of one script. A script that exceeds one is stopped, and its task fails.

    Attributes:
        time_s: processor time, in seconds.
        memory_bytes: memory of the interpreter, in bytes.
        result_bytes: size of the result as JSON, in bytes. The server refuses outputs of more than 10 MiB itself, with
            a message of its own, so a smaller limit is the only one to be noticed.
    """

    time_s: float = 4.0
    memory_bytes: int = 64 * MIB
    result_bytes: int = 16 * MIB

    def __post_init__(self) -> None:
        if not 0 < self.time_s <= 86_400:
            raise ValueError(f"script time limit: expected more than 0 s and at most 86400 s, got {self.time_s} s")
        if self.memory_bytes < 8 * MIB:
            raise ValueError(f"script memory limit: expected at least 8 MiB, got {self.memory_bytes / MIB:g} MiB")
        if not 0 < self.result_bytes < 1 << 31:
            raise ValueError(f"script result limit: expected 1 byte to 2 GiB, got {self.result_bytes} bytes")

    @property
    def wall_time_s(self) -> float:
        """Seconds after which the server kills a script even if it used less processor time than `time_s`.

        It ends scripts that sleep, and is the only bound on Windows, whose processes have no timer that kills them.
        On a busy machine a script gets a part of a processor, so it has a multiple of its time.
        """
        return 2 * self.time_s + 1 if sys.platform == "win32" else 10 * self.time_s + 5

    def time_exceeded(self, language: str) -> str:
        """Return the message for a script that used all of its time."""
        how_long = f"{self.time_s:g} second" + ("" if self.time_s == 1 else "s")
        # The words of the real server, as its JavaScript evaluator writes them (ScriptEvaluator, recorded in
        # tests/congruence/test_bad_input.py). Other languages have no limit there.
        first = f"Script not evaluated within {how_long}, interrupted."
        if language.startswith("javascript"):
            return f"{first} It used all of its processor time (limit: {TIME_OPTION})."
        return f"script stopped after {how_long} of processor time (limit: {TIME_OPTION})"

    def wall_time_exceeded(self) -> str:
        """Return the message for a script that ran for too long, whatever it used."""
        return f"script stopped: it did not end within {self.wall_time_s:g} s (limit: {TIME_OPTION})"

    def memory_exceeded(self) -> str:
        """Return the message for a script that used all of its memory."""
        return f"script stopped: it needed more than {self.memory_bytes / MIB:g} MiB of memory (limit: {MEMORY_OPTION})"

    def result_exceeded(self) -> str:
        """Return the message for a script with a result that is too large."""
        return (
            f"script stopped: its result is larger than {self.result_bytes / MIB:g} MiB "
            "(limit: result_bytes of ScriptLimits)"
        )
