"""Takes from a worker process what a script must not have; runs in the worker, after it has loaded its interpreters.

On Windows there are no such limits of a process. There the limits are those of the interpreters and the time after
which the server kills the worker.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

# What the worker itself needs beside the interpreter: the texts of the scope and of the result, which are at most
# 10 MiB each and exist two or three times while they are converted.
_OWN_BYTES: Final = 64 * 1024 * 1024
_SOCKET, _STDOUT, _STDERR = 0, 1, 2
_PR_SET_PDEATHSIG: Final = 1


def take_socket(descriptor: int) -> None:
    """Make the socket to the server file descriptor 0, and keep no other file but the null device as 1 and 2."""
    os.dup2(descriptor, _SOCKET)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, _STDOUT)
    os.dup2(null, _STDERR)
    os.closerange(_STDERR + 1, max(null, descriptor, 256) + 1)


def bind_to_parent(parent_pid: int) -> None:
    """Let the kernel kill this process when its parent, the fork server, is gone; only Linux can.

    Elsewhere a worker ends when its socket closes, and one that runs a script by its limit of processor time.
    """
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # The parent may have ended before the call.
        if os.getppid() != parent_pid:
            os._exit(1)


# Loaded in the fork server, since a worker can open no library.
_LIBC: Final = ctypes.CDLL(None if sys.platform != "win32" else "kernel32")


def confine(memory_bytes: int, *, is_python: bool) -> None:
    """Set the limits of memory and reach of this process; nothing can raise them again.

    A python expression was granted the reach of the host, so only its memory is limited.
    """
    _prefer_for_oom_killer()
    memory = _address_space_bytes() + 2 * memory_bytes + _OWN_BYTES
    if sys.platform == "win32":
        return
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    if is_python:
        return
    # Descriptors 0, 1 and 2 are in use, so no file and no socket can be opened.
    _limit(resource.RLIMIT_NOFILE, _STDERR + 1)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NPROC, 0)  # root is exempt; it is a second line, as nothing here can call fork()
    os.environ.clear()


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(what, (bound, bound))
    except (ValueError, OSError):
        # macOS knows some of these names and does not support them.
        if sys.platform == "linux":
            raise


def _address_space_bytes() -> int:
    """Return the size of what is mapped already, the interpreters included."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 1 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


def _prefer_for_oom_killer() -> None:
    """Let the kernel end script workers before the server when the machine runs out of memory."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    except OSError:
        return


def cpu_timer(limit_s: float) -> Callable[[bool], None]:
    """Return a function that starts (True) and stops (False) the timer of processor time of one script.

    The signal keeps its default disposition, so the kernel ends the process. No code in the process can outrun it,
    neither an interpreter in C nor a handler that waits for one.
    """
    if sys.platform == "win32":
        return lambda _: None
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
    setitimer, which = signal.setitimer, signal.ITIMER_PROF

    def switch(on: bool) -> None:
        setitimer(which, limit_s if on else 0.0)

    return switch


def permit_environment(variables: Mapping[str, str]) -> None:
    """Give a python expression the environment of the server."""
    os.environ.clear()
    os.environ.update(variables)
    if sys.platform != "win32":
        time.tzset()  # the time zone of the host; scripts of other languages have UTC


def peak_memory_bytes() -> int:
    """Return the most memory that this process has had so far; 0 on Windows."""
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
