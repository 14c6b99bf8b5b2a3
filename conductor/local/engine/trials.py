"""/workflow/test: an execution in which mocks play the workers, and that is not kept."""

from __future__ import annotations

import json
import random
import uuid
from collections import deque

from .background import drain
from .errors import EngineError
from .model import Start, Task, Workflow
from .plan import Plan
from .runtime import Runtime, ScriptPending
from .starting import forget_family, start
from .turn import Turn
from .values import JsonMap, copy_json
from .views import workflow_json
from .worker_tasks import result_for, update

_MOST_STEPS = 10_000
# Another process gives other ids; within one, the same test has the same ids.
_ID_SALT = uuid.uuid4()
_NEVER_MOCKED = frozenset(
    {
        *("JOIN", "DO_WHILE", "SET_VARIABLE", "FORK", "INLINE", "TERMINATE", "DECISION", "DYNAMIC", "FORK_JOIN"),
        *("FORK_JOIN_DYNAMIC", "SWITCH", "SUB_WORKFLOW"),
    }
)


def try_out(rt: Runtime, plan: Plan, request: JsonMap) -> JsonMap:
    """Run a definition with mocked outputs; gives the execution as it stands when no mock is left.

    ScriptPending is raised when a script has to be evaluated first. The whole run is repeated then, with the same ids,
    since a script may see them.
    """
    new_id, turn = rt.new_id, rt.turn
    ids = _RepeatableIds(request)
    rt.new_id, rt.turn = ids, Turn()
    try:
        return _run(rt, plan, request)
    finally:
        rt.new_id, rt.turn = new_id, turn
        rt.script_jobs = deque(job for job in rt.script_jobs if job.owner not in ids.made)


class _RepeatableIds:
    """Makes the same ids for the same request, other ones in each process."""

    def __init__(self, request: JsonMap) -> None:
        self._source = random.Random(f"{_ID_SALT}{json.dumps(request, default=str)}")  # noqa: S311 - ids guard nothing
        self.made: set[str] = set()

    def __call__(self) -> str:
        made = str(uuid.UUID(int=self._source.getrandbits(128), version=4))
        self.made.add(made)
        return made


def _run(rt: Runtime, plan: Plan, request: JsonMap) -> JsonMap:
    workflow = start(
        rt,
        plan,
        Start(
            inputs=request["input"],
            correlation_id=request.get("correlationId"),
            priority=request["priority"],
            task_to_domain={"*": rt.new_id()},
        ),
    )
    try:
        _drain(rt)
        _play(rt, workflow, request)
        shown: JsonMap = copy_json(workflow_json(workflow))
    finally:
        forget_family(rt, workflow)
    return shown


def _drain(rt: Runtime) -> None:
    """Do all internal work; raise ScriptPending when an execution of the run needs a script."""
    drain(rt)
    made = rt.new_id.made if isinstance(rt.new_id, _RepeatableIds) else frozenset[str]()
    calls = tuple(call for job in rt.script_jobs if job.owner in made for call in job.calls)
    if calls:
        raise ScriptPending(calls)


def _play(rt: Runtime, workflow: Workflow, request: JsonMap) -> None:
    mocks: dict[str, list[JsonMap]] = {
        reference: list(outputs or []) for reference, outputs in request["taskRefToMockOutput"].items()
    }
    for _ in range(_MOST_STEPS):
        task = _next_mocked(workflow, mocks)
        if task is None:
            _play_child(rt, workflow, request)
            if _next_mocked(workflow, mocks) is None:
                return
            continue
        mock = mocks[task.reference].pop(0)
        result = result_for(task, mock["status"], {}, None)
        result["outputData"] = mock.get("output")
        if result["outputData"] is None:
            raise EngineError('Cannot invoke "java.util.Map.size()" because "m" is null')
        update(rt, result)
        _drain(rt)


def _next_mocked(workflow: Workflow, mocks: dict[str, list[JsonMap]]) -> Task | None:
    if workflow.terminal:
        return None
    for task in workflow.tasks:
        if not task.terminal and task.task_type not in _NEVER_MOCKED and mocks.get(task.reference):
            return task
    return None


def _play_child(rt: Runtime, workflow: Workflow, request: JsonMap) -> None:
    for task in list(workflow.tasks):
        child = rt.workflows.get(task.sub_workflow_id or "")
        inner = request["subWorkflowTestRequest"].get(task.reference)
        if child is not None and inner is not None and not child.terminal:
            _play(rt, child, inner)
