"""/workflow/test: an execution in which mocks play the workers, and that is not kept."""

from __future__ import annotations

from .background import drain
from .errors import EngineError
from .model import Start, Task, Workflow
from .plan import Plan
from .runtime import Runtime
from .starting import forget_family, start
from .values import JsonMap, copy_json
from .views import workflow_json
from .worker_tasks import result_for, update

_MOST_STEPS = 10_000
_NEVER_MOCKED = frozenset(
    {
        *("JOIN", "DO_WHILE", "SET_VARIABLE", "FORK", "INLINE", "TERMINATE", "DECISION", "DYNAMIC", "FORK_JOIN"),
        *("FORK_JOIN_DYNAMIC", "SWITCH", "SUB_WORKFLOW"),
    }
)


def try_out(rt: Runtime, plan: Plan, request: JsonMap) -> JsonMap:
    """Run a definition with mocked outputs; gives the execution as it stands when no mock is left."""
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
        drain(rt)
        _play(rt, workflow, request)
        shown: JsonMap = copy_json(workflow_json(workflow))
    finally:
        forget_family(rt, workflow)
    return shown


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
        drain(rt)


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
