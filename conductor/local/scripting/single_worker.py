"""The start of a script worker that was not forked: on Windows."""

from __future__ import annotations

import base64
import os
import socket
import sys
from typing import Any

from .fork_server import decode_config
from .worker import serve


def main(given: dict[str, Any]) -> None:
    """Serve the socket that the server passed on."""
    if sys.platform == "win32":
        connection = socket.fromshare(base64.b64decode(given["shared"]))
    else:
        os.dup2(given["descriptor"], 0)
        os.close(given["descriptor"])
        connection = socket.socket(fileno=0)
    serve(decode_config(given["config"].encode()), connection)
