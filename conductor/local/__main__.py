"""python -m conductor.local: the embedded server for clients of any language."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from .http_server import HttpServer
from .server import LocalServer

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def parser() -> argparse.ArgumentParser:
    """The options of the command line."""
    options = argparse.ArgumentParser(prog="python -m conductor.local", description=__doc__)
    options.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    options.add_argument("--port", type=int, default=8080, help="port to listen on; 0 chooses one (default 8080)")
    options.add_argument("--allow-env", action="store_true", help="let workflows read the process environment")
    options.add_argument("--allow-python", action="store_true", help="let workflows run python expressions here")
    return options


async def serve(options: argparse.Namespace) -> None:
    """Serve until the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    with LocalServer(allow_env=options.allow_env, allow_python=options.allow_python) as local:
        http = HttpServer(local.driver, options.host, options.port)
        port = await http.start()
        sys.stdout.write(f"Conductor (embedded) listens on http://{options.host}:{port}/api\n")
        if options.host not in LOOPBACK:
            sys.stdout.write("It can be reached from other machines, and it asks nobody who they are.\n")
        sys.stdout.flush()
        await stopped.wait()
        await http.stop()


def main() -> None:
    """Run the command line."""
    asyncio.run(serve(parser().parse_args()))


if __name__ == "__main__":
    main()
