"""Plain functions in processes of their own."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from conductor._async.client import AsyncConductorClient
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.spec import ConductorWorker
from conductor.errors import ConfigurationError
from tests.support.cpu_workers import crunch, execute
from tests.support.stub_server import StubServer, until


@pytest.mark.slow
async def test_functions_run_in_other_processes(client: AsyncConductorClient, stub: StubServer) -> None:
    """Output, logs and failures come back; a process that dies fails its task, and the next one gets a new process."""
    first, second, third = stub.add("crunch", 3)
    async with AsyncTaskManager(client, [crunch]):
        await until(lambda: len(stub.results) == 3)
        (fourth,) = stub.add("crunch", inputData={"n": 9})
        await until(lambda: len(stub.results_of(fourth)) == 1)
    done, failed, dead = stub.outcome_of(first), stub.outcome_of(second), stub.outcome_of(third)
    assert done["outputData"]["n"] == 1
    assert done["outputData"]["process"] != os.getpid()
    assert [entry["log"] for entry in done["logs"]] == ["crunching 1"]
    assert (failed["status"], failed["reasonForIncompletion"]) == ("FAILED", "two is too much")
    assert (dead["status"], "died" in dead["reasonForIncompletion"]) == ("FAILED", True)
    assert stub.outcome_of(fourth)["status"] == "COMPLETED"
    assert multiprocessing.active_children() == []


@pytest.mark.slow
async def test_the_function_of_a_conductor_worker_too(client: AsyncConductorClient, stub: StubServer) -> None:
    """It is found by its name, as every function that is sent to another process."""
    (task_id,) = stub.add("execute")
    async with AsyncTaskManager(client, [ConductorWorker("execute", execute, isolation="process")]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["outputData"]["process"] != os.getpid()


async def test_what_cannot_be_imported_is_refused_at_the_start(client: AsyncConductorClient) -> None:
    """Lambdas and async functions do not go into a process."""

    @worker("wait", isolation="process")
    async def wait() -> None: ...

    with pytest.raises(ConfigurationError, match="top of a module"):
        AsyncTaskManager(client, [ConductorWorker("any", lambda task: None, isolation="process")]).sanity_check()
    with pytest.raises(ConfigurationError, match="this one is async"):
        await AsyncTaskManager(client, [wait]).start_polling()
    with pytest.raises(ConfigurationError, match="must be 'thread' or 'process'"):
        worker("any", isolation="fork")(lambda: None)  # type: ignore[arg-type] # the mistake
