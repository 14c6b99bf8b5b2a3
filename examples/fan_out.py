"""Run one branch for each entry of a list in parallel, and combine the results.

The number of branches is known only at run time: a worker creates the tasks, and a dynamic fork runs them.
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
    """Return one task for each address, and their inputs by reference."""
    references = {f"mail_{number}": address for number, address in enumerate(addresses)}
    return {
        # The tasks are optional, so that an invalid address does not fail the workflow.
        "tasks": [
            simple_task(reference, "send_mail", optional=True, retry_count=1).to_dict() for reference in references
        ],
        "inputs": {reference: {"address": address} for reference, address in references.items()},
    }


@worker("send_mail", concurrency=100)
async def send_mail(address: str) -> dict[str, str]:
    await asyncio.sleep(0.01)  # call your mail server here
    if "@" not in address:
        raise NonRetryableError("invalid address", output={"error": f"{address} is not an email address"})
    return {"sent": address}


@worker("count_mails")
def count_mails(sent: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Count the results in the output of the join, which maps references to the outputs of the branches."""
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
