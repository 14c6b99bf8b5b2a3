"""The threads that plain functions run on."""

from __future__ import annotations

import asyncio
import ctypes
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from conductor._worker.threads import ThreadPool

LIMIT_S = 20


@pytest.fixture
def pool() -> Iterator[ThreadPool]:
    """Give a pool, and see that its threads end with it."""
    before = set(threading.enumerate())
    pool = ThreadPool("pool")
    yield pool
    assert pool.close() == []
    assert set(threading.enumerate()) == before


def outcomes(pool: ThreadPool, functions: Sequence[Callable[[], Any]]) -> list[asyncio.Future[Any]]:
    found = [asyncio.get_running_loop().create_future() for _ in functions]
    for function, outcome in zip(functions, found, strict=True):
        pool.run(function, outcome)
    return found


async def test_functions_that_block_run_at_once(pool: ThreadPool) -> None:
    """Fifty functions that wait for each other all come to their end."""
    barrier = threading.Barrier(50)
    parties = await asyncio.wait_for(asyncio.gather(*outcomes(pool, [barrier.wait] * 50)), LIMIT_S)
    assert sorted(parties) == list(range(50))


async def test_short_functions_share_threads(pool: ThreadPool) -> None:
    """A thousand short functions that come at once need no thread each; each of them runs once."""
    names: list[str] = []

    def note() -> str:
        name = threading.current_thread().name
        names.append(name)
        return name

    results = await asyncio.wait_for(asyncio.gather(*outcomes(pool, [note] * 1000)), LIMIT_S)
    assert sorted(names) == sorted(map(str, results))
    assert len(set(names)) < 100


async def test_a_thread_is_used_again(pool: ThreadPool) -> None:
    """Functions that come one after another all run on the first thread."""
    names = set()
    for _ in range(100):
        (outcome,) = outcomes(pool, [lambda: threading.current_thread().name])
        names.add(await asyncio.wait_for(outcome, LIMIT_S))
    assert names == {"pool-1"}


async def test_a_blocked_function_keeps_no_other_waiting(pool: ThreadPool) -> None:
    """While one function blocks, those that come later run on other threads."""
    gate = threading.Event()
    (blocked,) = outcomes(pool, [lambda: gate.wait(LIMIT_S)])
    assert await asyncio.wait_for(asyncio.gather(*outcomes(pool, [lambda: 1, lambda: 2])), LIMIT_S) == [1, 2]
    assert not blocked.done()
    gate.set()
    assert await asyncio.wait_for(blocked, LIMIT_S)


async def test_without_more_threads_those_that_there_are_do_it_all(
    pool: ThreadPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system gives no further thread, functions run one after another."""
    assert await asyncio.wait_for(asyncio.gather(*outcomes(pool, [lambda: 0])), LIMIT_S) == [0]

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    gate = threading.Event()
    found = outcomes(pool, [lambda: gate.wait(LIMIT_S), lambda: 1, lambda: 2])
    gate.set()
    assert await asyncio.wait_for(asyncio.gather(*found), LIMIT_S) == [True, 1, 2]


async def test_without_any_thread_the_caller_hears_of_it(pool: ThreadPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no thread at all, the error is the caller's, and nothing is left behind."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError, match="new thread"):
            outcomes(pool, [lambda: 1])
    assert await asyncio.wait_for(asyncio.gather(*outcomes(pool, [lambda: 2])), LIMIT_S) == [2]


async def test_work_that_was_given_up_is_not_begun(pool: ThreadPool) -> None:
    """A function whose outcome is known before its turn comes is not called."""
    begun: list[int] = []
    given_up = asyncio.get_running_loop().create_future()
    given_up.set_result(None)
    pool.run(lambda: begun.append(1), given_up)
    await asyncio.wait_for(asyncio.gather(*outcomes(pool, [lambda: begun.append(2)])), LIMIT_S)
    pool.close()
    assert begun == [2]


# That its thread ends by an exception is the case.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_thread_that_somebody_ended_is_replaced(pool: ThreadPool) -> None:
    """An exception put into an idle thread, as libraries for time limits do, stops no work."""
    (thread,) = await asyncio.wait_for(asyncio.gather(*outcomes(pool, [threading.current_thread])), LIMIT_S)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
    found = outcomes(pool, [lambda: 1, lambda: 2, lambda: 3])
    done, _ = await asyncio.wait(found, timeout=LIMIT_S, return_when=asyncio.ALL_COMPLETED)
    thread.join(LIMIT_S)
    assert {each.result() for each in done} == {1, 2, 3}


async def test_a_thread_that_is_stuck_is_named(pool: ThreadPool) -> None:
    """Closing waits for no function; it gives the name of its thread."""
    gate, has_begun = threading.Event(), threading.Event()

    def stuck() -> bool:
        has_begun.set()
        return gate.wait(LIMIT_S)

    (outcome,) = outcomes(pool, [stuck])
    await asyncio.to_thread(has_begun.wait, LIMIT_S)
    assert pool.close() == ["pool-1"]
    gate.set()
    assert await asyncio.wait_for(outcome, LIMIT_S)


async def test_nobody_waits_for_an_outcome_that_came_late(pool: ThreadPool) -> None:
    """An outcome that was given up before its function ended is left alone."""
    gate, has_begun = threading.Event(), threading.Event()
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, problem: problems.append(problem))
    (late,) = outcomes(pool, [lambda: has_begun.set() or gate.wait(LIMIT_S)])
    await asyncio.to_thread(has_begun.wait, LIMIT_S)
    late.set_result("given up")
    gate.set()
    await asyncio.to_thread(pool.close)
    await asyncio.sleep(0)
    assert (late.result(), problems) == ("given up", [])
