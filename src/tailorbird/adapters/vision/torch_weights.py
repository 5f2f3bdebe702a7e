"""Reading weights that PyTorch wrote, without PyTorch and without running anything that the file says.

The file is of the older of PyTorch's two layouts: a number by which it is known, the protocol, the sizes of
types, a dictionary from names to tensors, the list of stores, and then the stores' bytes one by one.
"""

from __future__ import annotations

import pickle
import struct
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_KNOWN_BY: Final = 0x1950A86A20F9469CFC6C
_PROTOCOL: Final = 1001
_TYPES: Final[dict[str, np.dtype[Any]]] = {
    "FloatStorage": np.dtype("<f4"),
    "LongStorage": np.dtype("<i8"),
}


class UnreadableWeights(ValueError):
    """A file that holds no weights of the layout that is read here."""


@dataclass(frozen=True, slots=True)
class _Store:
    key: str
    dtype: np.dtype[Any]
    count: int


@dataclass(frozen=True, slots=True)
class _View:
    """A tensor: numbers of a store from an offset on, with the steps from one index to the next."""

    store: _Store
    offset: int
    shape: tuple[int, ...]
    steps: tuple[int, ...]


def read_weights(file: Path) -> Mapping[str, Floats]:
    """Every tensor of floats by its name, contiguous. Raises `UnreadableWeights`."""
    try:
        with file.open("rb") as source:
            return _read(source)
    except (pickle.UnpicklingError, EOFError, struct.error, ValueError, TypeError, KeyError) as problem:
        raise UnreadableWeights(f"{file.name} holds no weights that can be read: {problem}") from problem


def _read(source: BinaryIO) -> dict[str, Floats]:
    if _Restricted(source).load() != _KNOWN_BY or _Restricted(source).load() != _PROTOCOL:
        raise UnreadableWeights("It does not begin like one.")
    if not _Restricted(source).load().get("little_endian"):
        raise UnreadableWeights("Its numbers are not little-endian.")
    views: dict[str, _View] = _Restricted(source).load()
    stores = {each.store.key: each.store for each in views.values()}
    numbers = {key: _numbers(source, stores[key]) for key in _Restricted(source).load()}
    return {
        name: _tensor(view, numbers[view.store.key])
        for name, view in views.items()
        if view.store.dtype.kind == "f"
    }


def _numbers(source: BinaryIO, store: _Store) -> NDArray[Any]:
    (count,) = struct.unpack("<q", source.read(8))
    if count != store.count:
        raise UnreadableWeights(f"A store has {count} numbers instead of {store.count}.")
    return np.frombuffer(source.read(count * store.dtype.itemsize), store.dtype, count)


def _tensor(view: _View, numbers: NDArray[Any]) -> Floats:
    last = view.offset + sum((n - 1) * step for n, step in zip(view.shape, view.steps, strict=True))
    if min((*view.steps, view.offset, *view.shape), default=0) < 0 or last >= len(numbers):
        raise UnreadableWeights("A tensor reaches beyond its store.")
    steps = tuple(step * view.store.dtype.itemsize for step in view.steps)
    strided = np.lib.stride_tricks.as_strided(numbers[view.offset :], view.shape, steps, writeable=False)
    return np.ascontiguousarray(strided, np.float32)


class _Restricted(pickle.Unpickler):
    """Knows dictionaries, tensors and their stores, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _view
        if module == "torch" and name in _TYPES:
            return name
        raise pickle.UnpicklingError(f"It asks for {module}.{name}, which has no place in weights.")

    def persistent_load(self, pid: Any) -> _Store:
        kind, type_name, key, _, count, _ = pid
        if kind != "storage" or not isinstance(count, int) or count < 0:
            raise pickle.UnpicklingError("It refers to something that is no store.")
        return _Store(str(key), _TYPES[type_name], count)


def _view(store: _Store, offset: int, shape: tuple[int, ...], steps: tuple[int, ...], *_: Any) -> _View:
    return _View(store, offset, tuple(shape), tuple(steps))
