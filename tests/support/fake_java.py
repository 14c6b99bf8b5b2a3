"""Programs named ``java`` that say a version, and play the server well or badly."""

from __future__ import annotations

import sys
from pathlib import Path

# Serves /health, and at /starts how often it was started in this working directory.
GOOD_SERVER = """
import http.server, pathlib
starts = pathlib.Path("starts.db")
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(len(starts.read_text())).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

port = next(int(a.split("=")[1]) for a in sys.argv if a.startswith("--server.port="))
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""

DYING_SERVER = """
print("Application run failed: no such bean")
sys.exit(3)
"""

_PROGRAM = """#!{python}
import sys
if sys.argv[1:] == ["-version"]:
    print('openjdk version "{version}" 2025-01-01', file=sys.stderr)
    sys.exit(0)
{server}
"""


def make_java(home: Path, version: str, server: str = "") -> Path:
    """Write bin/java into the folder and give its path."""
    java = home / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(_PROGRAM.format(python=sys.executable, version=version, server=server))
    java.chmod(0o755)
    return java
