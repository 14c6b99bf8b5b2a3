"""`make regen`: fetch the server's document, run the steps of `conductor.regen`, derive the sync facade.

`python -m scripts.regen.fetch` writes only the source, `python -m scripts.regen` runs all steps.
"""
