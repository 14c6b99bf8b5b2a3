"""Which ended executions are forgotten by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from .runtime import Runtime
from .starting import forget_family


@dataclass(frozen=True)
class Retention:
    """How many ended executions are kept at most, and for how long after their end; None is without limit.

    A sub-workflow is kept and goes with the execution that it belongs to.
    """

    most: int | None = None
    longest_ms: int | None = None

    def __post_init__(self) -> None:
        if min(self.most or 0, self.longest_ms or 0) < 0:
            raise ValueError("what is kept cannot be less than nothing: keep and keep_hours take 0 or more")

    def apply(self, rt: Runtime) -> None:
        """Forget what need not be kept any more, oldest first."""
        while rt.ended:
            workflow_id, end_ms = next(iter(rt.ended.items()))
            if not (self._too_many(len(rt.ended)) or self._too_old(rt.now_ms - end_ms)):
                return
            forget_family(rt, rt.workflows[workflow_id])

    def _too_many(self, count: int) -> bool:
        return self.most is not None and count > self.most

    def _too_old(self, age_ms: int) -> bool:
        return self.longest_ms is not None and age_ms > self.longest_ms
