"""Step 2b, server: what a server has in addition joins the base, and the differences are listed.

The base (the pinned version of Conductor OSS, and Orkes) never shrinks: the facade calls its operations and reads its
fields. Where a server describes one of them differently, the base counts, and the list says so.
"""

from conductor.regen.server.add import add_server
from conductor.regen.server.compare import compare_server
from conductor.regen.server.lists import Differences, Finding

__all__ = ["Differences", "Finding", "add_server", "compare_server"]
