"""A recorded execution, played against a definition."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import attrs

from conductor._shared.definitions import as_workflow_def
from conductor._shared.states import is_successful, is_terminal
from conductor.models import TaskMock, TaskResultStatus, TaskState, WorkflowDef, WorkflowTask, WorkflowTestRequest
from conductor.testing.runs import Run

if TYPE_CHECKING:
    from conductor._sync import WorkflowExecutor
    from conductor.models import Task
    from conductor.testing.recording import Recording

# These have no effect beyond the execution, so they run as they are.
_PURE = frozenset(
    {
        "SWITCH", "DECISION", "FORK_JOIN", "FORK_JOIN_DYNAMIC", "JOIN", "EXCLUSIVE_JOIN", "DO_WHILE", "SET_VARIABLE",
        "INLINE", "LAMBDA", "JSON_JQ_TRANSFORM", "TERMINATE", "NOOP", "FORK",
    }
)  # fmt: skip
_NO_OUTPUT = "the recording has no output for it"


@attrs.frozen(kw_only=True)
class Replay:
    """What became of a recorded execution under another definition.

    ``recorded`` is the execution as it was, ``run`` as it is now; ``print(replay)`` shows where they part.
    """

    recorded: Run
    run: Run

    @classmethod
    def play(
        cls,
        executor: WorkflowExecutor,
        recording: Recording,
        workflow: WorkflowDef | Mapping[str, Any] | None = None,
        outputs: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Self:
        """Let the server test the definition: what was recorded takes the place of workers, calls and waits.

        Nothing outside is called, and nothing is kept on the server.
        """
        definition = recording.definition if workflow is None else as_workflow_def(workflow, "workflow")
        request = WorkflowTestRequest(
            name=definition.name,
            version=definition.version or 1,
            workflow_def=attrs.evolve(definition, tasks=_harmless(definition.tasks)),
            input=recording.run.input,
            task_ref_to_mock_output={**_mocks(recording.run), **_given(outputs or {})},
        )
        return cls(recorded=recording.run, run=Run.of(executor.test_workflow(request)))

    @property
    def same_path(self) -> bool:
        """Whether the same tasks came in the same order, and each ended as before."""
        return list(_steps(self.recorded)) == list(_steps(self.run))

    @property
    def same_output(self) -> bool:
        """Whether the workflow ended in the same state with the same output."""
        return (self.recorded.status, self.recorded.output) == (self.run.status, self.run.output)

    def assert_same_path(self) -> None:
        """Fail unless the path is the same; the text shows where it parts."""
        __tracebackhide__ = True
        if not self.same_path:
            raise AssertionError(str(self))

    def assert_same(self) -> None:
        """Fail unless path, state and output are the same."""
        __tracebackhide__ = True
        if not (self.same_path and self.same_output):
            raise AssertionError(str(self))

    def __str__(self) -> str:
        verdict = "the same path" if self.same_path else "another path (- recorded, + now, ~ ended otherwise)"
        lines = [f"replay of {self.recorded.workflow_name} {self.recorded.workflow_id}: {verdict}"]
        lines += [f"  {line}" for line in _differences(self.recorded, self.run)]
        if self.recorded.status != self.run.status:
            lines.append(f"  state   {self.recorded.status} -> {self.run.status}")
        if self.recorded.output != self.run.output:
            lines.append(f"  output  {self.recorded.output} -> {self.run.output}")
        return "\n".join(lines)


def _harmless(tasks: Sequence[WorkflowTask] | None) -> list[WorkflowTask]:
    """Give copies in which whatever acts outside of the execution is a task that a mock can answer."""
    return [_with_harmless_parts(task) if task.type in _PURE else _as_simple(task) for task in tasks or ()]


def _as_simple(task: WorkflowTask) -> WorkflowTask:
    return WorkflowTask(
        name=task.name,
        task_reference_name=task.task_reference_name,
        type="SIMPLE",
        input_parameters=task.input_parameters,
        optional=task.optional,
    )


def _with_harmless_parts(task: WorkflowTask) -> WorkflowTask:
    return attrs.evolve(
        task,
        default_case=_harmless(task.default_case),
        decision_cases={case: _harmless(tasks) for case, tasks in (task.decision_cases or {}).items()},
        fork_tasks=[_harmless(tasks) for tasks in task.fork_tasks or ()],
        loop_over=_harmless(task.loop_over),
    )


def _mocks(run: Run) -> dict[str, list[TaskMock]]:
    last = {task.reference_task_name: task for task in run.tasks if task.task_type not in _PURE}
    return {reference: [_mock(task)] for reference, task in last.items() if is_terminal(task.status)}


def _mock(task: Task) -> TaskMock:
    # The last try counts, so there is none after it.
    failed = TaskResultStatus.FAILED_WITH_TERMINAL_ERROR
    status = TaskResultStatus.COMPLETED if is_successful(task.status) else failed
    return TaskMock(status=status, output=task.output_data)


def _given(outputs: Mapping[str, Mapping[str, Any]]) -> dict[str, list[TaskMock]]:
    return {
        reference: [TaskMock(status=TaskResultStatus.COMPLETED, output=dict(output))]
        for reference, output in outputs.items()
    }


def _steps(run: Run) -> Iterator[tuple[str, bool | None]]:
    """How each task ended, in the order of the path: well, badly, or not yet."""
    return ((reference, _ending(run.task(reference).status)) for reference in run.path)


def _ending(status: TaskState) -> bool | None:
    return is_successful(status) if is_terminal(status) else None


def _differences(recorded: Run, now: Run) -> Iterator[str]:
    before, after = recorded.path, now.path
    width = max(map(len, [*before, *after]), default=0)
    for line in difflib.ndiff(before, after):
        mark, reference = line[0], line[2:]
        if mark == "?":
            continue
        task = recorded.task(reference) if mark == "-" else now.task(reference)
        note = f"  ({_NO_OUTPUT})" if mark != "-" and not is_terminal(task.status) else ""
        status = str(task.status)
        if mark == " " and _ending(recorded.task(reference).status) != _ending(task.status):
            mark, status = "~", f"{recorded.task(reference).status} -> {task.status}"
        yield f"{mark} {reference:<{width}}  {status}{note}"
