"""Process an order: reserve stock and charge a card in parallel, retry a failed payment, decide, send a parcel.

``make demo`` runs it on an embedded server. With CONDUCTOR_SERVER_URL it runs on that server, and with ``--real``
(``make demo REAL=1``) it starts a real server, which needs Java.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conductor import (
    ConductorWorker,
    MetadataClient,
    Task,
    TaskDef,
    TaskFailed,
    TaskManager,
    Workflow,
    WorkflowDef,
    WorkflowExecutor,
    fork_join_task,
    is_terminal,
    orkes_conductor_client,
    simple_task,
    switch_task,
    workflow,
)

ORDER = {"item": "Analytical Engine", "amount": 1843, "express": "yes", "address": "12 St James's Square"}


# --- workers -----------------------------------------------------------------------------


def reserve_stock(task: Task) -> dict[str, object]:
    time.sleep(0.6)  # call your warehouse here
    return {"shelf": "B-7"}


async def charge_card(task: Task) -> dict[str, object]:
    await asyncio.sleep(0.3)  # call your bank here
    if task.retry_count == 0:
        raise TaskFailed("the bank did not answer")
    return {"receipt": f"R-{task.input_data['amount']}"}


def send_parcel(task: Task) -> dict[str, object]:
    return {"parcel": f"{task.input_data['speed']} to {task.input_data['address']}"}


WORKERS = [
    ConductorWorker("demo_reserve_stock", reserve_stock),
    ConductorWorker("demo_charge_card", charge_card),
    ConductorWorker("demo_send_parcel", send_parcel),
]
TASK_DEFS = [
    TaskDef(name="demo_reserve_stock"),
    TaskDef(name="demo_charge_card", retry_count=2, retry_delay_seconds=1),
    TaskDef(name="demo_send_parcel"),
]


# --- workflow ----------------------------------------------------------------------------


def parcel(speed: str) -> list[object]:
    address = "${workflow.input.address}"
    return [simple_task(f"send_{speed}", "demo_send_parcel", {"speed": speed, "address": address})]


def order() -> WorkflowDef:
    stock = simple_task("stock", "demo_reserve_stock", {"item": "${workflow.input.item}"})
    payment = simple_task("payment", "demo_charge_card", {"amount": "${workflow.input.amount}"})
    speed = switch_task("speed", "${workflow.input.express}", {"yes": parcel("express")}, parcel("standard"))
    definition = workflow("demo_order", [*fork_join_task("prepare", [[stock], [payment]]), speed])
    definition.output_parameters = {
        "shelf": "${stock.output.shelf}",
        "receipt": "${payment.output.receipt}",
        "parcel": "${send_express.output.parcel}",
    }
    return definition


# --- start and monitor -------------------------------------------------------------------


def run(url: str) -> Workflow:
    with orkes_conductor_client(server_url=url) as client:
        executor = WorkflowExecutor(client)
        MetadataClient(client).register_tasks(TASK_DEFS)
        executor.register_workflow(True, order())
        with TaskManager(client, WORKERS):
            workflow_id = executor.start_workflow({"name": "demo_order", "version": 1, "input": ORDER})
            print(f"started demo_order {workflow_id}\n")
            return watch(executor, workflow_id)


def watch(executor: WorkflowExecutor, workflow_id: str) -> Workflow:
    """Print each state change of a task until the workflow has ended."""
    begin, shown = time.monotonic(), dict[str, str]()
    while True:
        execution = executor.get_workflow(workflow_id)
        for task in execution.tasks:
            if shown.get(task.task_id) != task.status:
                shown[task.task_id] = task.status
                print(
                    f"  {time.monotonic() - begin:5.1f} s  {task.reference_task_name:<18}{task.status}{reason(task)}",
                    flush=True,
                )
        if is_terminal(execution.status):
            return execution
        time.sleep(0.1)


def reason(task: Task) -> str:
    attempt = f"  attempt {task.retry_count + 1}" if task.retry_count else ""
    return f"{attempt}  ({task.reason_for_incompletion})" if task.reason_for_incompletion else attempt


def report(execution: Workflow) -> None:
    print(f"\n{'task':<18}{'type':<20}{'state':<12}{'attempt':>8}{'queue ms':>10}{'run ms':>8}")
    for task in execution.tasks:
        print(
            f"{task.reference_task_name:<18}{task.task_type:<20}{task.status:<12}{task.retry_count + 1:>8}"
            f"{queue_ms(task):>10}{run_ms(task):>8}"
        )
    print(f"\noutput   {execution.output}")
    print(f"time     {where_the_time_went(execution)}")
    print(f"{execution.workflow_name} {execution.status}")


def queue_ms(task: Task) -> int:
    return max(task.start_time - task.scheduled_time - task.start_delay_in_seconds * 1000, 0) if task.start_time else 0


def run_ms(task: Task) -> int:
    return max(task.end_time - task.start_time, 0) if task.start_time else 0


def where_the_time_went(execution: Workflow) -> str:
    """Summarize the times in which workers were busy, tasks waited in queues, and retries were delayed."""
    work = [task for task in execution.tasks if task.task_type.startswith("demo_")]
    total, running, queued = (
        execution.end_time - execution.start_time,
        covered_ms([(task.start_time, task.end_time) for task in work]),
        sum(queue_ms(task) for task in work),
    )
    delays = sum(task.start_delay_in_seconds * 1000 for task in work if task.retry_count)
    return f"{total} ms: workers busy {running} ms, in queues {queued} ms, waiting for retries {delays} ms"


def covered_ms(spans: list[tuple[int, int]]) -> int:
    """Return the time covered by at least one span: overlapping spans count once."""
    covered, last_end = 0, 0
    for start, end in sorted(spans):
        covered += max(end - max(start, last_end), 0)
        last_end = max(last_end, end)
    return covered


@contextmanager
def server(*, real: bool) -> Iterator[str]:
    """Yield the address of the server to run on, and start a server if needed."""
    url = os.environ.get("CONDUCTOR_SERVER_URL")
    if url or not real:
        yield url or "local://"
        return
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from scripts.real_server import MissingTool, RealServer

    try:
        with RealServer() as real_server:
            yield real_server.url
    except MissingTool as error:
        sys.exit(f"{error} Or name a running server: CONDUCTOR_SERVER_URL=http://host:8080 make demo")


def main() -> None:
    with server(real="--real" in sys.argv[1:]) as url:
        print(f"server   {'embedded, in this process' if url == 'local://' else url}")
        execution = run(url)
        report(execution)
    sys.exit(execution.status != "COMPLETED")


if __name__ == "__main__":
    main()
