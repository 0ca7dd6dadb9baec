"""The way in and the way out: every exit code and every last word of routeplan is decided here."""

from __future__ import annotations

import os
import sys

# Nothing else up here: Ctrl-C during an import must already find its handler.


class Terminated(BaseException):
    """The system asked the process to end (SIGTERM)."""


def main(argv: list[str] | None = None) -> int:
    """Run a command line; the exit code. Never raises."""
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        try:
            _heed_signals()
            return _run(words)
        except MemoryError:
            pass  # its frames go with it, and what they held: now there is room for a word
        except Exception as error:
            return _explain(error, words)
        return _out_of_memory()
    except KeyboardInterrupt:
        _say("Stopped.")
        return 130
    except Terminated:
        _say("Terminated.")
        return 143
    except BrokenPipeError:
        return 141
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 70
    except MemoryError:
        return _out_of_memory()
    except BaseException as error:  # the error handling itself failed
        _say(f"error[RP900]: routeplan failed: {type(error).__name__}")
        return 70


def entry() -> None:
    """What the `routeplan` command runs. All is written by then, so Python is not taken down piece by piece."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(code)


def _heed_signals() -> None:
    """SIGTERM ends the run as Ctrl-C does; one that lands where Python swallows it still ends the run."""
    import signal

    def terminate(number: int, frame: object) -> None:
        raise Terminated

    try:  # noqa: SIM105 - contextlib is not worth its import here
        signal.signal(signal.SIGTERM, terminate)
    except ValueError:  # not in the main thread: whoever runs us there decides
        pass
    sys.unraisablehook = _end_if_swallowed


def _end_if_swallowed(unraisable: sys.UnraisableHookArgs) -> None:
    """A signal raised inside a callback of the import system or of the collector would only be printed."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _say("Stopped.")
        os._exit(130)
    if issubclass(unraisable.exc_type, Terminated):
        _say("Terminated.")
        os._exit(143)
    sys.__unraisablehook__(unraisable)


def _run(words: list[str]) -> int:
    from routeplan.cli.dispatch import dispatch
    from routeplan.cli.writing import say, write_file, write_stdout

    outcome = dispatch(words)
    if outcome.output not in (None, "-"):
        assert outcome.output is not None
        write_file(outcome.output, outcome.text, outcome.inputs)
    elif outcome.text:
        write_stdout(outcome.text)
    for remark in outcome.remarks:
        say(remark)
    return outcome.exit_code


def _explain(error: Exception, words: list[str]) -> int:
    """One or two lines on what went wrong; the exit code that says which kind it was."""
    from routeplan.errors import EXIT_BUG, EXIT_PIPE, NetworkError, RoutePlanError

    if isinstance(error, BrokenPipeError):
        return EXIT_PIPE
    if isinstance(error, NetworkError) and error.findings:
        from routeplan.cli.reporting import report

        _say(report(error.findings))
        return error.exit_code
    if isinstance(error, RoutePlanError):
        _refuse(error.code, error.message, error.help)
        return error.exit_code
    _report_bug(error, words)
    return EXIT_BUG


def _out_of_memory() -> int:
    _say("error[RP500]: out of memory")
    _say("help: ask for less: a smaller network, a smaller --top, a --limit")
    return 4


def _refuse(code: str, message: str, help: str) -> None:
    from routeplan.output.text import display_lines

    _say(f"error[{code}]: {display_lines(message)}")
    if help:
        _say(f"help: {display_lines(help)}")


def _report_bug(error: Exception, words: list[str]) -> None:
    if os.environ.get("ROUTEPLAN_DEBUG") == "1":
        import traceback

        _say("".join(traceback.format_exception(error)).rstrip())
    from routeplan.cli.crash import write_report
    from routeplan.output.text import display

    _say(f"error[RP900]: this is a bug in routeplan: {type(error).__name__}")
    path = write_report(error, words)
    if path:
        _say(f"help: a report without your data is in {display(path)}")
    else:
        _say("help: run again with ROUTEPLAN_DEBUG=1 to see where")


def _say(text: str) -> None:
    try:
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        pass


if __name__ == "__main__":
    sys.exit(main())
