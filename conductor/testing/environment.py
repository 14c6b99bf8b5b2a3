"""A server to test workflows on, embedded or real: the same test runs on each."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias, Unpack, cast

from conductor._options import is_local_address
from conductor._sync import MetadataClient, WorkflowExecutor, orkes_conductor_client
from conductor.errors import ConfigurationError
from conductor.models import StartWorkflowRequest
from conductor.testing._embedded import EmbeddedBackend
from conductor.testing._explain import explain
from conductor.testing._remote import RemoteBackend
from conductor.testing.errors import WorkflowNotEndedError
from conductor.testing.mocks import Answer, MockWorker
from conductor.testing.recording import Recording
from conductor.testing.replay import Replay
from conductor.testing.runs import Run

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from conductor._sync.client import ConductorClient
    from conductor._worker.roster import AnyWorker
    from conductor.config import OrkesApiConfig
    from conductor.local import LocalServer
    from conductor.testing._backend import Backend


class HasDict(Protocol):
    """A model, or a builder of one."""

    def to_dict(self) -> dict[str, Any]:
        """Give it with the names of the wire."""
        ...


Definition: TypeAlias = HasDict | Mapping[str, Any]
"""A definition of a workflow or a task."""


class ConductorEnvironment:
    """A server, a client of it, and workers that are played; made by one of its three makers.

    Use it as a context manager, or call :meth:`close`. ``client`` is the client for whatever is tested, ``executor`` a
    WorkflowExecutor of it. ``runs`` has the ids of the executions that were started here.

    Workers of an embedded server do one task after another on a thread that they share, so that the same program gives
    the same execution. A worker that itself waits for a workflow needs a ``TaskManager(env.client, ...)``.
    """

    def __init__(self, client: ConductorClient, backend: Backend, domain: str | None = None) -> None:
        self.client = client
        self.executor = WorkflowExecutor(client)
        self.runs: list[str] = []
        self._backend = backend
        self._domain = domain
        self._workers: set[str] = set()

    @classmethod
    def local(cls, server: LocalServer | None = None, *, http: bool = False, edition: str = "oss") -> Self:
        """Make an environment on an embedded server, whose clock is the wall clock.

        Args:
            server: This server, which stays open afterwards; default: a new one.
            http: Let the client go through a socket.
            edition: ``oss`` or ``orkes``, for a new server.
        """
        from conductor.local import LocalServer

        return cls._on(server or LocalServer(edition=edition), is_ours=server is None, http=http)

    @classmethod
    def time_skipping(cls, *, start: datetime | None = None, http: bool = False, edition: str = "oss") -> Self:
        """Make an environment on an embedded server whose clock stands still, and jumps when somebody waits.

        The clock moves in :meth:`execute`, :meth:`result`, :meth:`sleep` and in calls of the client that wait for a
        workflow, and only while no worker of this process, no HTTP task and no request is busy. Then it jumps to
        whatever comes next: the end of a WAIT, a retry, a timeout, a schedule.

        Args:
            start: What the clock shows at first, with its time zone; default: now.
            http: Let the client go through a socket.
            edition: ``oss`` or ``orkes``.
        """
        from conductor.local import LocalServer, SkippingClock

        if start is not None and start.tzinfo is None:
            raise ConfigurationError(f"start: {start} has no time zone; datetime(..., tzinfo=UTC) has one")
        clock = SkippingClock(None if start is None else round(start.timestamp() * 1000))
        return cls._on(LocalServer(clock=clock, edition=edition), is_ours=True, http=http)

    @classmethod
    def connect(cls, url: str | None = None, *, domain: str | None = None, **options: Unpack[OrkesApiConfig]) -> Self:
        """Make an environment on a server that runs elsewhere, with the wall clock.

        Its workers take tasks of that server as any worker does. Where others work on the same kinds of tasks, give a
        ``domain``: then they take only tasks of executions that were started by :meth:`start` and :meth:`execute`.

        Args:
            url: Where it is; default: CONDUCTOR_SERVER_URL, with the key of the environment.
            domain: Domain of the workers.
            **options: See ``OrkesApiConfig``.
        """
        if url is not None:
            options["server_url"] = url
        client = orkes_conductor_client(use_env=url is None, **options)
        if is_local_address(client.settings.server_url):
            client.close()
            raise ConfigurationError("an embedded server: use ConductorEnvironment.local() or time_skipping()")
        return cls(client, RemoteBackend(client, domain), domain)

    @property
    def skips_time(self) -> bool:
        """Whether its clock skips."""
        return self._backend.skips_time

    @property
    def now(self) -> datetime:
        """The time on the clock of the server, in UTC."""
        return self._backend.now()

    def sleep(self, duration: timedelta | float) -> None:
        """Let time pass, a timedelta or seconds; a clock that skips is there at once, past all that is due on the way.

        Raises:
            TimeSkippingNeeded: the clock does not skip, and nobody would wait for so long.
        """
        self._backend.sleep(duration if isinstance(duration, timedelta) else timedelta(seconds=duration))

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which the clock stands still, whoever waits."""
        return self._backend.without_skipping()

    def register(self, *definitions: Definition | str | os.PathLike[str]) -> None:
        """Register definitions of workflows and tasks, in place of those of the same name and version.

        Each is a model, a mapping with the names of the wire, or the path of a JSON file with one or a list of these.

        Raises:
            ConfigurationError: the file cannot be read, or is no definition.
        """
        for definition in definitions:
            for each in _definitions(definition):
                self._register(each)

    def mock_worker(
        self,
        task_def_name: str,
        output: Answer | Sequence[Answer] = None,
        *,
        error: str | BaseException | type[BaseException] | None = None,
    ) -> MockWorker:
        """Play the worker of this kind of task, in place of a former one; see :class:`MockWorker`.

        ``env.mock_worker("charge", {"receipt": 7})`` completes each task with this output; a function is called with
        the input; a list has one answer for each call; ``error="..."`` lets them fail.
        """
        mock = MockWorker(task_def_name, output, error=error)
        self.add_workers(mock)
        return mock

    def add_workers(self, *workers: AnyWorker) -> None:
        """Let real workers take tasks: ConductorWorkers, functions with the decorator ``worker``, mocks."""
        for worker in workers:
            self._backend.add_worker(worker)
            self._workers.add(worker.task_def_name)

    def remove_worker(self, task_def_name: str) -> None:
        """Let the worker of this kind of task take no more."""
        self._backend.remove_worker(task_def_name)
        self._workers.discard(task_def_name)

    def start(
        self, workflow: str | Definition, input: Mapping[str, Any] | None = None, *, version: int | None = None
    ) -> str:
        """Start a workflow by its name, or register a definition and start it; give the id of the execution."""
        if not isinstance(workflow, str):
            self.register(workflow)
            [definition] = _definitions(workflow)
            workflow, version = str(definition["name"]), definition.get("version", version)
        request = StartWorkflowRequest(name=workflow, version=version, input=dict(input or {}))
        if self._domain is not None:
            request.task_to_domain = dict.fromkeys(sorted(self._workers), self._domain)
        self.runs.append(self.executor.start_workflow(request))
        return self.runs[-1]

    def execute(
        self,
        workflow: str | Definition,
        input: Mapping[str, Any] | None = None,
        *,
        version: int | None = None,
        timeout: timedelta | None = None,
    ) -> Run:
        """Run a workflow to its end, or until only somebody outside can go on with it.

        Args:
            workflow: Its name, or a definition, which is registered first.
            input: The input.
            version: Default: the highest one.
            timeout: Longest time on the clock; default: 30 s, where it skips as long as it takes.

        Raises:
            WorkflowNotEndedError: the time is up, or nothing will happen any more: a worker is missing.
            TimeSkippingNeeded: it waits for longer than that, and the clock does not skip.
        """
        return self.result(self.start(workflow, input, version=version), timeout=timeout)

    def result(self, workflow_id: str, *, timeout: timedelta | None = None) -> Run:
        """Wait for an execution as :meth:`execute` does."""
        outcome = self._backend.wait(workflow_id, timeout)
        run = self.run(workflow_id)
        if outcome in {"stuck", "late"} and not run.ended:
            raise WorkflowNotEndedError(explain(run, outcome, self._workers), run)
        return run

    def run(self, workflow_id: str) -> Run:
        """Give an execution as it stands."""
        return Run.of(self.executor.get_workflow(workflow_id))

    def record(self, workflow_id: str) -> Recording:
        """Record an execution, to replay it; see :class:`Recording`."""
        return Recording.of(self.run(workflow_id))

    def replay(
        self,
        recording: Recording | str | os.PathLike[str],
        workflow: Definition | None = None,
        *,
        outputs: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Replay:
        """Play a recording, or the file of one, against a definition; default: the one that was recorded.

        ``outputs`` by reference are for tasks that the recording does not have, and win over those that it has.
        """
        found = recording if isinstance(recording, Recording) else Recording.load(recording)
        definition = None if workflow is None else _definitions(workflow)[0]
        return Replay.play(self.executor, found, definition, outputs or {})

    def close(self) -> None:
        """Stop the workers, close the client, and end the server if it was made here."""
        self._backend.close()
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        clock = "skipping clock" if self.skips_time else "wall clock"
        return f"<{type(self).__name__} on {self.client.settings.server_url}, {clock}>"

    @classmethod
    def _on(cls, server: LocalServer, *, is_ours: bool, http: bool) -> Self:
        client = orkes_conductor_client(server_url=server.listen() if http else server.url, use_env=False)
        return cls(client, EmbeddedBackend(server, is_ours=is_ours))

    def _register(self, definition: Mapping[str, Any]) -> None:
        if "tasks" in definition:
            self.executor.register_workflow(True, definition)
        else:
            MetadataClient(self.client).register_tasks([definition])


def _definitions(source: Definition | str | os.PathLike[str]) -> list[Mapping[str, Any]]:
    if isinstance(source, str | os.PathLike):
        return _read_definitions(Path(source))
    found = source if isinstance(source, Mapping) else getattr(source, "to_dict", dict[str, Any])()
    if "name" not in found:
        raise ConfigurationError(f"register: expected a definition or the path of a JSON file, not {source!r}")
    return [found]


def _read_definitions(path: Path) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"register: cannot read {path}: {error.strerror}") from None
    except ValueError as error:
        raise ConfigurationError(f"register: {path} is no JSON: {error}") from None
    entries = cast("list[object]", found if isinstance(found, list) else [found])
    for entry in entries:
        if not (isinstance(entry, dict) and "name" in entry):
            raise ConfigurationError(f"register: {path} holds no definition: it needs at least a name")
    return cast("list[Mapping[str, Any]]", entries)
