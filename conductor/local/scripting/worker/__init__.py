"""What runs in the processes of scripts: the fork server, the workers and their interpreters.

A worker imports through this package, so it imports nothing by itself.
"""
