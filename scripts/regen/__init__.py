"""From the server's OpenAPI document to the generated client, one small step per module.

fetch -> merge -> overlay -> enums -> prune -> generate -> (scripts/unasync.py) -> report

Each step is deterministic. Those that write a file or folder run alone: ``python -m scripts.regen.fetch`` writes the
source, ``.build`` the document (merge to prune), ``.generate`` the client. ``python -m scripts.regen`` runs them all.
"""
