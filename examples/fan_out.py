"""Fan-out over a list: one branch for each address, side by side, and one answer of all of them.

How many branches there are is known only when the list is there: a worker plans them, a dynamic fork runs them.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from conductor import (
    NonRetryableError,
    TaskManager,
    WorkflowExecutor,
    dynamic_fork_join,
    orkes_conductor_client,
    simple_task,
    worker,
    workflow,
)

MAILING = workflow(
    "mailing",
    [
        simple_task("plan", "plan_mails", {"addresses": "${workflow.input.addresses}"}),
        *dynamic_fork_join("all_mails", "${plan.output.tasks}", "${plan.output.inputs}"),
        simple_task("report", "count_mails", {"sent": "${all_mails_join_ref.output}"}),
    ],
    output_parameters={"count": "${report.output.count}", "failed": "${report.output.failed}"},
)


@worker("plan_mails")
def plan_mails(addresses: list[str]) -> dict[str, Any]:
    """Give a task for each address, and the input of each by its reference."""
    references = {f"mail_{number}": address for number, address in enumerate(addresses)}
    return {
        # Optional: one address that fails does not fail the others.
        "tasks": [
            simple_task(reference, "send_mail", optional=True, retry_count=1).to_dict() for reference in references
        ],
        "inputs": {reference: {"address": address} for reference, address in references.items()},
    }


@worker("send_mail", concurrency=100)
async def send_mail(address: str) -> dict[str, str]:
    await asyncio.sleep(0.01)  # stands for a mail server
    if "@" not in address:
        raise NonRetryableError(f"{address} is no address", output={"error": f"{address} is no address"})
    return {"sent": address}


@worker("count_mails")
def count_mails(sent: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Read the output of the join: the output of each branch by its reference."""
    answers = list(sent.values())
    return {
        "count": sum("sent" in answer for answer in answers),
        "failed": [answer["error"] for answer in answers if "error" in answer],
    }


def main(server_url: str = "local://") -> dict[str, Any]:
    addresses = [*(f"reader-{number}@example.com" for number in range(50)), "nobody"]
    with orkes_conductor_client(server_url=server_url) as client:
        executor = WorkflowExecutor(client)
        executor.register_workflow(True, MAILING)
        with TaskManager(client, [plan_mails, send_mail, count_mails]):
            run = executor.execute_workflow(
                {"name": MAILING.name, "version": 1, "input": {"addresses": addresses}}, wait_for_seconds=30
            )
        print(run.status, run.output)
        return run.output


if __name__ == "__main__":
    main(*sys.argv[1:])
