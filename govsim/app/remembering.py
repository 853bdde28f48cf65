"""How is nothing worked out twice, also when many ask for the same at once?"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future


class Remembered[Value]:
    """Results by key; the least recently asked for is forgotten first.

    Who asks first works the value out; who asks for the same key meanwhile waits for
    it. A failure is passed on to all who wait and is not remembered.

    Parameters
    ----------
    room : number of results kept
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.made = 0
        self._kept: OrderedDict[Hashable, Future[Value]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value for `key`, made by `make` if it is not there."""
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
            else:
                mine: Future[Value] = Future()
                self._kept[key] = mine
                while len(self._kept) > self.room:
                    self._kept.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            mine.set_result(make())
            self.made += 1
        except BaseException as fault:
            with self._lock:
                if self._kept.get(key) is mine:
                    del self._kept[key]
            mine.set_exception(fault)
            raise
        return mine.result()
