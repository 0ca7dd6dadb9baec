"""Where a batch is worked out: here, in processes of this machine, or on a cluster. One seam: an `Executor`.

Rows are cut into blocks and each block into chunks of rows that go to the same destination, since those share
bounds. Answers come back in the order asked; a few blocks at most are under way, so memory does not grow with the
list. Blocks begin small, that the first answers come soon.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager

from routeplan.batch.rows import Row
from routeplan.batch.solving import Bench, EngineError, Order, Solved, pack, solve, solve_chunk
from routeplan.errors import RoutePlanError, UsageError
from routeplan.network.model import Network
from routeplan.units import quote

FIRST_BLOCK, LARGEST_BLOCK = 16, 1024
"""Rows a worker."""
LARGEST_CHUNK = 64
BLOCKS_UNDER_WAY = 3

Result = Callable[[], list[Solved]]
Chunked = list[tuple[Result, list[int]]]
"""What gives the answers of a chunk, and which rows of the block they answer."""
AtHand = Callable[[], bool]
"""Whether another row can be had without waiting for it."""


def solve_here(network: Network, order: Order, rows: Iterable[Row], at_hand: AtHand) -> Iterator[Solved]:
    """The answers in the order of the rows, worked out in this process when their turn comes."""
    bench = Bench(network)

    def later(chunk: Sequence[Row]) -> Result:
        return lambda: [solve(bench, order, row) for row in chunk]

    for block in _blocks(rows, 1, at_hand):
        yield from _in_order(len(block), _chunked(block, later))


def solve_on(
    executor: Executor, workers: int, network: Network, order: Order, rows: Iterable[Row], at_hand: AtHand
) -> Iterator[Solved]:
    """The answers in the order of the rows, worked out by the executor. Raises `EngineError` if it breaks."""
    payload = pack(network)
    futures: deque[Future[list[Solved]]] = deque()

    def submit(chunk: Sequence[Row]) -> Result:
        futures.append(executor.submit(solve_chunk, payload, order, chunk))
        return futures[-1].result

    blocks = _blocks(rows, workers, at_hand)
    under_way: deque[tuple[int, Chunked]] = deque()
    try:
        while True:
            # Answers that are due do not wait for rows that are not there yet.
            while not under_way or (len(under_way) < BLOCKS_UNDER_WAY and at_hand()):
                block = next(blocks, None)
                if block is None:
                    break
                under_way.append((len(block), _chunked(block, submit)))
            if not under_way:
                return
            yield from _in_order(*under_way.popleft())
            while futures and futures[0].done():
                futures.popleft()
    except BrokenExecutor:
        raise EngineError("a worker was killed, perhaps for want of memory", help=_RESUME) from None
    finally:
        for future in futures:
            future.cancel()


_RESUME = "go on with --resume and fewer --jobs"


def _blocks(rows: Iterable[Row], workers: int, at_hand: AtHand) -> Iterator[list[Row]]:
    """The rows in blocks: as many as are there already, up to a size that doubles."""
    size = FIRST_BLOCK * workers
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if len(block) >= size or not at_hand():
            yield block
            block = []
            size = min(2 * size, LARGEST_BLOCK * workers)
    if block:
        yield block


def _chunked(block: Sequence[Row], start: Callable[[tuple[Row, ...]], Result]) -> Chunked:
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
    return [(start(tuple(block[number] for number in chunk)), chunk) for chunk in chunks]


def _in_order(size: int, chunks: Chunked) -> Iterator[Solved]:
    """The answers of a block, each as soon as those before it are there."""
    home = {number: at for at, (_, chunk) in enumerate(chunks) for number in chunk}
    ready: dict[int, Solved] = {}
    for number in range(size):
        if number not in ready:
            result, chunk = chunks[home[number]]
            ready.update(zip(chunk, result(), strict=True))
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
    pool.submit(int)  # forks before a file of answers is open, which workers would keep claimed
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


def solve_with(
    found: tuple[Executor, int] | None, network: Network, order: Order, rows: Iterable[Row], at_hand: AtHand
) -> Iterator[Solved]:
    """The answers to all rows in their order, on what `engine` found."""
    if found is None:
        return solve_here(network, order, rows, at_hand)
    return solve_on(*found, network, order, rows, at_hand)


def solve_rows(
    network: Network, order: Order, rows: Iterable[Row], *, jobs: int = 1, engine_address: str = ""
) -> Iterator[Solved]:
    """The answers to rows that are all at hand, on the engine asked for."""
    with engine(engine_address, jobs) as found:
        yield from solve_with(found, network, order, rows, lambda: True)
