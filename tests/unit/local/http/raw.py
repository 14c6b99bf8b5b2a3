"""Requests as bytes, for what no HTTP client would send."""

from __future__ import annotations

import contextlib
import re
import socket
from urllib.parse import urlsplit

TIMEOUT_S = 30


def connect(url: str) -> socket.socket:
    """Open a connection to a server; its operations fail after 30 seconds."""
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 80), timeout=TIMEOUT_S)


def exchange(url: str, *pieces: bytes) -> bytes:
    """Send pieces, end the sending side, and return everything that the server sends until it closes.

    A server that has seen enough may close while pieces are still being sent.
    """
    with connect(url) as connection:
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
        return read_to_end(connection)


def read_to_end(connection: socket.socket) -> bytes:
    """Return all bytes until the server closes the connection."""
    received = bytearray()
    while data := connection.recv(65536):
        received += data
    return bytes(received)


def statuses(received: bytes) -> list[int]:
    """Return the statuses of all replies."""
    return [int(found[1]) for found in re.finditer(rb"HTTP/1\.1 (\d{3}) \r\n", received)]
