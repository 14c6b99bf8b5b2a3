# Async source: scripts/unasync.py derives conductor/_sync/__init__.py from it, line by line.
"""The facade: clients and executors over the generated endpoints."""
