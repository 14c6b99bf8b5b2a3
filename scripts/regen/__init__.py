"""`make regen`: fetch a document, run the steps of `conductor.regen`, derive the sync facade, print what changed."""
