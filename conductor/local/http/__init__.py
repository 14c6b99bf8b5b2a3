"""HTTP concerns of the embedded server that do not depend on the engine."""
