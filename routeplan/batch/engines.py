"""Where a batch is worked out: here, in processes of this machine, or on a cluster. One seam: an `Executor`.

Rows are cut into blocks and each block into chunks of rows that go to the same destination, since those share
bounds. Answers come back in the order asked; a few blocks at most are under way, so memory does not grow with the
list. Blocks begin small, that the first answers come soon.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from itertools import islice

from routeplan.batch.rows import Row
from routeplan.batch.solving import Bench, EngineError, Order, Solved, pack, solve, solve_chunk
from routeplan.errors import RoutePlanError, UsageError
from routeplan.network.model import Network
from routeplan.units import quote

FIRST_BLOCK, LARGEST_BLOCK = 16, 1024
"""Rows a worker."""
LARGEST_CHUNK = 64
BLOCKS_UNDER_WAY = 3

Chunked = list[tuple[Future[list[Solved]], list[int]]]


def solve_here(network: Network, order: Order, rows: Iterable[Row]) -> Iterator[Solved]:
    """The answers one by one, each as soon as its row is there."""
    bench = Bench(network)
    for row in rows:
        yield solve(bench, order, row)


def solve_on(
    executor: Executor, workers: int, network: Network, order: Order, rows: Iterable[Row]
) -> Iterator[Solved]:
    """The answers in the order of the rows, worked out by the executor. Raises `EngineError` if it breaks."""
    payload = pack(network)
    rest = iter(rows)
    under_way: deque[tuple[int, Chunked]] = deque()
    size = FIRST_BLOCK * workers
    try:
        while True:
            while len(under_way) < BLOCKS_UNDER_WAY:
                block = list(islice(rest, size))
                if not block:
                    break
                size = min(2 * size, LARGEST_BLOCK * workers)
                under_way.append((len(block), _submit(executor, payload, order, block)))
            if not under_way:
                return
            yield from _in_order(*under_way.popleft())
    except BrokenExecutor:
        raise EngineError("a worker was killed, perhaps for want of memory", help=_RESUME) from None
    finally:
        for _, chunks in under_way:
            for future, _ in chunks:
                future.cancel()


_RESUME = "go on with --resume and fewer --jobs"


def _submit(executor: Executor, payload: bytes, order: Order, block: list[Row]) -> Chunked:
    """The block as chunks with common destinations; large groups are cut, small ones put together."""
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(block):
        groups.setdefault(str(row.options.get("destination", "")), []).append(number)
    chunks: list[list[int]] = []
    for group in groups.values():
        if chunks and len(chunks[-1]) + len(group) <= LARGEST_CHUNK:
            chunks[-1] += group
        else:
            chunks += [group[at : at + LARGEST_CHUNK] for at in range(0, len(group), LARGEST_CHUNK)]
    return [
        (executor.submit(solve_chunk, payload, order, tuple(block[number] for number in chunk)), chunk)
        for chunk in chunks
    ]


def _in_order(size: int, chunks: Chunked) -> Iterator[Solved]:
    """The answers of a block, each as soon as those before it are there."""
    home = {number: at for at, (_, chunk) in enumerate(chunks) for number in chunk}
    ready: dict[int, Solved] = {}
    for number in range(size):
        if number not in ready:
            future, chunk = chunks[home[number]]
            ready.update(zip(chunk, future.result(), strict=True))
        yield ready.pop(number)


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Worker processes that leave signals to this one and do not outlive it."""
    import multiprocessing
    import sys
    import threading
    from concurrent.futures import ProcessPoolExecutor

    # A fork is ready at once, but copies the locks of other threads as they are.
    forks = sys.platform.startswith("linux") and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_worker)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _begin_worker() -> None:
    import os
    import signal
    import threading
    from multiprocessing import connection, parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()
    assert parent is not None

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextmanager
def dask(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask scheduler at `HOST:PORT` and how many threads they have. Needs `routeplan[dask]`."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "Dask Distributed is not installed", help="pip install 'routeplan[dask]', here and on every worker"
        ) from None
    try:
        client = Client(f"tcp://{address}", timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise EngineError(f"no Dask scheduler answers at {quote(address)}", help=str(error)[:200]) from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise EngineError(f"the Dask scheduler at {quote(address)} has no workers", help="start dask worker")
        # Tasks are pure, yet equal ones of two runs must not be taken for each other's.
        yield client.get_executor(pure=False, retries=3), threads
    except RoutePlanError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("distributed", "dask", "tornado", "concurrent"):
            raise
        said = f"the Dask cluster at {quote(address)} gave up: {type(error).__name__}"
        raise EngineError(said, help="what is printed is right; go on with --resume") from None
    finally:
        client.close(timeout=5)


@contextmanager
def engine(address: str, jobs: int) -> Iterator[tuple[Executor, int] | None]:
    """The executor that is asked for and its workers; None for answers worked out right here."""
    if address:
        scheme, _, place = address.partition("://")
        if scheme != "dask" or not place:
            raise UsageError(f"--engine: unknown engine {quote(address)}", help="write dask://HOST:PORT")
        with dask(place) as cluster:
            yield cluster
    elif jobs > 1:
        with processes(jobs) as pool:
            yield pool, jobs
    else:
        yield None


def solve_rows(
    network: Network, order: Order, rows: Iterable[Row], *, jobs: int = 1, engine_address: str = ""
) -> Iterator[Solved]:
    """The answers to all rows in their order, on the engine asked for."""
    with engine(engine_address, jobs) as found:
        if found is None:
            yield from solve_here(network, order, rows)
        else:
            yield from solve_on(*found, network, order, rows)
