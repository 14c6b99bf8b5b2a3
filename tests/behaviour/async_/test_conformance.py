# Async source: no twin, what builders make is the same in both worlds.
"""Everything that builders make is registered and run, and the table in the docs says what came of it.

CONDUCTOR_TEST_CONFORMANCE=write writes the column of each server that the tests run on anew.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conductor import ApiError, OrkesClients, Task, Workflow, orkes_conductor_client
from conductor_api.api.task import batch_poll
from scripts.server_jar import SERVER_VERSION
from tests.support.builder_examples import INPUT, Example, examples

# The first test on a server waits for all executions there.
pytestmark = pytest.mark.timeout(300)

PAGE = Path(__file__).parents[3] / "docs" / "conformance.md"
SERVERS = {"oss": f"Conductor OSS {SERVER_VERSION}", "embedded": "embedded server"}
WORDS = {
    "completes": "completes",
    "waits": "waits for an API call",
    "worker": "waits for a worker",
    "fails": "fails without the external service",
}
EDITIONS = {"both": "OSS, Orkes", "orkes": "Orkes"}
INTRODUCTION = f"""# Conformance of builders

This table shows whether a server accepts and runs the definitions that the builders of `conductor.builders` produce.
The test suite registers and runs an example of each builder on both servers.

- **System task of**: the editions that run this task type themselves. On other editions the task {WORDS["worker"]}.
- **{WORDS["waits"]}**, **{WORDS["worker"]}**: the test completed the task, and the workflow continued to its end.
- **{WORDS["fails"]}**: the test environment has no language model provider, database or message broker.

To update this page, run the test with `CONDUCTOR_TEST_CONFORMANCE=write`.
"""
PATIENCE_S, PAUSE_S = 60.0, 0.2
WORKER = "conformance"
FAILED = {"FAILED", "FAILED_WITH_TERMINAL_ERROR"}
# The embedded server talks to no providers: their tasks are for workers.
LEFT_TO_WORKERS = ("LLM_", "GENERATE_", "LIST_MCP", "CALL_MCP")
EXAMPLES = examples("http://127.0.0.1:8080")
Outcomes = dict[str, str]


def expected(example: Example, server: str) -> str:
    """Give what comes of an example on a server."""
    is_left = server == "embedded" and example.type.startswith(LEFT_TO_WORKERS)
    return "worker" if is_left and example.outcome == "fails" else example.outcome


def outcome_of(clients: OrkesClients, example: Example, wanted: str) -> str:
    """Register and run an example, and say what came of it; what waits is completed, and has to go on then."""
    executor = clients.get_workflow_client()
    try:
        executor.register_workflow(True, example.definition)
    except ApiError as error:
        return f"is refused: {error.message}"
    workflow_id = executor.start_workflow({"name": example.definition.name, "version": 1, "input": INPUT})
    outcome, ends_s = "completes", time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_s:
        execution = executor.get_execution(workflow_id)
        if execution.status == "COMPLETED":
            return outcome
        if FAILED & {task.status for task in execution.tasks}:
            return "fails"
        if outcome == "completes" and (task := waiting_task(clients, execution, wanted)):
            outcome = wanted
            executor.update_task(task.task_id, workflow_id, "COMPLETED", {})
        time.sleep(PAUSE_S)
    return f"does not end: {[(task.task_type, task.status) for task in execution.tasks]}"


def waiting_task(clients: OrkesClients, execution: Workflow, wanted: str) -> Task | None:
    """Give the task that stands still in the expected way: it is in progress, or a worker took it."""
    task = execution.tasks[-1]
    if wanted == "worker" and task.status == "SCHEDULED":
        # Whoever of the threads gets it: the task says that a worker has it.
        batch_poll.sync(task.task_type, client=clients.get_workflow_client().client.api, workerid=WORKER, count=1)
        return None
    is_taken = wanted == "waits" or (wanted == "worker" and task.worker_id == WORKER)
    return task if is_taken and task.status == "IN_PROGRESS" else None


@pytest.fixture(scope="module")
def server(server_address: str, embedded: dict[str, str]) -> str:
    return "embedded" if server_address in embedded.values() else "oss"


@pytest.fixture(scope="module")
def outcomes(server_address: str, server: str, embedded: dict[str, str]) -> Iterator[Outcomes]:
    """What came of each example, by its name; several are tried at once."""
    web_address = embedded["http"] if server == "embedded" else server_address
    tried = examples(web_address, prefix=f"conformance_{uuid.uuid4().hex[:8]}_")
    needs = {needed.name: needed for example in tried for needed in example.needs}
    with orkes_conductor_client(server_url=server_address) as client, ThreadPoolExecutor(8) as pool:
        clients = OrkesClients(client)
        clients.get_metadata_client().update_workflow_defs(list(needs.values()))
        found = pool.map(lambda example: outcome_of(clients, example, expected(example, server)), tried)
        yield dict(zip((example.builder for example in tried), found, strict=True))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.builder)
def test_each_builder_registers_and_runs(outcomes: Outcomes, server: str, example: Example) -> None:
    """What a builder makes is accepted, and an execution of it gets as far as the server can bring it."""
    assert outcomes[example.builder] == expected(example, server)


def test_the_table_in_the_docs_is_what_came_out(outcomes: Outcomes, server: str) -> None:
    """The page says of this server what the tests saw there."""
    columns = {
        column: outcomes if column == server else {one.builder: expected(one, column) for one in EXAMPLES}
        for column in SERVERS
    }
    if os.environ.get("CONDUCTOR_TEST_CONFORMANCE") == "write":
        PAGE.write_text(page(columns), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(columns)


def page(columns: Mapping[str, Outcomes]) -> str:
    """Give the page for what came out on each server."""
    heads = ["Builder", "Task type", "System task of"]
    for title in SERVERS.values():
        heads += [f"{title}: registers", "runs"]
    lines = [INTRODUCTION, row(heads), row(["---"] * len(heads))]
    for example in EXAMPLES:
        cells = [f"`{example.builder}`", f"`{example.type}`", EDITIONS[example.edition]]
        for column in SERVERS:
            cells += registers_and_runs(columns[column][example.builder])
        lines.append(row(cells))
    return "\n".join(lines) + "\n"


def registers_and_runs(outcome: str) -> list[str]:
    return ["yes", WORDS[outcome]] if outcome in WORDS else ["no", outcome]


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
