"""The real server of a test run: one for all processes of the run, started in the background.

The first process of the run that has collected a test for it starts this module as a program of its own. That program
starts the server, writes what came of it into a file, and ends with the run. It watches the process of the run, so
that a run that is killed leaves no server behind.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from attrs import asdict, frozen

from scripts.real_server import START_LIMIT_S, STOP_LIMIT_S, MissingTool, RealServer, ServerFailed

ROOT = Path(__file__).resolve().parents[2]
# The first start may have to download the server.
WAIT_LIMIT_S = START_LIMIT_S + 900
_PAUSE_S = 0.1
_REQUESTED, _ANSWER, _STOP, _ENDED, _LOG = "requested", "answer.json", "stop", "ended", "start.log"


@frozen
class Answer:
    """What came of the start: one of the three is set.

    Args:
        url: Where the server is.
        missing: What the machine lacks, in one line.
        failed: Why the server did not start, with the end of its log.
    """

    url: str = ""
    missing: str = ""
    failed: str = ""


class SessionServer:
    """The server of a run, as each process of the run sees it.

    Args:
        folder: What the processes of the run share; only files of this class are in it.
        run_pid: The process whose end is the end of the run.
    """

    def __init__(self, folder: Path, run_pid: int) -> None:
        self.folder = folder
        self.run_pid = run_pid

    @classmethod
    def create(cls) -> SessionServer:
        """Create the folder for a run of this process."""
        return cls(Path(tempfile.mkdtemp(prefix="conductor-tests-")), os.getpid())

    def request(self) -> None:
        """Start the server in the background, unless a process of this run has done so."""
        try:
            (self.folder / _REQUESTED).touch(exist_ok=False)
        except FileExistsError:
            return
        command = [sys.executable, "-m", "tests.support.session_server", str(self.folder), str(self.run_pid)]
        with (self.folder / _LOG).open("ab") as log:
            # In a session of its own: Ctrl-C ends the run, and the run ends the server in order.
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        # It outlives this process, so nobody waits for it: without a return code Popen warns of that when it is freed.
        process.returncode = 0

    def answer(self) -> Answer | None:
        """Return what came of the start; None while it goes on, or was not requested."""
        try:
            return Answer(**json.loads((self.folder / _ANSWER).read_text("utf-8")))
        except FileNotFoundError:
            return None

    def wait(self) -> Answer:
        """Wait until the server is healthy, or could not be started."""
        self.request()
        end = time.monotonic() + WAIT_LIMIT_S
        while time.monotonic() < end:
            if answer := self.answer():
                return answer
            time.sleep(_PAUSE_S)
        log = (self.folder / _LOG).read_text("utf-8", "replace")
        return Answer(failed=f"no answer from the process that starts the server after {WAIT_LIMIT_S} s\n{log}")

    def close(self) -> None:
        """Stop the server, and remove the folder. Only the process that created the folder calls this."""
        if (self.folder / _REQUESTED).exists():
            (self.folder / _STOP).touch()
            end = time.monotonic() + STOP_LIMIT_S + 5
            while not (self.folder / _ENDED).exists() and time.monotonic() < end:
                time.sleep(_PAUSE_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def serve(self) -> None:
        """Run the server until the run has ended; the program of this module."""
        try:
            with _ended_with(self):
                answer = self._serve()
        except KeyboardInterrupt:
            answer = Answer(failed="stopped before it was healthy")
        self._write(answer)
        if self.folder.exists():
            (self.folder / _ENDED).touch()

    def has_ended(self) -> bool:
        """Return whether the run has ended: it said so, its process is gone, or its folder is."""
        if not self.folder.exists() or (self.folder / _STOP).exists():
            return True
        try:
            os.kill(self.run_pid, 0)
        except ProcessLookupError:
            return True
        return False

    def _serve(self) -> Answer:
        try:
            with RealServer() as server:
                self._write(Answer(url=server.url))
                try:
                    server.wait()
                except KeyboardInterrupt:
                    # Its data go with it: there is no reason to wait for an orderly end.
                    server.kill()
                    raise
        except MissingTool as error:
            return Answer(missing=str(error))
        except ServerFailed as error:
            return Answer(failed=str(error))
        return Answer(failed="the server ended")

    def _write(self, answer: Answer) -> None:
        if not self.folder.exists():
            return
        draft = self.folder / f"{_ANSWER}.new"
        draft.write_text(json.dumps(asdict(answer)), "utf-8")
        # Complete or not there: other processes read it at any time.
        draft.replace(self.folder / _ANSWER)


@contextmanager
def _ended_with(server: SessionServer) -> Generator[None]:
    """Raise KeyboardInterrupt in the main thread when the run has ended."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_PAUSE_S):
            if server.has_ended():
                # As Ctrl-C: RealServer then stops the process and removes its folder, also in the middle of a start.
                os.kill(os.getpid(), signal.SIGINT)
                return

    signal.signal(signal.SIGINT, signal.default_int_handler)
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()


if __name__ == "__main__":
    SessionServer(Path(sys.argv[1]), int(sys.argv[2])).serve()
