"""From the server's OpenAPI document to the generated client, one small step per module.

fetch -> merge -> overlay -> enums -> prune -> generate -> (scripts/unasync.py) -> report

Each step reads one file and writes one file or folder, is deterministic and runs alone:
``python -m scripts.regen.merge``. ``python -m scripts.regen`` runs them all.
"""
