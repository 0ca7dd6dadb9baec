"""What a command hands back: text, remarks for standard error, an exit code. It writes nothing."""

from typing import NamedTuple

from routeplan.errors import EXIT_OK


class Outcome(NamedTuple):
    """`text`, or bytes as they are, go to standard output, or to the file `output`, which must be none of `inputs`.

    `remarks` are lines for standard error, complete with their `warning: `.
    """

    text: str | bytes
    exit_code: int = EXIT_OK
    remarks: tuple[str, ...] = ()
    output: str | None = None
    inputs: tuple[str, ...] = ()
