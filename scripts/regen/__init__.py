"""`make regen`: fetch a server's document, run the steps of `conductor.regen`, derive the sync facade."""
