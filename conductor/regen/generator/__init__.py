"""The generator openapi-python-client, with what it lacks: maps, uploads, unions with a discriminator, free names."""
