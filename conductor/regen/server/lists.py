"""The three lists about a server: what it has in addition, what it lacks, what it describes differently."""

from __future__ import annotations

from attrs import field, frozen

from conductor.regen.words import counted, wrapped

KINDS = ("operation", "parameter", "body", "answer", "schema", "field", "enum value")


@frozen
class Finding:
    """One difference between the server and the client.

    Attributes:
        sign: ``+`` the server has it in addition, ``-`` it lacks it, ``~`` it describes it differently
        kind: what it is about, one of ``KINDS``
        name: such as ``workflow.pause_workflow`` or ``Task.status``
        detail: for a difference, what it is
        breaks: whether calls of the client fail or mean something else there
    """

    sign: str
    kind: str
    name: str
    detail: str = ""
    breaks: bool = False


@frozen
class Differences:
    """What a server has, lacks and describes differently, compared with the version that the client is made of.

    ``of_orkes`` is the number of operations of Orkes that are not listed one by one, since the server has none of them.
    """

    base_version: str
    additional: list[Finding] = field(factory=list[Finding])
    lacking: list[Finding] = field(factory=list[Finding])
    different: list[Finding] = field(factory=list[Finding])
    of_orkes: int = 0

    def lines(self) -> list[str]:
        """Return the lists as lines for a person; the same order in each run."""
        return [*self._additional(), *self._lacking(), *self._different()]

    def _additional(self) -> list[str]:
        if not self.additional:
            return ["this server has nothing in addition"]
        return ["this server has in addition, and the client with it:", *_grouped("+", self.additional)]

    def _lacking(self) -> list[str]:
        calls = [finding for finding in self.lacking if finding.kind == "operation"]
        rest = [finding for finding in self.lacking if finding.kind != "operation"]
        lines: list[str] = []
        if calls:
            lines += ["this server lacks; calls raise NotSupportedByServer (! breaks callers):", *_grouped("!", calls)]
        if rest:
            lines += ["this server lacks, and ignores or never sends:", *_grouped("-", rest)]
        if self.of_orkes:
            count = f"{self.of_orkes} operation{'s' if self.of_orkes > 1 else ''}"
            lines += [f"this server lacks the {count} that only Orkes has; calls raise NotSupportedByServer"]
        return lines or ["this server lacks nothing"]

    def _different(self) -> list[str]:
        if not self.different:
            return ["this server describes nothing differently"]
        title = (
            f"this server describes differently; the client keeps the form of {self.base_version} (! breaks callers):"
        )
        ordered = sorted(self.different, key=lambda finding: (not finding.breaks, KINDS.index(finding.kind)))
        return [title, *(line for finding in ordered for line in _difference(finding))]


def _difference(finding: Finding) -> list[str]:
    mark = "!" if finding.breaks else "~"
    return wrapped(f"  {mark} {finding.kind} {finding.name}: {finding.detail}", "      ")


def _grouped(sign: str, findings: list[Finding]) -> list[str]:
    lines: list[str] = []
    for kind in KINDS:
        names = [finding.name for finding in findings if finding.kind == kind]
        if names:
            lines += counted(sign, kind, names)
    return lines
