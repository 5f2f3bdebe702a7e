"""The server under measurement: granian with the site's own application, on a port of the loopback."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.shop import CannotMeasure, Shop

APPLICATION = "tailorbird.web.wsgi:application"
_START_S = 60
_STOP_S = 10


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and its main process."""

    port: int
    pid: int


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def command(application: str, port: int, workers: int, threads: int) -> list[str]:
    """How granian is started."""
    told = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
    told += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *told, application]


@contextmanager
def serving(
    shop: Shop, workers: int, threads: int, application: str = APPLICATION, path: str = "/healthz"
) -> Iterator[Server]:
    """Run the server until the block ends. Its words go to a file in the shop's home."""
    port = free_port()
    log = shop.home / "server.log"
    root = Path(__file__).parents[1]
    environment = shop.environment() | {
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root), os.environ.get("PYTHONPATH", "")])
    }
    with log.open("ab") as words:
        process = subprocess.Popen(
            command(application, port, workers, threads),
            env=environment,
            cwd=root,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
    try:
        _wait(process, port, path, log)
        yield Server(port, process.pid)
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    tail = log.read_text(errors="replace")[-2000:]
    raise CannotMeasure(f"The server did not start within {_START_S} s. Its last words:\n{tail}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def family(pid: int) -> Sequence[int]:
    """A process and all its descendants that live."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += [int(each) for each in task.read_text().split()]
    return found
