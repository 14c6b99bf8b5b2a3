"""The calls of the recorded trace, made with this package: for each of its names a function of the clients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from conductor import OrkesClients

WORKFLOW: dict[str, Any] = {
    "name": "w",
    "version": 1,
    "tasks": [{"name": "a", "taskReferenceName": "a", "inputParameters": {}, "type": "SIMPLE"}],
    "inputParameters": [],
    "timeoutSeconds": 0,
}
TASK_DEF = {"name": "t", "timeoutSeconds": 1}
CRON = "0 0 9 * * ?"
TEMPLATE: dict[str, Any] = {"name": "t", "version": 1, "jsonSchema": {}, "templateUI": {}}
METHOD = {"operationName": "o", "methodName": "m", "methodType": "GET", "inputType": "i", "outputType": "o"}

Call = Callable[[OrkesClients], object]

WORKFLOW_EXECUTOR: dict[str, Call] = {
    "registerWorkflow(true,wf)": lambda c: c.get_workflow_client().register_workflow(True, WORKFLOW),
    "registerWorkflow(false,wf)": lambda c: c.get_workflow_client().register_workflow(False, WORKFLOW),
    "startWorkflow": lambda c: c.get_workflow_client().start_workflow({"name": "w", "version": 1, "input": {"a": 1}}),
    "executeWorkflow 4 args": lambda c: c.get_workflow_client().execute_workflow({"name": "w"}, "w", 1, "req"),
    "executeWorkflow all args": lambda c: c.get_workflow_client().execute_workflow(
        {"name": "w"}, "w", 1, "req", "ref", 5, "DURABLE", return_strategy="BLOCKING_TASK"
    ),
    "startWorkflows": lambda c: c.get_workflow_client().start_workflows([{"name": "w"}]),
    "startWorkflows empty": lambda c: c.get_workflow_client().start_workflows([]),
    "goBackToTask found": lambda c: c.get_workflow_client().go_back_to_task(
        "wid", lambda task: task.task_type == "A", {"taskInput": {"z": 1}, "reRunFromTaskId": "ignored"}
    ),
    "goBackToTask not found": lambda c: c.get_workflow_client().go_back_to_task("wid", lambda _task: False),
    "goBackToFirstTaskMatchingType": lambda c: c.get_workflow_client().go_back_to_first_task_matching_type("wid", "A"),
    "getWorkflow": lambda c: c.get_workflow_client().get_workflow("wid", False),
    "getWorkflow 404": lambda c: c.get_workflow_client().get_workflow("wid", True),
    "getWorkflowStatus": lambda c: c.get_workflow_client().get_workflow_status("wid", True, False),
    "getExecution": lambda c: c.get_workflow_client().get_execution("wid"),
    "getExecution 404": lambda c: c.get_workflow_client().get_execution("wid"),
    "getExecution 418": lambda c: c.get_workflow_client().get_execution("wid"),
    "getExecution 200 with bad json": lambda c: c.get_workflow_client().get_execution("wid"),
    "getExecution 204": lambda c: c.get_workflow_client().get_execution("wid"),
    "pause": lambda c: c.get_workflow_client().pause("wid"),
    "reRun default": lambda c: c.get_workflow_client().re_run("wid"),
    "reRun": lambda c: c.get_workflow_client().re_run("wid", {"reRunFromTaskId": "t", "taskInput": {"a": 1}}),
    "restart": lambda c: c.get_workflow_client().restart("wid", True),
    "resume": lambda c: c.get_workflow_client().resume("wid"),
    "retry": lambda c: c.get_workflow_client().retry("wid", False),
    "search min": lambda c: c.get_workflow_client().search(0, 10, "status:RUNNING", "*"),
    "search full": lambda c: c.get_workflow_client().search(0, 10, "a=1 AND b=2", "f", "startTime:DESC", True),
    "skipTasksFromWorkflow": lambda c: c.get_workflow_client().skip_tasks_from_workflow(
        "wid", "ref", {"taskInput": {}, "taskOutput": {"a": 1}}
    ),
    "terminate": lambda c: c.get_workflow_client().terminate("wid", "because of x&y"),
    "updateTask": lambda c: c.get_workflow_client().update_task("tid", "wid", "COMPLETED", {"a": 1}),
    "updateTaskByRefName": lambda c: c.get_workflow_client().update_task_by_ref_name("ref", "wid", "FAILED", {"a": 1}),
    "getTask": lambda c: c.get_workflow_client().get_task("tid"),
    "updateTaskSync": lambda c: c.get_workflow_client().update_task_sync("ref", "wid", "COMPLETED", {"a": 1}, "me"),
    "updateTaskSync no worker": lambda c: c.get_workflow_client().update_task_sync("ref", "wid", "COMPLETED", {"a": 1}),
    "signal default": lambda c: c.get_workflow_client().signal("wid", "COMPLETED", {"a": 1}),
    "signal BLOCKING_TASK": lambda c: c.get_workflow_client().signal("wid", "FAILED", {}, "BLOCKING_TASK"),
    "signalAsync": lambda c: c.get_workflow_client().signal_async("wid", "COMPLETED", {"a": 1}),
}

TASK_CLIENT: dict[str, Call] = {
    "search": lambda c: c.get_task_client().search(0, 10, "startTime:DESC", "*", "status:FAILED"),
    "search undefined args": lambda c: c.get_task_client().search(),
    "getTask": lambda c: c.get_task_client().get_task("tid"),
    "updateTaskResult": lambda c: c.get_task_client().update_task_result("wid", "ref", "COMPLETED", {"a": 1}),
}

METADATA_CLIENT: dict[str, Call] = {
    "registerTask": lambda c: c.get_metadata_client().register_task(TASK_DEF),
    "updateTask": lambda c: c.get_metadata_client().update_task(TASK_DEF),
    "unregisterTask": lambda c: c.get_metadata_client().unregister_task("t"),
    "registerWorkflowDef": lambda c: c.get_metadata_client().register_workflow_def(WORKFLOW),
    "registerWorkflowDef overwrite": lambda c: c.get_metadata_client().register_workflow_def(WORKFLOW, True),
    "unregisterWorkflow default": lambda c: c.get_metadata_client().unregister_workflow("w"),
    "unregisterWorkflow v3": lambda c: c.get_metadata_client().unregister_workflow("w", 3),
}

SCHEDULER_CLIENT: dict[str, Call] = {
    "saveSchedule": lambda c: c.get_scheduler_client().save_schedule(
        {"name": "s", "cronExpression": CRON, "startWorkflowRequest": {"name": "w"}}
    ),
    "search": lambda c: c.get_scheduler_client().search(0, 10, "", "*", "status:RUNNING"),
    "getSchedule": lambda c: c.get_scheduler_client().get_schedule("s"),
    "pauseSchedule": lambda c: c.get_scheduler_client().pause_schedule("s"),
    "resumeSchedule": lambda c: c.get_scheduler_client().resume_schedule("s"),
    "deleteSchedule": lambda c: c.get_scheduler_client().delete_schedule("s"),
    "getAllSchedules": lambda c: c.get_scheduler_client().get_all_schedules(),
    "getAllSchedules wf": lambda c: c.get_scheduler_client().get_all_schedules("w"),
    "getNextFewSchedules min": lambda c: c.get_scheduler_client().get_next_few_schedules(CRON),
    "getNextFewSchedules full": lambda c: c.get_scheduler_client().get_next_few_schedules(CRON, 1, 2, 5),
    "pauseAllSchedules": lambda c: c.get_scheduler_client().pause_all_schedules(),
    "requeueAllExecutionRecords": lambda c: c.get_scheduler_client().requeue_all_execution_records(),
    "resumeAllSchedules": lambda c: c.get_scheduler_client().resume_all_schedules(),
}

HUMAN_EXECUTOR: dict[str, Call] = {
    "getTasksByFilter min": lambda c: c.get_human_client().get_tasks_by_filter("PENDING"),
    "getTasksByFilter full": lambda c: c.get_human_client().get_tasks_by_filter(
        "ASSIGNED", "u", "EXTERNAL_USER", "CONDUCTOR_USER:joe", "ref", "iq", "oq"
    ),
    "getTasksByFilter claimedBy without colon": lambda c: c.get_human_client().get_tasks_by_filter(
        "ASSIGNED", claimed_by="joe"
    ),
    "getTasksByFilter assignee with no type": lambda c: c.get_human_client().get_tasks_by_filter("ASSIGNED", "joe"),
    "search {}": lambda c: c.get_human_client().search({}),
    "search full": lambda c: c.get_human_client().search(
        {"size": 3, "start": 6, "states": ["PENDING"], "workflowNames": ["w"], "searchType": "ADMIN"}
    ),
    "pollSearch 3 times": lambda c: c.get_human_client().poll_search({"states": ["PENDING"]}, timedelta(0), 3),
    "getTaskById": lambda c: c.get_human_client().get_task_by_id("tid"),
    "claimTaskAsExternalUser": lambda c: c.get_human_client().claim_task_as_external_user("tid", "joe@x.y"),
    "claimTaskAsExternalUser opts": lambda c: c.get_human_client().claim_task_as_external_user(
        "tid", "joe", override_assignment=True, with_template=True
    ),
    "claimTaskAsConductorUser": lambda c: c.get_human_client().claim_task_as_conductor_user("tid"),
    "claimTaskAsConductorUser opts": lambda c: c.get_human_client().claim_task_as_conductor_user(
        "tid", with_template=True
    ),
    "releaseTask": lambda c: c.get_human_client().release_task("tid"),
    "releaseTask 500": lambda c: c.get_human_client().release_task("tid"),
    "releaseTask 500 text": lambda c: c.get_human_client().release_task("tid"),
    "getTemplateByNameVersion": lambda c: c.get_human_client().get_template_by_name_version("tpl", 2),
    "getTemplateById": lambda c: c.get_human_client().get_template_by_id("tpl"),
    "updateTaskOutput": lambda c: c.get_human_client().update_task_output("tid", {"output": {"a": 1}}),
    "completeTask default": lambda c: c.get_human_client().complete_task("tid"),
    "completeTask": lambda c: c.get_human_client().complete_task("tid", {"output": {"a": 1}}),
}

TEMPLATE_CLIENT: dict[str, Call] = {
    "registerTemplate": lambda c: c.get_template_client().register_template(TEMPLATE),
    "registerTemplate new version": lambda c: c.get_template_client().register_template(TEMPLATE, True),
}

SERVICE_REGISTRY_CLIENT: dict[str, Call] = {
    "getRegisteredServices": lambda c: c.get_service_registry_client().get_registered_services(),
    "removeService": lambda c: c.get_service_registry_client().remove_service("s"),
    "getService": lambda c: c.get_service_registry_client().get_service("s s/x"),
    "openCircuitBreaker": lambda c: c.get_service_registry_client().open_circuit_breaker("s"),
    "closeCircuitBreaker": lambda c: c.get_service_registry_client().close_circuit_breaker("s"),
    "getCircuitBreakerStatus": lambda c: c.get_service_registry_client().get_circuit_breaker_status("s"),
    "addOrUpdateService": lambda c: c.get_service_registry_client().add_or_update_service(
        {"name": "s", "type": "HTTP", "serviceURI": "http://x"}
    ),
    "addOrUpdateServiceMethod": lambda c: c.get_service_registry_client().add_or_update_service_method("s", METHOD),
    "removeMethod": lambda c: c.get_service_registry_client().remove_method("s", "svc", "m", "GET"),
    "getProtoData": lambda c: c.get_service_registry_client().get_proto_data("s", "f.proto"),
    "setProtoData blob": lambda c: c.get_service_registry_client().set_proto_data("s", "f.proto", b"<Blob>"),
    "setProtoData string": lambda c: c.get_service_registry_client().set_proto_data("s", "f.proto", "abc"),
    "setProtoData Uint8Array": lambda c: c.get_service_registry_client().set_proto_data("s", "f.proto", b"\x01\x02"),
    "deleteProto": lambda c: c.get_service_registry_client().delete_proto("s", "f.proto"),
    "getAllProtos": lambda c: c.get_service_registry_client().get_all_protos("s"),
    "discover": lambda c: c.get_service_registry_client().discover("s"),
    "discover create": lambda c: c.get_service_registry_client().discover("s", True),
}

CALLS: dict[str, Call] = {
    **{f"WorkflowExecutor.{name}": call for name, call in WORKFLOW_EXECUTOR.items()},
    **{f"TaskClient.{name}": call for name, call in TASK_CLIENT.items()},
    **{f"MetadataClient.{name}": call for name, call in METADATA_CLIENT.items()},
    **{f"SchedulerClient.{name}": call for name, call in SCHEDULER_CLIENT.items()},
    **{f"HumanExecutor.{name}": call for name, call in HUMAN_EXECUTOR.items()},
    **{f"TemplateClient.{name}": call for name, call in TEMPLATE_CLIENT.items()},
    **{f"ServiceRegistryClient.{name}": call for name, call in SERVICE_REGISTRY_CLIENT.items()},
    "empty-object body truthiness: skipTasks with undefined body": lambda c: (
        c.get_workflow_client().skip_tasks_from_workflow("wid", "ref")
    ),
    "path encoding": lambda c: c.get_task_client().get_task("a b/c?d"),
}
