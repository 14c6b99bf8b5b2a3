"""The engine's state back from the records of a keeper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from . import scheduler
from .mappers import ASYNC_TYPES, is_system
from .model import Task, Workflow
from .plan import Plan
from .records import DOCUMENT, read_rest
from .runtime import Runtime, enter_progress, index_task, set_running, track_open
from .values import JsonMap
from .worker_queue import queue_of

Record: TypeAlias = tuple[str, str, Any]
"""Kind, key and JSON value of a thing."""


class Restored:
    """Puts records back, in the order in which things were first kept."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._plans: dict[str, Plan] = {}
        self._places: list[tuple[int, int, Task]] = []
        self._ended: list[tuple[int, str]] = []

    def put_all(self, records: Iterable[Record]) -> list[str]:
        """Put everything back, executions after their plans and tasks after their execution; gives the plans."""
        by_kind: dict[str, list[tuple[str, Any]]] = {}
        for kind, key, record in records:
            by_kind.setdefault(kind, []).append((key, record))
        self._put_definitions(by_kind)
        for key, record in by_kind.get("plan", []):
            self._put_plan(key, record)
        for key, record in by_kind.get("workflow", []):
            self._put_workflow(key, record)
        for key, record in by_kind.get("task", []):
            self._put_task(key, record)
        self._put_small(by_kind)
        self._wake()
        return list(self._plans)

    def _put_definitions(self, by_kind: dict[str, list[tuple[str, Any]]]) -> None:
        for _, record in by_kind.get("task_def", []):
            self._rt.metadata.restore_task(record)
        for _, record in by_kind.get("workflow_def", []):
            self._rt.metadata.restore_workflow(record)
        for _, record in by_kind.get("handler", []):
            self._rt.handlers.put(record)

    def _put_small(self, by_kind: dict[str, list[tuple[str, Any]]]) -> None:
        rt = self._rt
        for key, record in by_kind.get("log", []):
            rt.logs.setdefault(key.rpartition("/")[0], []).append(record)
        for _, record in by_kind.get("setting", []):
            rt.schedules.all_paused = record
        for _, record in by_kind.get("schedule_run", []):
            rt.schedules.add(record)
        for _, record in by_kind.get("rest", []):
            read_rest(rt, record)
        for name, record in by_kind.get("schedule", []):
            scheduler.restore(rt, name, record)
        for kind, items in by_kind.items():
            if kind.startswith(DOCUMENT):
                for key, record in items:
                    rt.documents.put(kind.removeprefix(DOCUMENT), key, record)

    def _put_plan(self, key: str, definition: JsonMap) -> None:
        plan = self._plans[key] = self._rt.plans[key] = Plan(definition)
        plan.key = key

    def _put_workflow(self, workflow_id: str, record: JsonMap) -> None:
        plan, due_ms = self._plans[record.pop("plan")], record.pop("due_ms", None)
        workflow = Workflow(plan=plan, **record)
        self._rt.workflows[workflow_id] = workflow
        if not workflow.terminal:
            set_running(self._rt, workflow)
        elif not workflow.parent_id:
            self._ended.append((workflow.end_ms, workflow_id))
        if due_ms is not None:
            self._rt.timers.set("workflow", workflow_id, due_ms)

    def _put_task(self, task_id: str, record: JsonMap) -> None:
        workflow = self._rt.workflows[record["workflow_id"]]
        timers, place = record.pop("timers", {}), record.pop("place", None)
        unprocessed = record.pop("unprocessed", False)
        if "spec" not in record:
            record["spec"] = workflow.plan.spec(record["reference"].split("__", 1)[0])
        task = self._rt.tasks[task_id] = Task(**record)
        workflow.tasks.append(task)
        if unprocessed:
            workflow.unprocessed[task_id] = task
        for what, due_ms in timers.items():
            self._rt.timers.set(what, task_id, due_ms)
        if place is not None:
            self._places.append((place[1], place[0], task))

    def _wake(self) -> None:
        rt = self._rt
        for workflow in rt.workflows.values():
            if workflow.suspended:
                rt.undecided[workflow.workflow_id] = None
            workflow.tasks.sort(key=lambda task: task.seq)
            for task in workflow.tasks:
                index_task(workflow, task)
                if not task.terminal:
                    workflow.open_tasks += 1
                    track_open(workflow, task)
                    self._wake_task(workflow, task)
        for token, due_ms, task in sorted(self._places, key=lambda place: place[0]):
            rt.queues.restore(queue_of(task), task.task_id, task.priority, due_ms, token)
        # In one millisecond several end: what was started first has then ended first.
        by_end = sorted(self._ended, key=lambda ended: ended[0])
        rt.ended.update((workflow_id, end_ms) for end_ms, workflow_id in by_end)
        rt.timers.set("rest", "", rt.now_ms)

    def _wake_task(self, workflow: Workflow, task: Task) -> None:
        """Have a task go on that the engine itself was at when the process ended."""
        if not is_system(task):
            if task.status == "IN_PROGRESS":
                enter_progress(self._rt, task)
            return
        if workflow.terminal or task.task_type not in ASYNC_TYPES or self._rt.timers.due("async", task.task_id):
            return
        if task.task_type == "HTTP" and "response" not in task.output:
            task.status = "SCHEDULED"  # its request may have been lost: it is made again
        self._rt.work.append(task.task_id)


def restore(rt: Runtime, records: Iterable[Record], now_ms: int) -> None:
    """Put the engine where it was when the records were kept; what became due meanwhile is due now."""
    rt.now_ms = now_ms
    plans = Restored(rt).put_all(records)
    rt.changes.take()
    for key in plans:
        if key not in rt.plans:  # nothing runs by it any more
            rt.changes.note("plan", key)
