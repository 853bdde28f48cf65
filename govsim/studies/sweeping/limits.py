"""How is a run stopped that takes too long or too much memory? Inside its own worker.

Time: a timer interrupts the run, on POSIX by a signal, in a thread or on Windows by an
exception thrown into it. In a process of the sweep's own a second watch, which needs no
Python, ends the process if the run sits in compiled code and does not hear.
Memory: on Linux the process may not map more than the limit on top of what it has; the
run then gets a MemoryError. Windows and macOS have no such limit that holds; there only
the machine's own memory ends a run (and costs its row, as any death of a worker does).
"""

import ctypes
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

GRACE = 1.0  # seconds, at least, that a run is given to hear that its time is over
STATM = Path("/proc/self/statm")


class OutOfTime(BaseException):
    """A run took longer than it may; not an Exception, so that no rule can catch it."""


def limits_memory() -> bool:
    """Whether this system can hold a process to a limit of memory."""
    return STATM.exists()


@contextmanager
def limited(seconds: float, megabytes: float, own: bool) -> Iterator[None]:
    """Hold what runs inside to these limits.

    Parameters
    ----------
    own : whether the process does nothing else, so that it may be limited or ended

    Raises
    ------
    OutOfTime, MemoryError
    """
    with _memory(megabytes if own else 0.0), _last_resort(seconds, own), _time(seconds):
        yield


@contextmanager
def _memory(megabytes: float) -> Iterator[None]:
    if not megabytes or not limits_memory():
        yield
        return
    import resource

    mapped = int(STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = mapped + int(megabytes * 1e6)
    if soft != resource.RLIM_INFINITY:
        most = min(most, soft)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _last_resort(seconds: float, own: bool) -> Iterator[None]:
    """End the process if nothing in it listens any more."""
    if not own:
        yield
        return
    with open(os.devnull, "w", encoding="utf8") as nowhere:
        after = seconds + max(GRACE, 0.1 * seconds)
        faulthandler.dump_traceback_later(after, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    main = threading.current_thread() is threading.main_thread()
    how = _by_signal if main and hasattr(signal, "setitimer") else _by_exception
    with how(seconds):
        yield


def _over(*_: Any) -> None:
    raise OutOfTime


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_exception(seconds: float) -> Iterator[None]:
    """Throw OutOfTime into this thread from another one."""
    thread = ctypes.c_ulong(threading.get_ident())
    throw = ctypes.pythonapi.PyThreadState_SetAsyncExc
    guard, running = threading.Lock(), [True]

    def end() -> None:
        with guard:
            if running[0]:
                throw(thread, ctypes.py_object(OutOfTime))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with guard:
            running[0] = False
            throw(thread, None)  # takes back what has not been delivered
