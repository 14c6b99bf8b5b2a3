"""What the states of executions and tasks mean."""

from __future__ import annotations

from conductor_api.models import TaskState, WorkflowState

_TERMINAL = frozenset({*WorkflowState, *TaskState}) - {
    WorkflowState.RUNNING,
    WorkflowState.PAUSED,
    TaskState.SCHEDULED,
    TaskState.IN_PROGRESS,
}
_SUCCESSFUL = frozenset({WorkflowState.COMPLETED, TaskState.COMPLETED_WITH_ERRORS, TaskState.SKIPPED})


def is_terminal(state: WorkflowState | TaskState | str) -> bool:
    """Tell whether an execution or a task of this state has ended; a state that is not known here has not."""
    return state in _TERMINAL


def is_successful(state: WorkflowState | TaskState | str) -> bool:
    """Tell whether it has ended well: COMPLETED, for tasks also COMPLETED_WITH_ERRORS and SKIPPED."""
    return state in _SUCCESSFUL
