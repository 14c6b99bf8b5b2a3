"""``conductor-py dev``, ``server``, ``worker`` and ``ui``: what runs until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conductor import TaskManager, WorkflowExecutor, async_orkes_conductor_client
from conductor.cli.exits import USAGE, fail
from conductor.cli.options import DEFAULT_SERVER, Port, Server, client_of, config_of
from conductor.cli.output import VisibleFormatter, say

if TYPE_CHECKING:
    from conductor.local import LocalServer

_STOP_S = 30
AllowedHosts = Annotated[
    list[str] | None,
    typer.Option("--allowed-host", metavar="NAME", help="Answer to this host name too, besides localhost; repeatable."),
]
Module = Annotated[str, typer.Argument(metavar="MODULE", help="shop.workers or shop/workers.py")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this area."""
    app.command()(dev)
    # The server has a command line of its own, with the same options: `python -m conductor.local`.
    everything: dict[str, Any] = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command(context_settings=everything)(server)
    app.command()(worker)
    app.command()(ui)


def dev(
    module: Module,
    port: Port = 8080,
    db: Annotated[Path | None, typer.Option(help="Keep what the server knows in this file.")] = None,
    reload: Annotated[bool, typer.Option(help="Start the workers anew when a Python file changes.")] = True,
    allowed_host: AllowedHosts = None,
) -> None:
    """Run an embedded server with its page, and the workers and workflows of a module."""
    from conductor.local import LocalServer

    with LocalServer(db=db, allowed_hosts=allowed_host or ()) as local:
        url = _listen(local, port)
        say(f"server   {url}   (embedded, {db or 'memory'})   page  {url}/")
        say(f"module   {module}   reload on change: {'on' if reload else 'off'}")
        command = [sys.executable, "-m", "conductor.cli", "worker", module, "--server", url, "--register"]
        _run_workers(command, _folder_of(module) if reload else None)


def server(context: typer.Context) -> None:
    """Run the embedded server alone; -h shows its options."""
    from conductor.local.__main__ import main

    try:
        main(context.args, "conductor-py server")
    except SystemExit as ended:
        if not isinstance(ended.code, str):
            raise
        fail(ended.code, USAGE)


def worker(
    module: Module,
    server: Server = DEFAULT_SERVER,
    concurrency: Annotated[int | None, typer.Option(help="Tasks at a time, of each worker.", min=1)] = None,
    domain: Annotated[str | None, typer.Option(help="Domain to poll in.")] = None,
    register: Annotated[bool, typer.Option("--register", help="Register the workflows of the module, too.")] = False,
) -> None:
    """Run the workers of a module until Ctrl-C or SIGTERM."""
    from conductor.cli.loading import has_workers, load

    found = load(module)
    _show_logs()
    options = {"concurrency": concurrency, "domain": domain}
    with client_of(server) as client:
        if register and _register(WorkflowExecutor(client), found) and not has_workers(found):
            logging.getLogger("conductor.cli").info("%s has no workers: nothing to run", module)
            return
        TaskManager(client, found, options={key: value for key, value in options.items() if value is not None}).run()


def ui(server: Server = DEFAULT_SERVER, port: Port = 8081, allowed_host: AllowedHosts = None) -> None:
    """Serve the page for a server that has none."""
    from conductor.ui import serve

    async def run() -> None:
        async with async_orkes_conductor_client(config_of(server), use_env=False) as client:
            names = allowed_host or ()
            await serve(
                client, port=port, allowed_hosts=names, ready=lambda url: say(f"page  {url}   server  {server}")
            )

    try:
        asyncio.run(run())
    except ValueError as error:
        fail(str(error), USAGE)
    except OSError as error:
        fail(f"port {port}: {error.strerror}; --port 0 takes a free one", USAGE)


def _show_logs() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(VisibleFormatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for quiet in ("httpx", "httpcore"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


def _listen(local: LocalServer, port: int) -> str:
    try:
        return local.listen(port=port)
    except ValueError as error:
        fail(str(error), USAGE)
        raise
    except OSError as error:
        fail(f"port {port}: {error.strerror}; --port 0 takes a free one", USAGE)
        raise


def _register(executor: WorkflowExecutor, module: ModuleType) -> bool:
    """Register the workflows of a module, and tell whether there are any."""
    from conductor.cli.loading import workflows_in

    found = workflows_in(module)
    for each in found:
        executor.register_workflow(True, each)
        logging.getLogger("conductor.cli").info("workflow %s v%s registered", each.name, each.version)
    return bool(found)


def _folder_of(module: str) -> Path:
    return Path(module).resolve().parent if module.endswith(".py") else Path.cwd()


def _run_workers(command: list[str], watched: Path | None) -> None:
    """Run the workers until Ctrl-C; anew whenever a Python file in the watched folder changes."""
    if watched is None:
        with contextlib.suppress(KeyboardInterrupt):
            raise typer.Exit(subprocess.call(command))  # noqa: S603 - this program, with the module of the user
        return
    from watchfiles import PythonFilter, run_process

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    # While the workers finish, the server goes on.
    run_process(
        watched,
        target=shlex.join(command),
        target_type="command",
        watch_filter=PythonFilter(),
        sigint_timeout=_STOP_S,
    )
