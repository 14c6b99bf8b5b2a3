"""How often the tests that repeat something do so.

CONDUCTOR_TEST_SIZES chooses one of two profiles: `default`, which `make test` uses, and `full`, which `make test-all`
uses. A size is a number of repetitions. No size changes what a test asserts.
"""

from __future__ import annotations

import os

from attrs import evolve, frozen

VARIABLE = "CONDUCTOR_TEST_SIZES"
ROUNDS = "CONDUCTOR_TEST_RANDOM_ROUNDS"
FUZZ_EXAMPLES = "CONDUCTOR_TEST_FUZZ_EXAMPLES"
DEFINITIONS = "CONDUCTOR_TEST_DEFINITIONS"


@frozen
class Sizes:
    """One profile.

    Args:
        name: Value of the variable.
        kills: Times that the embedded server is killed while it is writing.
        cycles: Times that workers start and stop.
        slots: Tasks that run at once in one worker.
        workers: Workers in one process.
        branches: Branches of the largest fork.
        hypothesis_examples: Examples of a property test that runs without a server.
        model_examples: Examples for each of the generated models.
        random_rounds: Rounds of six random scenarios on both servers.
        fuzz_examples: Random requests for each operation.
        definitions: Random definitions that both servers judge.
        sample: One of so many re-checks runs. A re-check repeats what another test already asserts.
    """

    name: str
    kills: int
    cycles: int
    slots: int
    workers: int
    branches: int
    hypothesis_examples: int
    model_examples: int
    random_rounds: int
    fuzz_examples: int
    definitions: int
    sample: int


FULL = Sizes(
    name="full",
    kills=12,
    cycles=1000,
    slots=2000,
    workers=1000,
    branches=10_000,
    hypothesis_examples=100,
    model_examples=15,
    random_rounds=6,
    fuzz_examples=15,
    definitions=20,
    sample=1,
)
DEFAULT = evolve(
    FULL,
    name="default",
    kills=3,
    cycles=100,
    slots=500,
    workers=300,
    branches=2000,
    hypothesis_examples=25,
    model_examples=4,
    random_rounds=2,
    fuzz_examples=3,
    definitions=5,
    sample=4,
)
_PROFILES = {sizes.name: sizes for sizes in (DEFAULT, FULL)}


def chosen() -> Sizes:
    """Return the profile that the environment names, with the numbers that a long campaign sets one by one.

    Raises:
        ValueError: The variable names a profile that does not exist.
    """
    name = os.environ.get(VARIABLE) or "default"
    if name not in _PROFILES:
        raise ValueError(f"{VARIABLE}={name}: expected {' or '.join(_PROFILES)}")
    sizes = _PROFILES[name]
    return evolve(
        sizes,
        random_rounds=int(os.environ.get(ROUNDS, sizes.random_rounds)),
        fuzz_examples=int(os.environ.get(FUZZ_EXAMPLES, sizes.fuzz_examples)),
        definitions=int(os.environ.get(DEFINITIONS, sizes.definitions)),
    )


SIZES = chosen()
