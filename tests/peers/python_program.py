"""A program as users of conductor-python write it: registers, starts, works, waits. usage: peer_program.py URL."""

import json
import sys
import time

from conductor.client.automator.task_handler import TaskHandler
from conductor.client.configuration.configuration import Configuration
from conductor.client.orkes_clients import OrkesClients
from conductor.client.worker.worker_task import worker_task
from conductor.client.workflow.conductor_workflow import ConductorWorkflow


@worker_task(task_definition_name="py_charge", poll_interval_millis=50)
def charge(amount: int) -> dict:
    return {"receipt": f"r-{amount}"}


@worker_task(task_definition_name="py_pack", poll_interval_millis=50)
async def pack(receipt: str) -> dict:
    return {"packed": receipt}


def main() -> None:
    configuration = Configuration(server_api_url=f"{sys.argv[1]}/api")
    clients = OrkesClients(configuration)
    executor = clients.get_workflow_executor() if hasattr(clients, "get_workflow_executor") else None
    workflow_client = clients.get_workflow_client()
    flow = ConductorWorkflow(executor=executor, name="py_order", version=1)
    paid = charge(task_ref_name="charge", amount=flow.input("amount"))
    packed = pack(task_ref_name="pack", receipt=paid.output("receipt"))
    flow >> paid >> packed
    flow.output_parameters({"receipt": paid.output("receipt"), "packed": packed.output("packed")})
    flow.register(overwrite=True)
    with TaskHandler(configuration=configuration, scan_for_annotated_workers=True) as handler:
        handler.start_processes()
        workflow_id = workflow_client.start_workflow_by_name("py_order", {"amount": 5}, version=1)
        execution = workflow_client.get_workflow(workflow_id)
        while execution.status == "RUNNING":
            time.sleep(0.05)
            execution = workflow_client.get_workflow(workflow_id)
        handler.stop_processes()
    tasks = [[task.reference_task_name, task.status] for task in execution.tasks]
    sys.stdout.write(json.dumps({"status": execution.status, "output": execution.output, "tasks": tasks}) + "\n")


if __name__ == "__main__":
    main()
