"""Compiled functions that are kept on disk: what cannot be read there is compiled again, what does not fit is not kept.

The disk may be full, or the files damaged or another user's: none of it keeps a question from its answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from numba import njit
from numba.core.caching import FunctionCache

Code = Any  # numba's types mean nothing to the type checker
NumbasCache: Any = FunctionCache
Function = TypeVar("Function", bound=Callable[..., Any])


class Forgiving(NumbasCache):  # type: ignore[misc]
    """The kept code of one function."""

    def load_overload(self, sig: Code, target_context: Code) -> Code:
        """The code for these arguments; None where it has to be compiled."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # numba reads pickles: damaged ones raise anything
            self._forget()
            return None

    def save_overload(self, sig: Code, data: Code) -> None:
        """Keep the code for these arguments, where there is room."""
        try:
            super().save_overload(sig, data)
        except Exception:
            self._forget()

    def _forget(self) -> None:
        """Drop the index, which numba writes before the code: it may name code of an earlier version."""
        with suppress(OSError):
            os.unlink(self._cache_file._index_path)


def compiled(function: Function) -> Function:
    """`njit(cache=True)`. Raises RuntimeError where there is no folder to keep code in."""
    dispatcher = njit(function)
    dispatcher._cache = Forgiving(function)
    return dispatcher  # type: ignore[no-any-return]
