"""What an execution tells about each task of the definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from conductor.diagrams.model import Run
from conductor.diagrams.payload import as_list, as_mapping
from conductor.diagrams.states import Look, look_of
from conductor.diagrams.text import clean
from conductor_api.models import Task, Workflow, WorkflowDef, WorkflowRun, WorkflowTask

_ROUND = re.compile(r"(.+)__\d+")


Execution: TypeAlias = Workflow | WorkflowRun


def read_execution(source: Execution | Mapping[str, Any]) -> Workflow:
    """Give the execution as a Workflow, whatever it came as."""
    if isinstance(source, Workflow):
        return source
    # Not as strict as for what is sent: recorded executions often miss a field or two.
    return Workflow.from_dict(source if isinstance(source, Mapping) else source.to_dict())


class Runs:
    """The tasks of an execution by the reference that they have in the definition.

    In a loop the server appends the number of the round to references; here all rounds come together.

    Args:
        execution: The execution, or None when only the definition is drawn.
        definition: Its definition; what it does not know is found in the tasks themselves.
    """

    def __init__(self, execution: Workflow | None, definition: WorkflowDef | None) -> None:
        self._tasks = sorted(
            (task for task in (execution and execution.tasks) or [] if task.reference_task_name),
            key=lambda task: task.seq or 0,
        )
        given = definition.tasks if definition else [task for task in map(_definition, self._tasks) if task]
        self._known = set(references(given))
        for task in self._tasks:
            self._known.update(_forked(task), references(_forked_definitions(task)))
        self._by_reference: defaultdict[str, list[Task]] = defaultdict(list)
        for task in self._tasks:
            self._by_reference[self.reference(task)].append(task)

    def reference(self, task: Task) -> str:
        """Give the reference of the task as the definition has it."""
        name = task.reference_task_name
        while name not in self._known and (found := _ROUND.fullmatch(name)):
            name = found[1]
        return name

    def by_reference(self) -> Iterable[tuple[str, list[Task]]]:
        """Give all tasks with each reference, in the order in which they were created."""
        return self._by_reference.items()

    def run(self, reference: str) -> Run | None:
        """Give what became of the task, in its last round; None when it was never scheduled."""
        tasks = self._by_reference.get(reference)
        if not tasks:
            return None
        last = _telling(tasks)
        status = clean(last.status)
        return Run(
            look=look_of(status),
            status=status,
            tries=sum(task.reference_task_name == last.reference_task_name for task in tasks),
            rounds=max(task.iteration or 0 for task in tasks),
            run_ms=last.end_time - last.start_time if last.end_time and last.start_time else None,
            reason=last.reason_for_incompletion,
        )

    def selected_case(self, reference: str) -> str | None:
        """Give the case that a switch took when it ran last."""
        tasks = self._by_reference.get(reference)
        output = (tasks[-1].output_data or {}) if tasks else {}
        # The old DECISION gives a list of one.
        for case in [output.get("selectedCase"), *as_list(output.get("caseOutput"))]:
            if case is not None:
                return str(case)
        return None

    def forked(self, reference: str) -> list[WorkflowTask]:
        """Give the definitions of the tasks that a dynamic fork started, in all rounds."""
        forks = self._by_reference.get(reference, [])
        found = {task.task_reference_name: task for fork in forks for task in _forked_definitions(fork)}
        return [
            found.get(name) or stub(name) for name in dict.fromkeys(name for fork in forks for name in _forked(fork))
        ]

    def strangers(self, drawn: set[str]) -> list[WorkflowTask]:
        """Give tasks that ran and are not drawn, outermost first; the children of a listed one are left out."""
        seen = set(drawn)
        found: list[WorkflowTask] = []
        for task in self._tasks:
            reference = self.reference(task)
            if reference in seen:
                continue
            definition = _definition(task)
            if definition is None or definition.task_reference_name != reference:
                definition = stub(reference, task.task_type)
            seen.update(references([definition]))
            if definition.type == "FORK_JOIN_DYNAMIC":
                seen.update(references(self.forked(reference)))
            found.append(definition)
        return found


def references(tasks: Iterable[WorkflowTask]) -> Iterator[str]:
    """Give the references of the tasks and of all tasks inside them."""
    for task in tasks:
        yield task.task_reference_name
        for branch in branches(task):
            yield from references(branch)


def branches(task: WorkflowTask) -> list[list[WorkflowTask]]:
    """Give the lists of tasks inside a task: cases, forks, the body of a loop."""
    inner = [*(task.decision_cases or {}).values(), task.default_case, *(task.fork_tasks or []), task.loop_over]
    return [branch for branch in inner if branch]


def stub(reference: str, kind: str | None = None) -> WorkflowTask:
    """Give a definition for a task of which only the reference is known."""
    return WorkflowTask(name=reference, task_reference_name=reference, type=kind or "SIMPLE")


def _telling(tasks: Sequence[Task]) -> Task:
    """Give the try that says most: the last one, or the failed one before it when that was only called off."""
    last = tasks[-1]
    before = tasks[-2] if len(tasks) > 1 else last
    is_same_round = before.reference_task_name == last.reference_task_name
    return before if is_same_round and look_of(last.status) is Look.CANCELED else last


def _definition(task: Task) -> WorkflowTask | None:
    return task.workflow_task if isinstance(task.workflow_task, WorkflowTask) else None


def _forked(task: Task) -> list[str]:
    return [str(name) for name in as_list((task.input_data or {}).get("forkedTasks"))]


def _forked_definitions(task: Task) -> list[WorkflowTask]:
    definitions = map(as_mapping, as_list((task.input_data or {}).get("forkedTaskDefs")))
    return [WorkflowTask.from_dict(definition) for definition in definitions if definition.get("taskReferenceName")]
