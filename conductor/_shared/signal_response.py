"""The answer of a synchronous start or signal, with questions to it."""

from __future__ import annotations

from typing import Any, Self

import attrs

import conductor_api.models as generated
from conductor._shared.states import is_terminal
from conductor.errors import ConfigurationError
from conductor_api.models import ReturnStrategy, Task, Workflow, WorkflowState

_WORKFLOW_FORMS = frozenset({ReturnStrategy.TARGET_WORKFLOW, ReturnStrategy.BLOCKING_WORKFLOW})
_TASK_FORMS = frozenset({ReturnStrategy.BLOCKING_TASK, ReturnStrategy.BLOCKING_TASK_INPUT})


@attrs.define(kw_only=True)
class SignalResponse(generated.SignalResponse):
    """What a synchronous start or signal has reached: a workflow or a task, as the return strategy asked for."""

    @classmethod
    def of(cls, answer: generated.SignalResponse) -> Self:
        """Make one of the answer of the generated client."""
        return cls(**{field.name: getattr(answer, field.name) for field in attrs.fields(generated.SignalResponse)})

    def is_target_workflow(self) -> bool:
        """Tell whether it is about the workflow that was started or signalled."""
        return self.response_type == ReturnStrategy.TARGET_WORKFLOW

    def is_blocking_workflow(self) -> bool:
        """Tell whether it is about the workflow, perhaps a sub-workflow, that waits."""
        return self.response_type == ReturnStrategy.BLOCKING_WORKFLOW

    def is_blocking_task(self) -> bool:
        """Tell whether it is about the task that waits."""
        return self.response_type == ReturnStrategy.BLOCKING_TASK

    def is_blocking_task_input(self) -> bool:
        """Tell whether it is about the input of the task that waits."""
        return self.response_type == ReturnStrategy.BLOCKING_TASK_INPUT

    def has_workflow_data(self) -> bool:
        """Tell whether :meth:`get_workflow` gives something."""
        return self.response_type in _WORKFLOW_FORMS

    def has_task_data(self) -> bool:
        """Tell whether the answer is about a task or its input."""
        return self.response_type in _TASK_FORMS

    def get_workflow(self) -> Workflow:
        """Give the workflow, as far as the answer has it: state, input, output, variables, tasks and times.

        Raises:
            ConfigurationError: the return strategy asked for a task.
        """
        self._require(self.has_workflow_data(), "workflow details")
        fields = self.to_dict()
        return Workflow.from_dict({name: fields.get(name) for name in _OF_WORKFLOWS})

    def get_blocking_task(self) -> Task:
        """Give the task that waits, as far as the answer has it.

        Raises:
            ConfigurationError: the return strategy asked for something else.
        """
        self._require(self.has_task_data(), "task details")
        task: dict[str, Any] = {"taskId": self.task_id, "taskType": self.task_type, "taskDefName": self.task_def_name}
        task |= {"referenceTaskName": self.reference_task_name, "retryCount": self.retry_count or 0}
        task |= {"status": self.status, "inputData": self.input, "outputData": self.output}
        return Task.from_dict(task | {"workflowInstanceId": self.workflow_id, "workflowType": self.workflow_type})

    def get_task_input(self) -> dict[str, Any]:
        """Give the input of the task that waits.

        Raises:
            ConfigurationError: the return strategy is not BLOCKING_TASK_INPUT.
        """
        self._require(self.is_blocking_task_input(), "task input details")
        return self.input

    def get_workflow_id(self) -> str:
        """Give the id of the workflow that this is about: with BLOCKING_* the one that waits."""
        return self.workflow_id or self.target_workflow_id or ""

    def get_target_workflow_id(self) -> str:
        """Give the id of the workflow that was started or signalled."""
        return self.target_workflow_id or self.workflow_id or ""

    def get_response_type(self) -> str:
        """Give the return strategy that the server followed, "" when it did not say."""
        return str(self.response_type or "")

    def is_terminal(self) -> bool:
        """Tell whether ``status`` says that it has ended."""
        return is_terminal(self.status)

    def is_running(self) -> bool:
        """Tell whether the workflow goes on."""
        return self.status == WorkflowState.RUNNING

    def is_paused(self) -> bool:
        """Tell whether the workflow is paused."""
        return self.status == WorkflowState.PAUSED

    def get_summary(self) -> str:
        """Give one line without payloads."""
        parts: dict[str, object] = {"type": self.response_type, "workflowId": self.get_workflow_id()}
        parts["status"] = self.status
        if self.has_task_data():
            parts |= {"taskId": self.task_id, "taskType": self.task_type}
        elif self.tasks is not None:
            parts["tasksCount"] = len(self.tasks)
        return f"SignalResponse{{{', '.join(f'{name}={value}' for name, value in parts.items() if value is not None)}}}"

    def to_debug_json(self) -> dict[str, Any]:
        """Give the answer for a log: payloads and tasks are counted, not shown."""
        fields = {name: value for name, value in self.to_dict().items() if name not in _PAYLOADS}
        return fields | {
            "tasksCount": len(self.tasks or ()),
            "hasInput": bool(self.input),
            "hasOutput": bool(self.output),
            "hasVariables": bool(self.variables),
        }

    def __str__(self) -> str:
        return self.get_summary()

    def _require(self, is_there: bool, what: str) -> None:
        if not is_there:
            raise ConfigurationError(f"Response type {self.get_response_type() or 'unknown'} does not contain {what}")


_PAYLOADS = frozenset({"input", "output", "variables", "tasks"})
_OF_WORKFLOWS = _PAYLOADS | {
    "workflowId",
    "status",
    "correlationId",
    "priority",
    "createdBy",
    "createTime",
    "updateTime",
}
