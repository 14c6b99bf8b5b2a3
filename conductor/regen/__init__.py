"""Generate a typed client from a Conductor server's OpenAPI document, one step per module.

Steps: fetch, merge, server, overlay, enums, prune, generate, report. Each step is deterministic. `scripts/regen` runs
them in a checkout.
"""
