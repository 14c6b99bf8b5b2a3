"""Start a report workflow on a schedule.

The schedule of this example fires every second, and the program ends after the first report. A schedule for working
days at 7:00 is ``0 0 7 ? * MON-FRI``.
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime

from conductor import (
    SchedulerClient,
    TaskManager,
    WorkflowExecutor,
    orkes_conductor_client,
    simple_task,
    worker,
    workflow,
)
from conductor.checks import check_schedule

REPORT = workflow(
    "sales_report",
    [
        simple_task("figures", "collect_figures", {"day_ms": "${workflow.input._scheduledTime}"}),
        simple_task("mail", "send_report", {"text": "${figures.output.text}", "to": "${workflow.input.to}"}),
    ],
)
SCHEDULE = {
    "name": "sales_report_daily",
    "cronExpression": "* * * * * ?",  # second, minute, hour, day of the month, month, day of the week
    "zoneId": "Europe/Berlin",
    "startWorkflowRequest": {"name": REPORT.name, "version": 1, "input": {"to": "ada@example.com"}},
}
SENT: list[str] = []
IS_SENT = threading.Event()


@worker("collect_figures")
def collect_figures(day_ms: int) -> dict[str, str]:
    day = datetime.fromtimestamp(day_ms / 1000, UTC)
    return {"text": f"{day:%Y}: 12 engines sold"}


@worker("send_report")
def send_report(text: str, to: str) -> None:
    SENT.append(f"to {to}: {text}")
    IS_SENT.set()


def main(server_url: str = "local://") -> list[str]:
    with orkes_conductor_client(server_url=server_url) as client:
        scheduler = SchedulerClient(client)
        WorkflowExecutor(client).register_workflow(True, REPORT)
        for finding in check_schedule(SCHEDULE):
            print(finding)
        with TaskManager(client, [collect_figures, send_report]):
            scheduler.save_schedule(SCHEDULE)
            IS_SENT.wait(30)
            scheduler.delete_schedule(SCHEDULE["name"])
        print(SENT[0])
        for row in scheduler.search(0, 1, query=f"scheduleName IN ({SCHEDULE['name']})").results:
            print(row.state, row.workflow_name)
        return SENT


if __name__ == "__main__":
    main(*sys.argv[1:])
