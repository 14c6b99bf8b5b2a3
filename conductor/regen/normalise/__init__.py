"""Step 1b, normalise: what a server describes, in the few forms that the merge and the generator understand.

OpenAPI has several ways to say one thing, and real documents use all of them. Each is rewritten here: references to
anything become references to schemas, inheritance becomes fields, objects in a query become parameters. One bad
operation never costs the others: it is left out, and listed with the reason.

The result holds only keywords that are known here, so that nothing else of a foreign document reaches a later step.
"""

from conductor.regen.normalise.document import Normalised, normalise
from conductor.regen.normalise.marks import OWN

__all__ = ["OWN", "Normalised", "normalise"]
