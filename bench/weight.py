"""The memory of processes, as the kernel counts it, in megabytes (10^6 bytes)."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_KB = 1024
_MB = 1_000_000


def proportional_mb(pids: Iterable[int]) -> float:
    """What the processes occupy together; a page that several share counts once (PSS)."""
    return sum(_field(pid, "smaps_rollup", "Pss") for pid in pids) * _KB / _MB


def _field(pid: int, file: str, name: str) -> int:
    """A figure in kB from a file of the process; 0 when the process is gone."""
    try:
        text = (Path("/proc") / str(pid) / file).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0


def peak_mb(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> tuple[float, int]:
    """The most that a program occupied while it ran (VmHWM), and its exit status."""
    process = subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, _field(process.pid, "status", "VmHWM"))
        time.sleep(0.02)
    return peak * _KB / _MB, process.returncode


def tailorbird(*arguments: str) -> list[str]:
    """The product's command line in this Python."""
    return [sys.executable, "-c", "from tailorbird.cli.main import main; main()", *arguments]
