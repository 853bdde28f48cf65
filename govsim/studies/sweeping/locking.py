"""Who may write into a sweep's folder? One sweep, or one sweep of each shard."""

import os
import socket
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from govsim.errors import BadInput

BUSY = (BlockingIOError, PermissionError)


class Lock:
    """A lock on a file; the system frees it when its process ends, however it ends.

    Parameters
    ----------
    shared : others may hold it as well, if they share it too (shards of one sweep)
    patient : wait for it rather than refuse
    """

    def __init__(
        self, path: Path, *, shared: bool = False, patient: bool = False
    ) -> None:
        self.path = path
        self.shared = shared
        self.patient = patient
        self._file: IO[str] | None = None

    def __enter__(self) -> "Lock":
        while True:
            self._file = open(self.path, "a+", encoding="utf8")
            try:
                _take(self._file, self.shared, self.patient)
            except BUSY:
                self._file.seek(0)
                holder = self._file.read().strip() or "another process"
                self._file.close()
                raise BadInput(
                    f"{self.path.parent} is being written by {holder}; wait for it, stop "
                    "it, or choose another --out."
                ) from None
            except OSError:
                pass  # a file system without locks: nobody can be kept out
            if _same(self._file, self.path):
                break
            self._file.close()
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"process {os.getpid()} on {socket.gethostname()}")
        self._file.flush()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            if os.name == "posix" and not self.shared:
                self.path.unlink(missing_ok=True)  # others look whether it is the same
            self._file.close()


def _same(file: IO[str], path: Path) -> bool:
    """Whether the locked file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _take(file: IO[str], shared: bool, patient: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        if not shared:  # Windows has no shared locks; shards have one each besides
            file.seek(2**20)
            how = msvcrt.LK_LOCK if patient else msvcrt.LK_NBLCK
            msvcrt.locking(file.fileno(), how, 1)
        return
    import fcntl

    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    fcntl.flock(file, kind if patient else kind | fcntl.LOCK_NB)
