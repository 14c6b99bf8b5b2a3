"""python -m conductor.local: the embedded server for clients of any language."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence

from .engine.keeping import StoreError
from .engine.runtime import ORKES, OSS
from .http.access import is_loopback_address, url_host
from .http_server import HttpServer
from .scripting.limits import MEMORY_OPTION, MIB, TIME_OPTION, ScriptLimits
from .server import LocalServer


def parser(program: str = "python -m conductor.local") -> argparse.ArgumentParser:
    """The options of the command line."""
    options = argparse.ArgumentParser(prog=program, description="The embedded server for clients of any language.")
    options.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    options.add_argument("--port", type=int, default=8080, help="port to listen on; 0 chooses one (default 8080)")
    options.add_argument(
        "--allowed-host",
        metavar="NAME",
        action="append",
        default=[],
        help="answer to this host name too, besides localhost and the address of --host; may be repeated",
    )
    options.add_argument("--db", metavar="FILE", help="keep everything in this SQLite file, and go on from there")
    options.add_argument("--keep", type=int, metavar="N", help="forget all but the last N ended executions")
    options.add_argument("--keep-hours", type=float, metavar="H", help="forget executions H hours after their end")
    options.add_argument("--allow-env", action="store_true", help="let workflows read the process environment")
    options.add_argument("--allow-python", action="store_true", help="let workflows run python expressions here")
    options.add_argument(
        TIME_OPTION,
        type=float,
        default=ScriptLimits.time_s,
        metavar="SECONDS",
        help="stop a script after this much processor time (default %(default)g)",
    )
    options.add_argument(
        MEMORY_OPTION,
        type=float,
        default=ScriptLimits.memory_bytes / MIB,
        metavar="MIB",
        help="stop a script that needs more memory (default %(default)g MiB)",
    )
    options.add_argument("--edition", choices=(OSS, ORKES), default=OSS, help="which Conductor to be (default oss)")
    options.add_argument(
        "--key", metavar="ID", help="orkes: refuse whoever has no token for a key (CONDUCTOR_AUTH_KEY)"
    )
    options.add_argument("--secret", help="its secret; better in CONDUCTOR_AUTH_SECRET, where nobody else sees it")
    return options


def keys_of(options: argparse.Namespace) -> dict[str, str]:
    """The key that clients need, as options or variables give it; variables do not count on OSS.

    Raises:
        ValueError: there is only a key, or only a secret.
    """
    if options.edition == OSS and not (options.key or options.secret):
        return {}
    key = options.key or os.environ.get("CONDUCTOR_AUTH_KEY")
    secret = options.secret or os.environ.get("CONDUCTOR_AUTH_SECRET")
    if bool(key) != bool(secret):
        raise ValueError("a key and its secret go together: CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET, or options")
    return {key: secret} if key and secret else {}


def script_limits_of(options: argparse.Namespace) -> ScriptLimits:
    """Return the limits of scripts that the options name; ValueError when they are out of range."""
    return ScriptLimits(options.script_time_limit, round(options.script_memory_limit * MIB))


async def serve(options: argparse.Namespace) -> None:
    """Serve until the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    keys = keys_of(options)
    with LocalServer(
        allow_env=options.allow_env,
        allow_python=options.allow_python,
        script_limits=script_limits_of(options),
        db=options.db,
        keep=options.keep,
        keep_hours=options.keep_hours,
        edition=options.edition,
        keys=keys,
    ) as local:
        http = HttpServer(local.respond(), options.host, options.port, options.allowed_host)
        port = await _listening(http, options)
        base = f"http://{url_host(options.host)}:{port}"
        sys.stdout.write(f"Conductor (embedded) listens on {base}/api, page at {base}/\n")
        sys.stdout.write(exposure(options, has_keys=bool(keys)))
        sys.stdout.flush()
        await stopped.wait()
        await http.stop()


def exposure(options: argparse.Namespace, *, has_keys: bool) -> str:
    """Return a line that says what other machines can do, empty when none can connect."""
    if is_loopback_address(options.host):
        return ""
    names = ", ".join(["localhost", *options.allowed_host])
    who = "clients need a key" if has_keys else "every client has full access, without a key"
    return (
        f"Other machines can connect to it: {who}. Browsers can use it as {names} or by the address of --host; "
        "add names with --allowed-host NAME.\n"
    )


async def _listening(http: HttpServer, options: argparse.Namespace) -> int:
    try:
        return await http.start()
    except OverflowError:
        raise ValueError(f"--port {options.port}: a port is 0 to 65535") from None
    except OSError as error:
        place, reason = f"{options.host}:{options.port}", error.strerror or error
        raise ValueError(f"cannot listen on {place}: {reason}; --port 0 takes a free one") from None


def main(arguments: Sequence[str] | None = None, program: str = "python -m conductor.local") -> None:
    """Run the command line."""
    options = parser(program).parse_args(arguments)
    limit = sys.getrecursionlimit()
    # The server takes JSON of 1,000 levels, and definitions take several calls for each of them.
    sys.setrecursionlimit(10_000)
    try:
        asyncio.run(serve(options))
    except (StoreError, ValueError) as error:
        sys.exit(f"{program}: {error}")
    finally:
        sys.setrecursionlimit(limit)


if __name__ == "__main__":
    main()
