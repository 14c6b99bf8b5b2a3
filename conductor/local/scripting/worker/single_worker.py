"""The start of a script worker that was not forked: on Windows."""

from __future__ import annotations

import base64
import os
import socket
import sys
from typing import Any

from conductor.local.scripting.config import decode_config

from .serving import load_interpreters, serve


def main(given: dict[str, Any]) -> None:
    """Serve the socket that the server passed on."""
    code = 1
    try:
        load_interpreters()
        serve(decode_config(given["config"].encode()), _connection(given))
        code = 0
    finally:
        # The server takes the end of the socket for the end of the process: nothing may come between.
        os._exit(code)


def _connection(given: dict[str, Any]) -> socket.socket:
    if sys.platform == "win32":
        return socket.fromshare(base64.b64decode(given["shared"]))
    os.dup2(given["descriptor"], 0)
    os.close(given["descriptor"])
    return socket.socket(fileno=0)
