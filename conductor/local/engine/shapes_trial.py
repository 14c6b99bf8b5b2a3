"""The shape of a trial run: a start request with mocks."""

from __future__ import annotations

from typing import Any

from .schema import Record, free_map, list_of, map_of, one_of, plain_long
from .shapes import RESULT_STATUS_TYPE, RESULT_STATUSES, START_REQUEST

_MOCK = Record(
    "com.netflix.conductor.common.run.WorkflowTestRequest$TaskMock",
    {
        "status": one_of(RESULT_STATUS_TYPE, *RESULT_STATUSES),
        "output": free_map,
        "executionTime": plain_long,
        "queueWaitTime": plain_long,
    },
    {"status": "COMPLETED", "executionTime": 0, "queueWaitTime": 0},
)


def _test_request(value: Any) -> Any:
    return TEST_REQUEST(value)


TEST_REQUEST = Record(
    "com.netflix.conductor.common.run.WorkflowTestRequest",
    {
        **START_REQUEST.fields,
        "taskRefToMockOutput": map_of(list_of(_MOCK)),
        "subWorkflowTestRequest": map_of(_test_request),
    },
    {**START_REQUEST.defaults, "taskRefToMockOutput": {}, "subWorkflowTestRequest": {}},
)
