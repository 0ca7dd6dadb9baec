"""Files to a network: every fault collected and placed, none hidden by the first.

The way: bytes -> text -> tree -> typed records -> merged -> references checked -> Network.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from routeplan.errors import Finding, NetworkError
from routeplan.network.collecting import Uncollected
from routeplan.network.decoding import Document, decode
from routeplan.network.faults import Faults, value_length
from routeplan.network.files import Layer, read_layers
from routeplan.network.merge import Merged, merge, to_network
from routeplan.network.model import Network
from routeplan.network.records.draft import Draft
from routeplan.network.records.reader import Reader
from routeplan.network.references import check_references, remark_unused


class Reading(NamedTuple):
    """What came of reading: the network where there are no errors, all findings, and the texts."""

    network: Network | None
    findings: tuple[Finding, ...]
    documents: dict[str, Document]


def read_network(paths: Sequence[str], *, stdin: bytes | None = None) -> tuple[Network, tuple[Finding, ...]]:
    """The network of the first path with the others laid over it in order, and its warnings.

    A path is a file, a folder or `-` for `stdin`. Raises NetworkError with every finding, or FileError.
    """
    return read_bytes(read_layers(paths, stdin))


def read_bytes(layers: Sequence[Layer]) -> tuple[Network, tuple[Finding, ...]]:
    """The same from content: the first layer is the network, the others are overlays.

    Overlays are somebody's work of today, so what the checks warn of in them is among the warnings.
    """
    reading = read_findings(layers)
    if reading.network is None:
        raise invalid(reading.findings)
    findings = list(reading.findings)
    if overlays := {name for layer in layers[1:] for name, _ in layer}:
        from routeplan.network.checks import run_checks

        findings += [finding for finding in run_checks(reading.network) if finding.file in overlays]
    return reading.network, tuple(finding for finding in findings if finding.severity == "warning")


def check_paths(paths: Sequence[str], *, stdin: bytes | None = None) -> tuple[Finding, ...]:
    """Everything there is to say about a network: errors, warnings and remarks, in the order of the files."""
    try:
        layers = read_layers(paths, stdin)
    except NetworkError as error:
        return error.findings
    return check_bytes(layers)


def check_bytes(layers: Sequence[Layer]) -> tuple[Finding, ...]:
    """The same from content."""
    from routeplan.network.checks import run_checks

    reading = read_findings(layers)
    if reading.network is None:
        return reading.findings
    return _in_order([*reading.findings, *run_checks(reading.network)], layers, reading.documents)


def read_findings(layers: Sequence[Layer]) -> Reading:
    """Reads everything and keeps every finding; the network is there only where no finding is an error."""
    with Uncollected():
        return _read(layers)


def _read(layers: Sequence[Layer]) -> Reading:
    faults = Faults()
    reader = Reader(faults)
    documents: dict[str, Document] = {}
    drafts: list[list[Draft]] = []
    complete = True
    for layer in layers:
        drafts.append([])
        for name, data in layer:
            document, findings = decode(name, data)
            faults.findings += findings
            draft = None
            if document is not None:
                documents[name] = document
                draft = reader.read(document)
            if draft is None:
                complete = False
            else:
                drafts[-1].append(draft)
    merged = merge(drafts, faults)
    if complete:  # else half of what is referred to would be missing for one and the same reason
        check_references(merged, faults)
    network = None
    if not faults.has_errors():
        _has_lanes(merged, drafts[0][0].document, faults)
        remark_unused(merged, faults)
    if not faults.has_errors():
        network = to_network(merged, digest_of(layers), [name for layer in layers for name, _ in layer])
    return Reading(network, _in_order(faults.findings, layers, documents), documents)


def digest_of(layers: Sequence[Layer]) -> str:
    """`sha256:...` over the content of all files in order, whatever they are called."""
    total = sha256()
    for layer in layers:
        total.update(b"layer %d\n" % len(layer))
        for _, data in layer:
            total.update(b"%d\n" % len(data))
            total.update(data)
    return "sha256:" + total.hexdigest()


def invalid(findings: Sequence[Finding]) -> NetworkError:
    """The refusal of a network with these findings."""
    errors = sum(finding.severity == "error" for finding in findings)
    message = f"the network has {errors} error{'s' if errors != 1 else ''}"
    return NetworkError(message, findings, help="routeplan check shows them all")


def _has_lanes(merged: Merged, document: Document, faults: Faults) -> None:
    """A network has places and lanes."""
    for section, entries in (("places", merged.entries["places"]), ("lanes", merged.lanes)):
        if not entries:
            faults.add("RP403", f"the network has no {section}", document, 0, help=f'add them under "{section}:"')


def _in_order(
    findings: Sequence[Finding], layers: Sequence[Layer], documents: dict[str, Document]
) -> tuple[Finding, ...]:
    """The findings in the order of the files, each with the text of its line."""
    names = [name for layer in layers for name, _ in layer]
    order = {name: number for number, name in enumerate(names)}
    shown = sorted(findings, key=lambda finding: (order.get(finding.file, -1), finding.line, finding.column))
    return tuple(_with_excerpt(finding, documents) for finding in shown)


def _with_excerpt(finding: Finding, documents: dict[str, Document]) -> Finding:
    """The finding with the text of its line, and the column of the first character where it has none."""
    document = documents.get(finding.file)
    if document is None or not finding.line or finding.excerpt:
        return finding
    excerpt = document.line_text(finding.line)
    if finding.column:
        return finding._replace(excerpt=excerpt)
    indent = len(excerpt) - len(excerpt.lstrip(" -"))
    length = value_length(excerpt, indent + 1)
    return finding._replace(excerpt=excerpt, column=indent + 1, length=length)
