"""The shapes of tasks and definitions as plain mappings, for those who write JSON by hand.

Every function that takes a task or a definition takes them; what the builders give are models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from conductor_api.models import WorkflowTask


class CommonTaskDef(TypedDict):
    """What every task has."""

    name: str
    taskReferenceName: str


class SimpleTaskDef(CommonTaskDef):
    """A task for a worker."""

    type: Literal["SIMPLE"]
    inputParameters: NotRequired[Mapping[str, Any]]
    optional: NotRequired[bool]


class HttpInputParameters(TypedDict, total=False):
    """An HTTP request; ``uri`` is required, the two times are milliseconds."""

    uri: str
    method: str
    accept: str | Sequence[str]
    contentType: str
    headers: Mapping[str, Any]
    body: Any
    connectionTimeOut: int | str
    readTimeOut: int | str


class HttpTaskDef(CommonTaskDef):
    """An HTTP request by the server; ``inputParameters`` has ``http_request``."""

    type: Literal["HTTP"]
    inputParameters: Mapping[str, Any]
    asyncComplete: NotRequired[bool]
    optional: NotRequired[bool]


class InlineTaskInputParameters(TypedDict):
    """A script; further keys are what it reads as ``$.name``."""

    evaluatorType: Literal["javascript", "graaljs", "python", "value-param"]
    expression: str


class InlineTaskDef(CommonTaskDef):
    """A script that the server runs."""

    type: Literal["INLINE"]
    inputParameters: InlineTaskInputParameters | Mapping[str, Any]
    optional: NotRequired[bool]


class ContainingQueryExpression(TypedDict):
    """A jq query; further keys are what it reads."""

    queryExpression: str


class JsonJQTransformTaskDef(CommonTaskDef):
    """A jq query that the server runs."""

    type: Literal["JSON_JQ_TRANSFORM"]
    inputParameters: ContainingQueryExpression | Mapping[str, Any]
    optional: NotRequired[bool]


class KafkaPublishInputParameters(TypedDict, total=False):
    """A Kafka message; ``topic``, ``value`` and ``bootStrapServers`` are required."""

    topic: str
    value: Any
    bootStrapServers: str
    headers: Mapping[str, Any]
    key: Any
    keySerializer: str


class KafkaPublishTaskDef(CommonTaskDef):
    """A Kafka message sent by the server; ``inputParameters`` has ``kafka_request``."""

    type: Literal["KAFKA_PUBLISH"]
    inputParameters: Mapping[str, Any]
    optional: NotRequired[bool]


class EventTaskDef(CommonTaskDef):
    """An event; the sink is ``prefix:queue``."""

    type: Literal["EVENT"]
    sink: str
    asyncComplete: NotRequired[bool]
    optional: NotRequired[bool]


class SubWorkflowTaskDef(CommonTaskDef):
    """Another workflow; ``subWorkflowParam`` has ``name``, and maybe ``version`` and ``taskToDomain``."""

    type: Literal["SUB_WORKFLOW"]
    subWorkflowParam: Mapping[str, Any]
    inputParameters: NotRequired[Mapping[str, Any]]
    optional: NotRequired[bool]


class SetVariableTaskDef(CommonTaskDef):
    """Variables of the workflow, one for each input parameter."""

    type: Literal["SET_VARIABLE"]
    inputParameters: Mapping[str, Any]
    optional: NotRequired[bool]


class TerminateTaskDef(CommonTaskDef):
    """The end; ``inputParameters`` has ``terminationStatus``, maybe ``terminationReason`` and ``workflowOutput``."""

    type: Literal["TERMINATE"]
    inputParameters: Mapping[str, Any]
    startDelay: NotRequired[int]


class WaitTaskDef(CommonTaskDef):
    """A wait; ``inputParameters`` has ``duration``, or ``until``, or neither."""

    type: Literal["WAIT"]
    inputParameters: Mapping[str, str]
    optional: NotRequired[bool]


class JoinTaskDef(CommonTaskDef):
    """The end of a fork."""

    type: Literal["JOIN"]
    joinOn: NotRequired[Sequence[str]]
    inputParameters: NotRequired[Mapping[str, Any]]
    optional: NotRequired[bool]
    asyncComplete: NotRequired[bool]


class ForkJoinDynamicDef(CommonTaskDef):
    """A fork whose branches are in the input: ``dynamicTasks`` and ``dynamicTasksInput``."""

    type: Literal["FORK_JOIN_DYNAMIC"]
    inputParameters: Mapping[str, Any]
    dynamicForkTasksParam: str
    dynamicForkTasksInputParamName: str
    startDelay: NotRequired[int]
    optional: NotRequired[bool]
    asyncComplete: NotRequired[bool]


class ForkJoinTaskDef(CommonTaskDef):
    """A fork, with a list of tasks for each branch."""

    type: Literal["FORK_JOIN"]
    forkTasks: Sequence[Sequence[TaskDefTypes]]
    inputParameters: NotRequired[Mapping[str, Any]]


class SwitchTaskDef(CommonTaskDef):
    """A choice, with a list of tasks for each case."""

    type: Literal["SWITCH"]
    inputParameters: Mapping[str, Any]
    decisionCases: Mapping[str, Sequence[TaskDefTypes]]
    defaultCase: Sequence[TaskDefTypes]
    evaluatorType: Literal["value-param", "javascript", "graaljs", "python"]
    expression: str
    optional: NotRequired[bool]


class DoWhileTaskDef(CommonTaskDef):
    """A loop."""

    type: Literal["DO_WHILE"]
    inputParameters: Mapping[str, Any]
    loopCondition: str
    loopOver: Sequence[TaskDefTypes]
    startDelay: NotRequired[int]
    optional: NotRequired[bool]
    asyncComplete: NotRequired[bool]


TaskDefTypes: TypeAlias = (
    SimpleTaskDef
    | HttpTaskDef
    | InlineTaskDef
    | JsonJQTransformTaskDef
    | KafkaPublishTaskDef
    | EventTaskDef
    | SubWorkflowTaskDef
    | SetVariableTaskDef
    | TerminateTaskDef
    | WaitTaskDef
    | JoinTaskDef
    | ForkJoinDynamicDef
    | ForkJoinTaskDef
    | SwitchTaskDef
    | DoWhileTaskDef
)


class InlineTaskInputParametersGen(TypedDict, total=False):
    """Some of the input of a script; a generator gives the rest."""

    evaluatorType: str
    expression: str


class PartialTaskDef(TypedDict, total=False):
    """Some of the fields of a task; a generator gives the rest."""

    name: str
    taskReferenceName: str
    type: str
    description: str
    inputParameters: Mapping[str, Any]
    asyncComplete: bool
    optional: bool
    startDelay: int
    retryCount: int
    sink: str
    joinOn: Sequence[str]
    subWorkflowParam: Mapping[str, Any]
    evaluatorType: str
    expression: str
    loopCondition: str
    dynamicForkTasksParam: str
    dynamicForkTasksInputParamName: str


class InlineTaskDefGen(PartialTaskDef, total=False):
    """Some of the fields of a script task."""


class ForkJoinTaskDefGen(PartialTaskDef, total=False):
    """Some of the fields of a fork, whose tasks may lack fields too."""

    forkTasks: Sequence[Sequence[Mapping[str, Any]]]


class SwitchTaskDefGen(PartialTaskDef, total=False):
    """Some of the fields of a choice, whose tasks may lack fields too."""

    decisionCases: Mapping[str, Sequence[Mapping[str, Any]]]
    defaultCase: Sequence[Mapping[str, Any]]


class DoWhileTaskDefGen(PartialTaskDef, total=False):
    """Some of the fields of a loop, whose tasks may lack fields too."""

    loopOver: Sequence[Mapping[str, Any]]


class WorkflowDefGen(TypedDict, total=False):
    """Some of the fields of a workflow, whose tasks may lack fields too."""

    name: str
    description: str
    version: int
    tasks: Sequence[Mapping[str, Any]]
    inputParameters: Sequence[str]
    outputParameters: Mapping[str, Any]
    schemaVersion: int
    restartable: bool
    workflowStatusListenerEnabled: bool
    ownerEmail: str
    timeoutPolicy: str
    timeoutSeconds: int
    failureWorkflow: str
    variables: Mapping[str, Any]


TaskDefTypesGen: TypeAlias = (
    PartialTaskDef | InlineTaskDefGen | ForkJoinTaskDefGen | SwitchTaskDefGen | DoWhileTaskDefGen
)
NestedTaskMapper: TypeAlias = Callable[[Sequence[WorkflowTask | Mapping[str, Any]]], list[WorkflowTask]]
"""Fills in the tasks inside a generated fork, choice or loop."""
