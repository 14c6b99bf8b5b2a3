"""The process that runs the real server for all test processes of a run.

``python -m tests.support.shared_server FOLDER PID`` writes the server's address to ``FOLDER/url``, or to
``FOLDER/missing`` or ``FOLDER/failed`` why there is none. It ends when the process PID has ended, or on SIGTERM.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts.real_server import MissingTool, RealServer, ServerFailed

ROOT = Path(__file__).resolve().parents[2]
_WATCH_INTERVAL_S = 0.5
_PAUSE_S = 0.1


class SharedServer:
    """The real server of a run, as each of its test processes sees it.

    The first process that needs the server starts it, in the background. The others find its address in the folder.
    """

    def __init__(self, folder: Path, owner_pid: int) -> None:
        self._folder = folder
        self._owner_pid = owner_pid

    def start(self) -> None:
        """Start the server unless another process of this run has done so; return at once."""
        try:
            (self._folder / "claimed").mkdir()  # atomic: one process succeeds
        except FileExistsError:
            return
        command = [sys.executable, "-m", "tests.support.shared_server", str(self._folder), str(self._owner_pid)]
        with (self._folder / "log").open("wb") as log:
            subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, limit_s: float) -> bool:
        """Wait until the start has succeeded or failed; return whether it has."""
        ends_s = time.monotonic() + limit_s
        while not any((self._folder / name).exists() for name in ("url", "missing", "failed")):
            if time.monotonic() > ends_s:
                return False
            time.sleep(_PAUSE_S)
        return True

    def url(self) -> str:
        """Return the address.

        Raises:
            MissingTool: Java or the jar is not on this machine.
            ServerFailed: The server did not start.
        """
        if (found := self._folder / "url").exists():
            return found.read_text("utf-8")
        if (found := self._folder / "missing").exists():
            raise MissingTool(found.read_text("utf-8"))
        failed = self._folder / "failed"
        raise ServerFailed(failed.read_text("utf-8") if failed.exists() else "the real server has not started in time")


def _write(folder: Path, name: str, text: str) -> None:
    # Renamed, so that no reader sees half of it.
    draft = folder / f"{name}.draft"
    draft.write_text(text, "utf-8")
    draft.rename(folder / name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def main(folder: Path, owner_pid: int) -> None:
    signal.signal(signal.SIGTERM, _stop)
    _write(folder, "pid", str(os.getpid()))
    try:
        with RealServer() as server:
            _write(folder, "url", server.url)
            while _is_alive(owner_pid):
                time.sleep(_WATCH_INTERVAL_S)
    except MissingTool as error:
        _write(folder, "missing", str(error))
    except ServerFailed as error:
        _write(folder, "failed", str(error))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
