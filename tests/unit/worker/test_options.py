"""Options: where they come from, and that changes take effect at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient
from conductor._worker.decorator import worker
from conductor._worker.events import WorkerEvent, WorkerPaused, WorkerResumed
from conductor._worker.manager import AsyncTaskManager, TaskManager
from conductor._worker.options import PollingOptions, TaskManagerOptions, read_environment, read_options
from conductor._worker.poller import Ask, Pace
from conductor._worker.roster import Roster
from conductor._worker.spec import ConductorWorker
from conductor.errors import ConfigurationError
from conductor.models import Task
from tests.support.stub_server import StubServer, until


async def echo(task: Task) -> dict[str, Any]:
    return {"n": task.input_data["n"]}


def options_of(roster: Roster, name: str = "echo") -> PollingOptions:
    return roster.specs()[name][1]


def held_worker() -> tuple[Any, asyncio.Event, asyncio.Event]:
    """A worker whose function goes on when it is told to, with what tells that it has begun, and what lets it end."""
    begun, end = asyncio.Event(), asyncio.Event()

    @worker("wait")
    async def wait() -> None:
        begun.set()
        await end.wait()

    return wait, begun, end


def test_names_may_be_those_of_other_sdks() -> None:
    """snake_case and camelCase mean the same; times are milliseconds or a timedelta; None is not given."""
    given = {"pollInterval": 5, "batchPollingTimeout": timedelta(seconds=1), "workerID": "me", "domain": None}
    assert read_options(given, "options") == {
        "poll_interval_ms": 5,
        "batch_polling_timeout_ms": 1000,
        "worker_id": "me",
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"concurrency": -1}, "concurrency in options must be a whole number from 0"),
        ({"concurrency": True}, "whole number"),
        ({"batch_polling_timeout": 5001}, "at most 5000 ms"),
        ({"paused": "maybe"}, "True or False"),
        ({"interval": 1}, "did you mean poll_interval"),
        ({"zzz": 1}, "known are"),
    ],
)
def test_wrong_options_are_named(given: dict[str, Any], message: str) -> None:
    """The error names the option, the place and what is possible."""
    with pytest.raises(ConfigurationError, match=message):
        read_options(given, "options")


def test_the_environment_sets_options() -> None:
    """What names a worker wins over what is for all; the dotted form and names of other SDKs are known."""
    environ = {
        "CONDUCTOR_WORKER_ALL_CONCURRENCY": "7",
        "CONDUCTOR_WORKER_SEND_MAIL_CONCURRENCY": "9",
        "CONDUCTOR_WORKER_ALL_POLL_TIMEOUT": "250",
        "conductor.worker.send-mail.paused": "true",
        "conductor.worker.all.lease_extend_enabled": "yes",
        "CONDUCTOR_WORKER_SEND_MAIL_DOMAIN": " ",
    }
    assert read_environment("send-mail", environ) == {
        "concurrency": 9,
        "batch_polling_timeout_ms": 250,
        "paused": True,
        "lease_extend": True,
    }


def test_a_wrong_variable_is_named() -> None:
    """The error names the variable."""
    with pytest.raises(ConfigurationError, match="CONDUCTOR_WORKER_ALL_CONCURRENCY must be a whole number"):
        read_environment("echo", {"CONDUCTOR_WORKER_ALL_CONCURRENCY": "many"})


@pytest.mark.parametrize("names", [("send-mail", "send_mail"), ("Send", "send"), ("a.b", "a-b", "c")])
def test_a_variable_that_means_two_workers_is_refused(
    names: Sequence[str], sync_client: ConductorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that share a prefix in the environment are an error at the start when a variable has it."""
    workers = [worker(name)(lambda: None) for name in names]
    manager = TaskManager(sync_client, workers)
    manager.sanity_check()
    monkeypatch.setenv(f"CONDUCTOR_WORKER_{re.sub('[^a-z]', '_', names[0].lower()).upper()}_PAUSED", "true")
    with pytest.raises(ConfigurationError, match=f"means worker {names[0]!r} and worker {names[1]!r}: use the dotted"):
        manager.start_polling()
    TaskManager(sync_client, workers, use_env=False).sanity_check()


def test_the_dotted_form_tells_such_workers_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the name as it is."""
    monkeypatch.setenv("conductor.worker.send-mail.concurrency", "7")
    roster = Roster([worker(name)(lambda: None) for name in ("send-mail", "send_mail")], {}, use_env=True)
    roster.check()
    assert [options.concurrency for _, options in roster.specs().values()] == [7, 1]


def test_a_worker_called_all_is_refused_beside_variables_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could tell whom the variable means; a manager with this worker alone has no doubt."""
    workers = [worker(name)(lambda: None) for name in ("echo", "ALL")]
    Roster(workers, {}, use_env=True).check()
    monkeypatch.setenv("CONDUCTOR_WORKER_ALL_CONCURRENCY", "7")
    with pytest.raises(ConfigurationError, match="means all workers and worker 'ALL': rename that worker"):
        Roster(workers, {}, use_env=True).check()
    Roster(workers[1:], {}, use_env=True).check()


def test_the_layers_of_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker wins over the manager, the environment over both, and changes while running over all."""
    monkeypatch.setenv("CONDUCTOR_WORKER_ECHO_POLL_INTERVAL", "3")
    workers = [ConductorWorker("echo", echo, concurrency=2, poll_interval=2)]
    given = {"concurrency": 1, "poll_interval": 1, "domain": "d"}
    roster = Roster(workers, given, use_env=True)
    options = options_of(roster)
    assert (options.concurrency, options.poll_interval_ms, options.domain) == (2, 3, "d")
    roster.change_all({"poll_interval": 4})
    assert options_of(roster).poll_interval_ms == 4
    assert options_of(Roster(workers, given, use_env=False)).poll_interval_ms == 2


def test_changes_keep_a_domain_of_the_worker() -> None:
    """A change for all workers gives a domain to those that have none."""
    roster = Roster([ConductorWorker("echo", echo, domain="own"), ConductorWorker("other", echo)], None, use_env=False)
    roster.change_all({"domain": "new"})
    assert (options_of(roster).domain, options_of(roster, "other").domain) == ("own", "new")


def test_a_module_may_be_given_as_workers() -> None:
    """Its workers are found, each once; what else is in it is left alone."""
    module = ModuleType("shop")

    @worker("charge")
    def charge() -> None: ...

    module.charge = module.alias = charge  # type: ignore[attr-defined] # a module made by hand
    module.plain = echo  # type: ignore[attr-defined] # same
    module.ConductorWorker = ConductorWorker  # type: ignore[attr-defined] # same
    assert [w.task_def_name for w in Roster(module, None, use_env=False).workers] == ["charge"]


def test_options_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The options for all workers are shown with their times in milliseconds."""
    roster = Roster([ConductorWorker("echo", echo)], {"pollInterval": 5, "worker_id": "me"}, use_env=False)
    assert roster.common()["poll_interval"] == 5
    assert roster.common()["worker_id"] == "me"


async def test_a_higher_limit_counts_at_once(client: AsyncConductorClient, stub: StubServer) -> None:
    """Raising the concurrency starts more tasks while others run."""
    running, end = 0, asyncio.Event()

    @worker("wait")
    async def wait() -> None:
        nonlocal running
        running += 1
        await end.wait()

    stub.add("wait", 3)
    manager = AsyncTaskManager(client, [wait])
    async with manager:
        await until(lambda: running == 1)
        manager.update_polling_options(concurrency=3)
        await until(lambda: running == 3)
        end.set()


async def test_a_paused_worker_takes_no_tasks(client: AsyncConductorClient, stub: StubServer) -> None:
    """After resume_worker it goes on; both are told."""
    events: list[WorkerEvent] = []
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo, paused=True)], listeners=[events.append])
    async with manager:
        stub.add("echo")
        assert stub.polls == []
        assert manager.resume_worker("echo")
        await until(lambda: len(stub.results) == 1)
        assert manager.pause_worker("echo")
    assert [type(event) for event in events if isinstance(event, WorkerPaused | WorkerResumed)] == [
        WorkerResumed,
        WorkerPaused,
    ]


async def test_a_worker_that_is_paused_while_it_works_takes_no_next_task(
    client: AsyncConductorClient, stub: StubServer
) -> None:
    """The result of the running task is reported, without a task in return."""
    wait, begun, end = held_worker()
    stub.add("wait", 2)
    manager = AsyncTaskManager(client, [wait])
    async with manager:
        await begun.wait()
        manager.pause_worker("wait")
        end.set()
        await until(lambda: len(stub.results) == 1)
    assert (stub.queued("wait"), stub.paths[-1]) == (1, "/api/tasks")


@pytest.mark.parametrize("change", [{"paused": True}, {"concurrency": 0}], ids=str)
async def test_what_a_held_poll_brings_after_a_pause_goes_back(
    change: TaskManagerOptions, client: AsyncConductorClient, stub: StubServer
) -> None:
    """The function is not called: the task is handed out again, maybe to another host."""
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo, batch_polling_timeout=5000)])
    async with manager:
        await until(lambda: len(stub.polls) == 1)
        manager.update_polling_options(change)
        (task_id,) = stub.add("echo")
        await until(lambda: len(stub.results) == 1)
    result = stub.outcome_of(task_id)
    assert (result["status"], result["callbackAfterSeconds"]) == ("IN_PROGRESS", 1)


async def test_another_domain_ends_the_chain(client: AsyncConductorClient, stub: StubServer) -> None:
    """The answer to a result would be a task of the old domain: the next one comes by a poll."""
    wait, begun, end = held_worker()
    stub.add("wait", 3)
    manager = AsyncTaskManager(client, [wait])
    async with manager:
        await begun.wait()
        manager.update_polling_options(domain="eu")
        end.set()
        await until(lambda: len(stub.results) == 3)
    reports = [path for path in stub.paths if not path.startswith("/api/tasks/poll")]
    assert reports[:2] == ["/api/tasks", "/api/tasks/update-v2"]
    assert [poll.params.get("domain") for poll in stub.polls][:2] == [None, "eu"]


async def test_options_of_an_unknown_worker_are_logged(
    client: AsyncConductorClient, caplog: pytest.LogCaptureFixture
) -> None:
    """It is no error, as in the JavaScript SDK."""
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)])
    with caplog.at_level("INFO", logger="conductor.worker"):
        assert not manager.update_polling_option_for_worker("nobody", {"concurrency": 2})
    assert "No runner found for worker with taskDefName: nobody" in caplog.text


async def test_options_before_the_start_count(client: AsyncConductorClient, stub: StubServer) -> None:
    """What is changed before the start is not forgotten."""
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)])
    assert manager.update_polling_option_for_worker("echo", concurrency=4)
    async with manager:
        await until(lambda: len(stub.polls) > 0)
    assert stub.polls[0].count == 4


async def test_without_holding_the_queue_is_asked_in_intervals(client: AsyncConductorClient, stub: StubServer) -> None:
    """A change of the interval ends a pause that is under way."""
    options = {"batch_polling_timeout": 0, "poll_interval": 3_600_000}
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)], options=options)
    async with manager:
        await until(lambda: len(stub.polls) == 1)
        stub.add("echo")
        manager.update_polling_options(poll_interval=1)
        await until(lambda: len(stub.results) == 1)


def test_the_pace_of_polls() -> None:
    """All free slots at first and after work, one task and longer and longer while the queue is empty."""
    pace = Pace()
    asks: list[Ask] = []
    for received in (3, 0, 0, 0, 0, 0, 0, 1):
        asks.append(ask := pace.next_ask(4, None))
        pace.note(ask, received)
    asks.append(pace.next_ask(3, None))
    holds = [Ask(1, hold_ms) for hold_ms in (100, 200, 400, 800, 1000, 1000)]
    assert asks == [Ask(4, 0), Ask(4, 0), *holds, Ask(3, 0)]


def test_one_free_slot_needs_no_short_poll() -> None:
    """A held poll for one task answers at once when there is one."""
    assert Pace().next_ask(1, 300) == Ask(1, 300)
