"""The processes of scripts: how many there are, when they end, and what happens when they fail."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from conductor.local import LocalServer
from conductor.local.engine.script_calls import ScriptCall, ScriptOutcome
from conductor.local.scripting import processes, supervisor
from conductor.local.scripting.config import WorkerConfig, decode_config, encode_config
from conductor.local.scripting.frames import ReplyKind, encode_reply
from conductor.local.scripting.limits import MIB, ScriptLimits
from conductor.local.scripting.pool import WorkerPool
from conductor.local.scripting.processes import CannotStartError, SpawningHost
from conductor.local.scripting.scripts import SandboxedScripts
from tests.unit.local.scripting.support import SMALL, run, scripts_with

if TYPE_CHECKING:
    import socket

pytestmark = pytest.mark.timeout(30)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
ENDLESS = ScriptCall("javascript", "for (;;);", {})


def until(is_true: Callable[[], object]) -> None:
    """Wait for something; the test's time limit ends it."""
    while not is_true():
        time.sleep(0.005)


def children(of: int | None = None) -> set[int]:
    """Return the processes that a process has started, and those that they have started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = {of or os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {of or os.getpid()}


@pytest.fixture
def scripts() -> Generator[SandboxedScripts]:
    """A runner with a pool of its own."""
    with scripts_with() as found:
        yield found


@LINUX
def test_no_process_is_started_before_the_first_script() -> None:
    """A server without scripts costs no process and no thread for them."""
    before = children()
    with scripts_with() as scripts:
        assert scripts.evaluate_inline(ScriptCall("javascript", "$.a < 3", {"a": 1})) == ScriptOutcome(True)
        assert children() <= before


@LINUX
def test_close_ends_all_processes() -> None:
    """Nothing is left after a pool was closed, not even of scripts that did not end."""
    before = children()
    with scripts_with(limits=ScriptLimits(time_s=60)) as scripts:
        run(scripts, "javascript", "1 + 1")
        scripts.submit(ENDLESS, lambda _: None)
        until(lambda: len(children() - before) >= 2)
    assert children() <= before


def test_close_ends_the_wait_of_other_threads() -> None:
    """run() in another thread returns an error, and later calls are refused."""
    outcomes: SimpleQueue[ScriptOutcome] = SimpleQueue()
    with scripts_with(limits=ScriptLimits(time_s=60)) as scripts:
        thread = threading.Thread(target=lambda: outcomes.put(scripts.run(ENDLESS)))
        thread.start()
        until(lambda: scripts._jobs)
    thread.join()
    assert "closed" in (outcomes.get().error or "")
    assert "closed" in (run(scripts, "javascript", "1 + 1").error or "")


def test_done_is_not_called_after_close() -> None:
    """What was submitted and did not end is forgotten."""
    called: list[ScriptOutcome] = []
    with scripts_with(limits=ScriptLimits(time_s=60)) as scripts:
        assert scripts.submit(ENDLESS, called.append) is None
    assert called == []


def test_pool_starts_again_after_it_was_closed() -> None:
    """Closing ends processes; the next script starts others."""
    pool = WorkerPool()
    for _ in range(2):
        with scripts_with(pool) as scripts:
            assert run(scripts, "javascript", "1 + 1").value == 2


def test_pool_ends_when_no_server_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some time after the last server was closed all processes and the thread are gone."""
    monkeypatch.setattr(supervisor, "LINGER_S", 0.01)
    pool = WorkerPool()
    scripts = SandboxedScripts(pool=pool)
    assert run(scripts, "javascript", "1 + 1").value == 2
    scripts.close()
    until(lambda: pool.supervisor is None)
    assert pool.idle == {}


def test_idle_workers_end(scripts: SandboxedScripts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the workers of a busy time at most one stays."""
    monkeypatch.setattr(supervisor, "IDLE_LIMIT_S", 0.05)
    pool = scripts._own_pool
    assert pool is not None
    outcomes: SimpleQueue[ScriptOutcome] = SimpleQueue()
    call = ScriptCall("javascript", "for (let i = 0; i < 1e5; i++); 1 + 1", {})
    for _ in range(6):
        scripts.submit(call, outcomes.put)
    assert [outcomes.get().value for _ in range(6)] == [2] * 6
    until(lambda: pool.supervisor is not None and len(pool.supervisor._workers) <= 1)


def test_more_scripts_than_workers_wait_for_their_turn() -> None:
    """With two workers all of ten scripts are evaluated."""
    with scripts_with(WorkerPool(max_workers=2)) as scripts:
        outcomes: SimpleQueue[ScriptOutcome] = SimpleQueue()
        for number in range(10):
            scripts.submit(ScriptCall("javascript", f"{number} + 0", {}), outcomes.put)
        assert sorted(outcomes.get().value for _ in range(10)) == list(range(10))


def test_slow_scripts_do_not_delay_a_short_one(scripts: SandboxedScripts) -> None:
    """While 100 scripts use all of their time, a short one is evaluated before any of them has ended."""
    outcomes: list[ScriptOutcome] = []
    for _ in range(100):
        scripts.submit(ENDLESS, outcomes.append)
    assert run(scripts, "javascript", "6 * 7").value == 42
    assert len(outcomes) < 100


def test_workers_of_other_limits_are_not_mixed() -> None:
    """Two servers with different limits share a pool, also when it is full, and each has its own limits."""
    pool = WorkerPool(max_workers=1)
    source = "for (let i = 0; i < 3e6; i++); 'x'.repeat(2000).length + 0"
    with scripts_with(pool) as small, scripts_with(pool, limits=ScriptLimits(result_bytes=10)) as tiny:
        for _ in range(2):
            assert run(small, "javascript", "'x'.repeat(1000) + ''").value == "x" * 1000
            assert run(tiny, "javascript", "'x'.repeat(1000) + ''").exceeds_limit
        assert run(tiny, "javascript", source).value == 2000


def test_many_threads_share_a_pool(scripts: SandboxedScripts) -> None:
    """Each thread gets the outcomes of its own scripts."""
    wrong: list[object] = []

    def evaluate(number: int) -> None:
        for step in range(25):
            outcome = run(scripts, "javascript", f"$.n * 1000 + {step}", {"n": number})
            if outcome.value != number * 1000 + step:
                wrong.append(outcome)

    threads = [threading.Thread(target=evaluate, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_short_script_is_ready_within_its_budget(scripts: SandboxedScripts) -> None:
    """With an idle worker the outcome is returned, and `done` is not called; without a budget it is called."""
    run(scripts, "javascript", "1 + 1")
    called: SimpleQueue[ScriptOutcome] = SimpleQueue()
    call = ScriptCall("javascript", "2 + 2", {})
    assert scripts.submit(call, called.put, inline_budget_s=5.0) == ScriptOutcome(4)
    assert called.empty()
    assert scripts.submit(call, called.put) is None
    assert called.get() == ScriptOutcome(4)


def test_done_may_evaluate_scripts(scripts: SandboxedScripts) -> None:
    """`done` runs in a thread that the pool does not need."""
    found: SimpleQueue[ScriptOutcome] = SimpleQueue()
    scripts.submit(ScriptCall("javascript", "1 + 1", {}), lambda one: found.put(run(scripts, "jq", f"{one.value} + 1")))
    assert found.get().value == [3]


def test_error_in_done_does_not_stop_other_outcomes(
    scripts: SandboxedScripts, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and the next outcome is delivered."""
    found: SimpleQueue[ScriptOutcome] = SimpleQueue()
    scripts.submit(ScriptCall("javascript", "1 + 1", {}), lambda one: one.value[1])
    scripts.submit(ScriptCall("javascript", "2 + 2", {}), found.put)
    assert found.get().value == 4
    until(lambda: "could not be handled" in caplog.text)


@LINUX
def test_worker_that_is_killed_fails_its_script_and_is_replaced(scripts: SandboxedScripts) -> None:
    """The outcome says so, and the next script runs."""
    outcomes: SimpleQueue[ScriptOutcome] = SimpleQueue()
    run(scripts, "javascript", "1 + 1")
    before = children()
    scripts.submit(ScriptCall("javascript", "for (;;);", {}), outcomes.put)
    for process_id in before:
        # The worker is a child of the fork server, which is among these.
        for worker in children(process_id):
            os.kill(worker, signal.SIGSEGV)
    outcome = outcomes.get()
    assert outcome.error is not None
    assert outcome.exceeds_limit
    assert run(scripts, "javascript", "2 + 2").value == 4


@LINUX
def test_fork_server_that_is_killed_is_replaced(scripts: SandboxedScripts) -> None:
    """Its workers die with it; the next script starts another one."""
    run(scripts, "javascript", "1 + 1")
    pool = scripts._own_pool
    assert pool is not None
    assert pool.supervisor is not None
    host = pool.supervisor._host
    assert isinstance(host, processes.ForkingHost)
    workers = children(host._process.pid)
    host._process.kill()
    until(lambda: not children() & workers)
    outcome = run(scripts, "javascript", "2 + 2")
    # It is noticed at the latest by the script that meets it.
    assert outcome.value == 4 or run(scripts, "javascript", "2 + 2").value == 4


class FakeHost(SpawningHost):
    """A host whose workers answer with given bytes, or close at once."""

    answers: tuple[bytes, ...] = ()

    def start_worker(self, worker_id: int, connection: socket.socket, config: WorkerConfig) -> None:
        ours = connection.dup()

        def serve() -> None:
            with ours:
                ours.sendall(encode_reply(ReplyKind.READY))
                ours.recv(65536)
                for answer in self.answers:
                    ours.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()


NONSENSE = {
    "nothing": (),
    "half a reply": (b"\0\0\0\x20\x01\0abc",),
    "unknown kind": (b"\0\0\0\x02\x63\0",),
    "too long": (struct.pack(">IB?", 1 << 31, 1, False),),
    "no length": (b"\0\0\0\0\0\0",),
    "two replies": (encode_reply(ReplyKind.VALUE, "1") * 2,),
    "no JSON": (encode_reply(ReplyKind.VALUE, "{"),),
    "no text": (b"\0\0\0\x04\x01\0\xff\xfe",),
    "number without end": (encode_reply(ReplyKind.VALUE, "9" * 10_000),),
    "deep": (encode_reply(ReplyKind.VALUE, "[" * 100_000),),
    "deep and closed": (encode_reply(ReplyKind.VALUE, "[" * 5_000 + "]" * 5_000),),
    "started twice": (encode_reply(ReplyKind.READY) * 3,),
}


@pytest.mark.parametrize("answers", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_of_a_worker_fails_the_script(answers: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a worker answers, the server gets an outcome with an error, and goes on."""
    host = FakeHost()
    host.answers = answers
    monkeypatch.setattr(supervisor, "new_host", lambda: host)
    monkeypatch.setattr(supervisor, "_EXIT_LIMIT_S", 0.05)
    with scripts_with() as scripts:
        for _ in range(2):
            outcome = run(scripts, "javascript", "1 + 1")
            assert outcome.value is None
            assert outcome.error


def test_worker_that_answers_nothing_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that uses no processor time is stopped as well, after a longer time."""
    monkeypatch.setattr(ScriptLimits, "wall_time_s", 0.1)
    with scripts_with(allow_python=True) as scripts:
        outcome = run(scripts, "python", "import time\ntime.sleep(100)")
        assert outcome.exceeds_limit
        assert "did not end within 0.1 s (limit: --script-time-limit)" in (outcome.error or "")


def test_failed_start_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without processes scripts fail, and the server does not hang."""

    def fail(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", fail)
    with scripts_with() as scripts:
        error = run(scripts, "javascript", "1 + 1").error or ""
    assert "Resource temporarily unavailable" in error
    assert "ulimit -u" in error


@pytest.mark.parametrize("executable", ["", "/nonexistent/python"])
def test_program_without_python_is_told_so(executable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen program, or one whose python is gone, cannot run scripts."""
    monkeypatch.setattr(sys, "executable", executable)
    with scripts_with() as scripts:
        assert "scripts run in processes" in (run(scripts, "javascript", "1 + 1").error or "")


def test_frozen_program_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """sys.executable of such a program is the program itself."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(CannotStartError):
        processes.new_host()


def test_workers_without_fork_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fork each worker is a python process of its own."""
    monkeypatch.setattr(supervisor, "new_host", SpawningHost)
    with scripts_with() as scripts:
        assert run(scripts, "javascript", "$.a + 1", {"a": 1}).value == 2
        assert run(scripts, "jq", ".a", {"a": 1}).value == [1]
        assert run(scripts, "jq", "def f: f; f").exceeds_limit
        assert run(scripts, "javascript", "$.a + 1", {"a": 2}).value == 3


def test_config_of_a_worker_is_not_changed_on_its_way() -> None:
    """What one side writes the other reads."""
    config = WorkerConfig(ScriptLimits(1.5, 16 * MIB, 5), (("A", "ä"), ("B", "")), check_dialect=False)
    assert decode_config(encode_config(config)) == config


def run_program(program: str, expected_code: int = 0) -> str:
    """Run a python program with a time limit; return what it wrote to its two streams."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", textwrap.dedent(program)],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == expected_code, done.stderr
    return done.stdout + done.stderr


def test_exit_of_the_interpreter_is_quiet() -> None:
    """A program that ends while scripts run leaves no message, no process and does not hang."""
    out = run_program(
        """
        from conductor.local import LocalServer
        from conductor.local.engine.script_calls import ScriptCall
        server = LocalServer()
        scripts = server._scripts
        print(scripts.run(ScriptCall("javascript", "1 + 1", {})).value)
        scripts.submit(ScriptCall("javascript", "for (;;);", {}), print)
        """
    )
    assert out == "2\n"


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # Python 3.12 on fork with threads: meant here
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fork_of_the_host_has_a_pool_of_its_own(scripts: SandboxedScripts) -> None:
    """A child of this process evaluates scripts, and those of the parent are not disturbed."""
    shared = SandboxedScripts(limits=SMALL)
    assert run(shared, "javascript", "1 + 1").value == 2
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if run(shared, "javascript", "20 + 22").value == 42 else 2
            from conductor.local.scripting.pool import shared_pool

            shared_pool().close()
        finally:
            os._exit(code)
    assert run(shared, "javascript", "2 + 2").value == 4
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert run(shared, "javascript", "3 + 3").value == 6
    shared.close()


@LINUX
def test_kill_of_the_host_leaves_no_process() -> None:
    """The processes of a server that was killed end, also while a script runs."""
    program = """
        import sys, time
        from conductor.local.engine.script_calls import ScriptCall
        from conductor.local.scripting.scripts import SandboxedScripts
        from conductor.local.scripting.limits import ScriptLimits
        scripts = SandboxedScripts(limits=ScriptLimits(time_s=1000))
        scripts.run(ScriptCall("javascript", "1 + 1", {}))
        scripts.submit(ScriptCall("javascript", "for (;;);", {}), print)
        scripts.submit(ScriptCall("javascript", "for (;;);", {}), print)
        print("ready", flush=True)
        time.sleep(1000)
        """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE) as host:
        assert host.stdout is not None
        assert host.stdout.readline() == b"ready\n"
        until(lambda: len(children(host.pid)) >= 3)
        started = children(host.pid)
        host.kill()
    until(lambda: not any(Path(f"/proc/{process_id}").exists() for process_id in started))
    assert len(started) >= 3


def test_interrupt_of_the_terminal_does_not_reach_scripts() -> None:
    """Ctrl-C goes to the process group of the server, and the scripts are in another session."""
    with scripts_with(allow_python=True) as scripts:
        found = run(scripts, "python", "import os\nreturn {'session': os.getsid(0)}").value
    assert found["session"] != os.getsid(0)


def test_servers_share_the_processes() -> None:
    """Two embedded servers evaluate scripts, and closing one does not disturb the other."""
    with LocalServer() as first:
        with LocalServer() as second:
            assert run(first._scripts, "javascript", "1 + 1").value == 2
            assert run(second._scripts, "javascript", "2 + 2").value == 4
        assert run(first._scripts, "javascript", "3 + 3").value == 6
