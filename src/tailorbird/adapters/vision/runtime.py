"""Models that onnxruntime runs, and where converted ones are kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib import import_module, util
from pathlib import Path
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from tailorbird.app.ports.vision import VisionAbsent

T = TypeVar("T")
_THREADS: Final = 2


class Lazily(Generic[T]):
    """Makes something when it is first asked for, once for all threads; what failed is tried again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


def threads() -> int:
    """How many threads a model may use here."""
    return min(_THREADS, len(os.sched_getaffinity(0)))


def session(model: Path) -> Any:
    """A model, ready to run from any thread: few threads that do not spin, and no arena of memory kept
    between runs. Raises `VisionAbsent`."""
    try:
        runtime = import_module("onnxruntime")
    except ImportError as problem:
        raise VisionAbsent(f"onnxruntime cannot be loaded ({problem}); install it.") from problem
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads()
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime's errors share no class below Exception
        raise VisionAbsent(
            f"The model {model} cannot be loaded ({problem}). Remove it if it lies among the kept models; "
            "otherwise install its package anew."
        ) from problem


def packaged(package: str, file: str, install: str) -> Path:
    """A file inside an installed package, which is not imported for it. Raises `VisionAbsent`."""
    try:
        found = util.find_spec(package)
    except (ImportError, ValueError):
        found = None
    for place in (found.submodule_search_locations or ()) if found else ():
        path = Path(place) / file
        if path.is_file():
            return path
    raise VisionAbsent(f"The model {file} is missing; install the package {install}.")


def converted(source: Path, kept: Path, make: Callable[[Path], bytes], version: int) -> Path:
    """What `make` makes of the source, kept by the hash of the source and the converter's version.

    Raises `VisionAbsent` where it cannot be read, made or kept.
    """
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        path = kept / f"{source.stem}-{digest[:16]}-{version}.onnx"
        if not path.is_file():
            _write(path, make(source))
    except OSError as problem:
        raise VisionAbsent(
            f"A converted model cannot be kept in {kept} ({problem}). Make the folder writable, or name "
            "another one by TAILORBIRD_MODELS."
        ) from problem
    return path


def _write(path: Path, data: bytes) -> None:
    """The file appears whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
