"""Generate a typed client from a Conductor server's OpenAPI document, one step per module.

Steps: normalise, merge, overlay, enums, prune, generate, verify, report. Each step is deterministic. `scripts/regen`
runs them in a checkout, `conductor-py regen` anywhere.
"""
