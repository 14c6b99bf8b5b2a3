"""The steps of decorated workers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from conductor._shared.references import output_of
from conductor.builders.simple import simple_task
from conductor.fluent._inputs import Inputs
from conductor.fluent._steps import Step

_NO_REFERENCE = re.compile(r"[^\w-]", re.ASCII)


def worker_step(
    name: str, reference: str | None, given: Mapping[str, Any], known: Mapping[str, bool] | None, result: Any
) -> Step[Any]:
    """Give the step of a worker.

    Args:
        name: name of its task definition
        reference: reference name of the step; the name of the worker when None
        given: the inputs
        known: the inputs that there are, and whether each is needed; None when any may be given
        result: the type that the function returns

    Raises:
        TypeError: an input is unknown or missing
    """
    Inputs(known=known).check(given, f"{name}.task()")
    task = simple_task(reference or _NO_REFERENCE.sub("_", name), name, given)
    return Step(task, output_of(result))
