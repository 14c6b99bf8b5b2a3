"""Evaluates the scripts of workflows in worker processes with limits of time, memory and reach.

`scripts` is what the server uses. `pool` runs worker processes, `processes` starts them, and `frames` is what the
server and a worker say to each other. `worker`, `confinement`, `fork_server` and `evaluators` run in the worker.
The worker imports through this package, so it imports nothing by itself.
"""
