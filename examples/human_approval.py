"""Let large expenses wait for the approval of a person.

The example runs on any server. Your application would call ``open_requests`` and ``decide``.
"""

from __future__ import annotations

import sys
from typing import Any

from conductor import (
    Task,
    WorkflowExecutor,
    human_task,
    orkes_conductor_client,
    set_variable_task,
    switch_task,
    terminate_task,
    workflow,
)

ASK = human_task(
    "approve",
    display_name="Approve an expense",
    input_parameters={"who": "${workflow.input.who}", "amount": "${workflow.input.amount}"},
)
REJECTED = terminate_task("rejected", "FAILED", "rejected by ${approve.output.by}: ${approve.output.reason}")
GRANTED = set_variable_task("granted", {"by": "${approve.output.by}"})
DECISION = switch_task("decision", "${approve.output.approved}", {"false": [REJECTED]}, [GRANTED])
EXPENSE = workflow(
    "expense",
    [
        switch_task(
            "how_much",
            "$.amount > 100 ? 'ask' : 'automatic'",
            {"ask": [ASK, DECISION]},
            [set_variable_task("small", {"by": "not needed"})],
            evaluator="javascript",
            input_parameters={"amount": "${workflow.input.amount}"},
        ),
    ],
    output_parameters={"approved_by": "${workflow.variables.by}"},
)


def open_requests(executor: WorkflowExecutor) -> list[Task]:
    """Return the tasks that wait for a person."""
    running = executor.search_all(workflow_type=EXPENSE.name, status="RUNNING")
    tasks = [task for row in running for task in executor.get_workflow(row.workflow_id).tasks]
    return [task for task in tasks if task.task_type == "HUMAN" and task.status == "IN_PROGRESS"]


def decide(executor: WorkflowExecutor, task: Task, **decision: Any) -> None:
    """Complete the task with the decision, so that the workflow continues."""
    executor.update_task(task.task_id, task.workflow_instance_id, "COMPLETED", decision)


def main(server_url: str = "local://") -> dict[str, str]:
    with orkes_conductor_client(server_url=server_url) as client:
        executor = WorkflowExecutor(client)
        executor.register_workflow(True, EXPENSE)
        expenses = {"Ada": 20, "Charles": 1843, "Mary": 250}
        ids = {
            who: executor.start_workflow({"name": EXPENSE.name, "version": 1, "input": {"who": who, "amount": amount}})
            for who, amount in expenses.items()
        }
        for task in open_requests(executor):
            is_fine = task.input_data["amount"] <= 1000
            decide(executor, task, approved=is_fine, by="the treasury", reason="" if is_fine else "over budget")
        ended = {who: executor.get_workflow(workflow_id) for who, workflow_id in ids.items()}
        result = {who: run.reason_for_incompletion or run.output["approved_by"] for who, run in ended.items()}
        print("\n".join(f"{who:<8} {ended[who].status:<10} {text}" for who, text in result.items()))
        return result


if __name__ == "__main__":
    main(*sys.argv[1:])
