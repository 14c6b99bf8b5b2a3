"""What both type checkers must refuse in programs that use the generated client.

The comment of a line says what is wrong with it: the error code of mypy, then the rule of pyright. A line without one
must be fine. tests/generated/test_types.py compares.
"""

from conductor_api import Client, models
from conductor_api.api import workflow
from conductor_api.api.task import batch_poll, poll_task
from conductor_api.api.workflow import get_workflow, start_workflow
from conductor_api.models import StartWorkflowRequest, TaskResultStatus, TaskState, WorkflowState, WorkflowTask

client = Client("http://localhost:8080")
request = StartWorkflowRequest(name="hello", input={"any": [1, {"thing": None}]})

# Requests
models.NoSuchModel()  # attr-defined reportAttributeAccessIssue
StartWorkflowRequest()  # call-arg reportCallIssue
StartWorkflowRequest("hello")  # call-arg reportCallIssue
StartWorkflowRequest(name=None)  # arg-type reportArgumentType
StartWorkflowRequest(name="hello", versoin=1)  # call-arg reportCallIssue
StartWorkflowRequest(name="hello", input=[])  # arg-type reportArgumentType
StartWorkflowRequest(name="hello", input={1: 2})  # dict-item reportArgumentType
WorkflowTask(name="greet")  # call-arg reportCallIssue
request.nmae = "x"  # attr-defined reportAttributeAccessIssue

# Calls
start_workflow.sync(body=request)  # call-arg reportCallIssue
start_workflow.sync(client=client)  # call-arg reportCallIssue
start_workflow.sync(client, body=request)  # call-arg reportCallIssue
start_workflow.sync(client=client, body={"name": "hello"})  # arg-type reportArgumentType
start_workflow.sync(client=client, body=request).strip_all()  # attr-defined reportAttributeAccessIssue
start_workflow.sync(client=client, body=request).upper()
workflow.no_such_operation.sync(client=client)  # attr-defined reportAttributeAccessIssue
get_workflow.sync(client=client)  # call-arg reportCallIssue
get_workflow.sync(7, client=client)  # arg-type reportArgumentType
get_workflow.sync("w", True, client=client)  # arg-type misc reportCallIssue
get_workflow.sync("w", client=client, include_task=True)  # call-arg reportCallIssue
batch_poll.sync("greet", client=client, count="5")  # arg-type reportArgumentType
batch_poll.sync("greet", client=client, count=None)

# Answers
execution = get_workflow.sync("w", client=client)
execution.workflow_id.upper()
execution.tasks[0].task_id.upper()
execution.tasks[0].output_data["x"].anything_goes()
execution.correlation_id.upper()  # union-attr reportOptionalMemberAccess
repr(execution.statsu)  # attr-defined reportAttributeAccessIssue
repr(poll_task.sync("greet", client=client).task_id)  # union-attr reportOptionalMemberAccess
state: TaskState = execution.status  # assignment reportAssignmentType
state = TaskResultStatus.COMPLETED  # assignment reportAssignmentType
text: str = execution.status
number: int = execution.create_time
number = execution.started_at  # assignment reportAssignmentType
repr(WorkflowState.PAUSED_NOT)  # attr-defined reportAttributeAccessIssue
WorkflowState("PAUSED")
