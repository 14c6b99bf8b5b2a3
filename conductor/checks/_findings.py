"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The server refuses the definition."""

    WARNING = "warning"
    """The server takes the definition, and it will hang, fail or surprise."""


def severity_of(code: str) -> Severity:
    """Give the severity that the first letter of a code stands for."""
    return Severity.ERROR if code.startswith("E") else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a definition; ``str()`` gives it in one line.

    Attributes:
        code: the kind of finding, ``E..`` for errors, ``W..`` for warnings; it keeps its meaning between releases
        path: where it is in the JSON of the definition, such as ``tasks[1].forkTasks[0][2].inputParameters.x``
        reference: the reference of the task that it is about; None when it is about the definition itself
        problem: what is wrong
        way_out: what to do about it
    """

    code: str
    path: str
    reference: str | None
    problem: str
    way_out: str

    @property
    def severity(self) -> Severity:
        """Whether the server refuses the definition for it."""
        return severity_of(self.code)

    @property
    def is_error(self) -> bool:
        """Whether the server refuses the definition for it."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = " ".join(part for part in (self.path, self.reference) if part)
        return " ".join(f"{self.code} {place}: {self.problem}; {self.way_out}".split())
