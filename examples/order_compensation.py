"""Undo the completed steps of a failed order, in reverse order, with a failure workflow."""

from __future__ import annotations

import sys
import time

from conductor import (
    NonRetryableError,
    TaskManager,
    WorkflowExecutor,
    is_terminal,
    orkes_conductor_client,
    simple_task,
    worker,
    workflow,
)

INPUT = {"item": "${workflow.input.item}", "amount": "${workflow.input.amount}"}
ORDER = workflow(
    "order_with_compensation",
    [
        simple_task("reserved", "reserve_stock", INPUT),
        simple_task("paid", "charge_card", INPUT),
        simple_task("sent", "send_parcel", INPUT),
    ],
    failure_workflow="undo_order",
)
UNDO = workflow("undo_order", [simple_task("undone", "undo_steps", {"workflow_id": "${workflow.input.workflowId}"})])


@worker("reserve_stock")
def reserve_stock(item: str) -> dict[str, str]:
    return {"shelf": f"B-7 ({item})"}


@worker("charge_card")
def charge_card(amount: float) -> dict[str, str]:
    return {"receipt": f"R-{amount:g}"}


@worker("send_parcel")
def send_parcel(item: str) -> None:
    raise NonRetryableError(f"{item} is too heavy for any parcel")


UNDO_STEP = {
    "reserve_stock": lambda output: f"released shelf {output['shelf']}",
    "charge_card": lambda output: f"refunded {output['receipt']}",
}


def main(server_url: str = "local://") -> list[str]:
    with orkes_conductor_client(server_url=server_url) as client:
        executor = WorkflowExecutor(client)

        @worker("undo_steps")
        def undo_steps(workflow_id: str) -> list[str]:
            done = [task for task in executor.get_workflow(workflow_id).tasks if task.status == "COMPLETED"]
            return [UNDO_STEP[task.task_def_name](task.output_data) for task in reversed(done)]

        for definition in (UNDO, ORDER):
            executor.register_workflow(True, definition)
        with TaskManager(client, [reserve_stock, charge_card, send_parcel, undo_steps]):
            order = {"item": "Analytical Engine", "amount": 1843}
            run = executor.execute_workflow({"name": ORDER.name, "version": 1, "input": order})
            print(run.status, executor.get_workflow(run.workflow_id).reason_for_incompletion)
            undo_id = executor.get_workflow(run.workflow_id).output["conductor.failure_workflow"]
            while not is_terminal((undone := executor.get_workflow(undo_id)).status):
                time.sleep(0.05)
        print("\n".join(undone.output["result"]))
        return undone.output["result"]


if __name__ == "__main__":
    main(*sys.argv[1:])
