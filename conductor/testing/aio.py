"""The test environment for programs with an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from conductor._async import AsyncWorkflowExecutor
from conductor._async.client import AsyncConductorClient
from conductor.local.hands import on_behalf_of
from conductor.testing.environment import ConductorEnvironment

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime, timedelta

    from conductor._worker.roster import AnyWorker
    from conductor.config import OrkesApiConfig
    from conductor.local import LocalServer
    from conductor.testing.environment import Definition
    from conductor.testing.mocks import Answer, MockWorker
    from conductor.testing.recording import Recording
    from conductor.testing.replay import Replay
    from conductor.testing.runs import Run

T = TypeVar("T")


class AsyncConductorEnvironment:
    """As :class:`ConductorEnvironment`, with a client for the running event loop; what waits is awaited.

    Use it as ``async with``, or call :meth:`aclose`.
    """

    def __init__(self, inner: ConductorEnvironment) -> None:
        self._inner = inner
        self.client = AsyncConductorClient(inner.client.settings)
        self.executor = AsyncWorkflowExecutor(self.client)

    @classmethod
    def local(cls, server: LocalServer | None = None, *, http: bool = False, edition: str = "oss") -> Self:
        """Make an environment on an embedded server, see :meth:`ConductorEnvironment.local`."""
        return cls(ConductorEnvironment.local(server, http=http, edition=edition))

    @classmethod
    def time_skipping(cls, *, start: datetime | None = None, http: bool = False, edition: str = "oss") -> Self:
        """Make an environment whose clock skips, see :meth:`ConductorEnvironment.time_skipping`."""
        return cls(ConductorEnvironment.time_skipping(start=start, http=http, edition=edition))

    @classmethod
    def connect(cls, url: str | None = None, *, domain: str | None = None, **options: Unpack[OrkesApiConfig]) -> Self:
        """Make an environment on a server that runs elsewhere, see :meth:`ConductorEnvironment.connect`."""
        return cls(ConductorEnvironment.connect(url, domain=domain, **options))

    @property
    def runs(self) -> list[str]:
        """The ids of the executions that were started here."""
        return self._inner.runs

    @property
    def skips_time(self) -> bool:
        """Whether its clock skips."""
        return self._inner.skips_time

    @property
    def now(self) -> datetime:
        """The time on the clock of the server, in UTC."""
        return self._inner.now

    async def sleep(self, duration: timedelta | float) -> None:
        """Let time pass, see :meth:`ConductorEnvironment.sleep`."""
        await _on_thread(lambda: self._inner.sleep(duration))

    def without_skipping(self) -> AbstractContextManager[None]:
        """A block in which the clock stands still, whoever waits."""
        return self._inner.without_skipping()

    async def register(self, *definitions: Definition | str | os.PathLike[str]) -> None:
        """Register definitions, see :meth:`ConductorEnvironment.register`."""
        await _on_thread(lambda: self._inner.register(*definitions))

    def mock_worker(
        self,
        task_def_name: str,
        output: Answer | Sequence[Answer] = None,
        *,
        error: str | BaseException | type[BaseException] | None = None,
    ) -> MockWorker:
        """Play a worker, see :meth:`ConductorEnvironment.mock_worker`."""
        return self._inner.mock_worker(task_def_name, output, error=error)

    def add_workers(self, *workers: AnyWorker) -> None:
        """Let real workers take tasks; those of an embedded server run on a thread with a loop of its own."""
        self._inner.add_workers(*workers)

    async def remove_worker(self, task_def_name: str) -> None:
        """Let the worker of this kind of task take no more."""
        await _on_thread(lambda: self._inner.remove_worker(task_def_name))

    async def start(
        self, workflow: str | Definition, input: Mapping[str, Any] | None = None, *, version: int | None = None
    ) -> str:
        """Start a workflow and give the id of the execution, see :meth:`ConductorEnvironment.start`."""
        return await _on_thread(lambda: self._inner.start(workflow, input, version=version))

    async def execute(
        self,
        workflow: str | Definition,
        input: Mapping[str, Any] | None = None,
        *,
        version: int | None = None,
        timeout: timedelta | None = None,
    ) -> Run:
        """Run a workflow to its end, see :meth:`ConductorEnvironment.execute`."""
        return await _on_thread(lambda: self._inner.execute(workflow, input, version=version, timeout=timeout))

    async def result(self, workflow_id: str, *, timeout: timedelta | None = None) -> Run:
        """Wait for an execution as :meth:`execute` does."""
        return await _on_thread(lambda: self._inner.result(workflow_id, timeout=timeout))

    async def run(self, workflow_id: str) -> Run:
        """Give an execution as it stands."""
        return await _on_thread(lambda: self._inner.run(workflow_id))

    async def record(self, workflow_id: str) -> Recording:
        """Record an execution, to replay it."""
        return await _on_thread(lambda: self._inner.record(workflow_id))

    async def replay(
        self,
        recording: Recording | str | os.PathLike[str],
        workflow: Definition | None = None,
        *,
        outputs: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Replay:
        """Play a recording against a definition, see :meth:`ConductorEnvironment.replay`."""
        return await _on_thread(lambda: self._inner.replay(recording, workflow, outputs=outputs))

    async def aclose(self) -> None:
        """Stop the workers, close the client, and end the server if it was made here."""
        await self.client.aclose()
        await _on_thread(self._inner.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return repr(self._inner).replace("ConductorEnvironment", type(self).__name__, 1)


async def _on_thread(call: Callable[[], T]) -> T:
    caller = asyncio.current_task()

    def on_behalf() -> T:
        # In a copy of the context, so that it ends with the call.
        on_behalf_of.set(caller)
        return call()

    return await asyncio.to_thread(on_behalf)
