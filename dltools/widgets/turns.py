"""One at a time. JupyterLab lets messages of widgets run beside each other, in several threads of the kernel;
drawing, and moving several sliders at once, must not be interrupted."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable

turn = threading.RLock()


def in_turn(method: Callable) -> Callable:
    """Decorate what a control calls: it waits until no other widget is at work."""

    @functools.wraps(method)
    def waiting(*args: object, **kwargs: object) -> object:
        with turn:
            return method(*args, **kwargs)

    return waiting
