"""Values that the server resolved from secrets are not shown."""

from __future__ import annotations

import pytest

from conductor.models import Task

SECRET = "hush-4711"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("show", [repr, str, "{!r}".format, "{}".format])
def test_a_shown_task_leaves_out_its_runtime_metadata(show: object) -> None:
    """A task is shown without its runtime metadata, and still holds it."""
    task = Task.from_dict({"taskId": "t", "runtimeMetadata": {"key": SECRET}})
    assert callable(show)
    assert SECRET not in show(task)
    assert task.runtime_metadata == {"key": SECRET}
