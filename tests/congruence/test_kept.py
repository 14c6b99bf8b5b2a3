"""An embedded server that is killed again and again still does what the real one did."""

from __future__ import annotations

import pytest

from tests.congruence.comparing import hard_differences, normalised
from tests.congruence.player import Player
from tests.congruence.test_recorded import NOT_YET, RECORDED, VARIABLES, fixture_url
from tests.support.keepers import MemoryKeeper

__all__ = ["fixture_url"]

# The real server was not killed while it had these tasks: what was under way is done again.
DONE_AGAIN: frozenset[str] = frozenset()


class KilledPlayer(Player):
    """Ends the server before each turn, and goes on with one that knows only what was kept."""

    def __init__(self, name: str, fixture_url: str) -> None:
        self.keeper = MemoryKeeper()
        self.missed: list[str] = []
        super().__init__(RECORDED[name]["case"], fixture_url, VARIABLES, self.keeper)

    def _turn(self) -> None:
        self.missed += self.keeper.missed(self._server.app.engine.rt)
        if not self._parked:  # a client that waits has lost its connection, and the scenario goes on with its answer
            self._server.restart()
        super()._turn()


@pytest.mark.recheck
@pytest.mark.parametrize("name", sorted(RECORDED.keys() - NOT_YET.keys() - DONE_AGAIN))
def test_server_that_is_killed_at_each_turn_goes_on_as_the_real_one(name: str, fixture_url: str) -> None:
    """Nothing that a command changed is missing from what is kept, and with that alone the scenario goes on."""
    player = KilledPlayer(name, fixture_url)
    played = player.play()
    assert player.missed == []
    record = RECORDED[name]
    assert hard_differences(record["result"], normalised(played, fixture_url), record["volatile"]) == []
