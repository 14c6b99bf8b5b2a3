"""Evaluates the scripts of workflows in worker processes with limits of time, memory and reach.

`scripts` is what the server uses. It hands scripts to `pool`, whose `supervisor` starts worker processes (`processes`)
and watches them. `frames` is what the server and a worker say to each other. The package `worker` runs in the workers.
"""
