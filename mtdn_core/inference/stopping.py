"""Stop a network between two of its operations, because a tile of a large network takes many seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any


def between_operations(check: Callable[[], None]) -> AbstractContextManager[Any]:
    """Return a context in which PyTorch calls `check`, which may raise, before every operation of this thread."""
    context: AbstractContextManager[Any] = _mode()(check)
    return context


@lru_cache(maxsize=1)
def _mode() -> Any:
    from torch.overrides import TorchFunctionMode

    class Between(TorchFunctionMode):
        def __init__(self, check: Callable[[], None]) -> None:
            super().__init__()
            self._check = check

        def __torch_function__(
            self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
        ) -> Any:
            self._check()
            return func(*args, **(kwargs or {}))

    return Between
