"""What a generated task holds before the caller's own values: data on the wire, the same as in the JavaScript SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from conductor.builders.enums import TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sample(NamedTuple):
    """How the names of such tasks begin, and their fields."""

    prefix: str
    fields: Mapping[str, Any]


SAMPLES: Mapping[str, Sample] = {
    TaskType.SIMPLE: Sample("simple", {"inputParameters": {}}),
    TaskType.HTTP: Sample(
        "httpTask",
        {
            "inputParameters": {
                "http_request": {
                    "uri": "https://jsonplaceholder.typicode.com/posts/${workflow.input.queryid}",
                    "method": "GET",
                }
            },
            "asyncComplete": False,
        },
    ),
    TaskType.INLINE: Sample(
        "inline",
        {
            "inputParameters": {
                "value": "${workflow.input.value}",
                "evaluatorType": "graaljs",
                "expression": "true",
            }
        },
    ),
    TaskType.JSON_JQ_TRANSFORM: Sample(
        "jqTransform",
        {
            "inputParameters": {
                "key1": {"value1": ["a", "b"]},
                "key2": {"value2": ["c", "d"]},
                "queryExpression": "{ key3: (.key1.value1 + .key2.value2) }",
            }
        },
    ),
    TaskType.KAFKA_PUBLISH: Sample(
        "kafka",
        {
            "inputParameters": {
                "kafka_request": {
                    "topic": "topic",
                    "value": "",
                    "bootStrapServers": "localhost:9092",
                    "headers": {},
                    "key": "123",
                    "keySerializer": "org.apache.kafka.common.serialization.IntegerSerializer",
                }
            }
        },
    ),
    TaskType.EVENT: Sample("event", {"sink": "sqs:sqs_queue_name", "asyncComplete": False}),
    TaskType.SUB_WORKFLOW: Sample(
        "subWorkflow",
        {"inputParameters": {}, "subWorkflowParam": {"name": "name", "version": 1, "taskToDomain": {}}},
    ),
    TaskType.SET_VARIABLE: Sample("setVariable", {"inputParameters": {}}),
    TaskType.TERMINATE: Sample(
        "terminate",
        {"inputParameters": {"terminationStatus": "COMPLETED", "workflowOutput": {}}, "startDelay": 0},
    ),
    TaskType.WAIT: Sample("wait", {"inputParameters": {}}),
    TaskType.JOIN: Sample("join", {"inputParameters": {}, "joinOn": []}),
    TaskType.FORK_JOIN: Sample("forkJoin", {"inputParameters": {}, "forkTasks": []}),
    TaskType.FORK_JOIN_DYNAMIC: Sample(
        "forkJoinDynamic",
        {
            "inputParameters": {"dynamicTasks": "", "dynamicTasksInput": ""},
            "dynamicForkTasksParam": "dynamicTasks",
            "dynamicForkTasksInputParamName": "dynamicTasksInput",
            "startDelay": 0,
            "optional": False,
            "asyncComplete": False,
        },
    ),
    TaskType.DO_WHILE: Sample(
        "doWhile",
        {
            "inputParameters": {},
            "startDelay": 0,
            "optional": False,
            "asyncComplete": False,
            "loopCondition": "",
            "loopOver": [],
        },
    ),
    TaskType.SWITCH: Sample(
        "switch",
        {
            "inputParameters": {"switchCaseValue": ""},
            "evaluatorType": "value-param",
            "expression": "switchCaseValue",
            "decisionCases": {},
            "defaultCase": [],
        },
    ),
}

WORKFLOW_SAMPLE: Mapping[str, Any] = {
    "name": "NewWorkflow_3nxbi",
    "description": "A workflow made by generate().",
    "version": 1,
    "tasks": [],
    "inputParameters": [],
    "outputParameters": {},
    "schemaVersion": 2,
    "restartable": True,
    "workflowStatusListenerEnabled": False,
    "ownerEmail": "owner@example.com",
    "timeoutPolicy": "ALERT_ONLY",
    "timeoutSeconds": 0,
}


def sample_of(kind: str) -> Sample:
    """Give the sample for a kind of task; one that the JavaScript SDK does not know has no more than an input."""
    first, *rest = kind.lower().split("_")
    prefix = first + "".join(word.capitalize() for word in rest)
    return SAMPLES.get(kind, Sample(prefix, {"inputParameters": {}}))
