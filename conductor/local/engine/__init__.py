"""The Conductor engine as plain data and functions: no threads, no asyncio, no wall clock."""
