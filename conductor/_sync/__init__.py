# Derived from conductor/_async/__init__.py by scripts/unasync.py; do not edit.
"""The facade: clients and executors over the generated endpoints."""
