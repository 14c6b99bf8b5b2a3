"""Tests; the folders are described in CONTRIBUTING.md."""
