"""The transport of webhooks: connects only to addresses that were checked, and never waits for ever."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpcore
import httpx

from tailorbird.adapters.webhooks.addresses import AddressRefused, Allowed, Resolve, pinned

Monotonic = Callable[[], float]
_CHUNK_SECONDS: Final = 0.001
"""The least that is left for one step, so that a step past the end fails as a time-out."""


class _Until:
    """One end for all steps of a request: a place that answers byte by byte does not keep the worker."""

    def __init__(self, seconds: float, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        rest = self._end - self._monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        return max(_CHUNK_SECONDS, rest if timeout is None else min(timeout, rest))


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends in time."""

    def __init__(self, stream: httpcore.NetworkStream, until: _Until) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._until.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._until.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._until.left(timeout))
        return _Stream(secured, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Resolves a name once, checks what it leads to, and connects to exactly that.

    TLS still names the host, so its certificate is judged by the name and not by the address.
    """

    def __init__(self, scheme: str, allowed: Allowed, resolve: Resolve, until: _Until) -> None:
        self._scheme = scheme
        self._allowed = allowed
        self._resolve = resolve
        self._until = until
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in pinned(host, port, self._scheme, self._allowed, self._resolve):
            try:
                stream = self._network.connect_tcp(
                    address, port, self._until.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self._until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                failure = problem
        raise failure or httpcore.ConnectError(f"{host} has no address")


class CheckedTransport(httpx.BaseTransport):
    """One connection a request, no pool and no proxy. `seconds` bound the whole request."""

    def __init__(
        self,
        context: ssl.SSLContext,
        allowed: Allowed,
        resolve: Resolve,
        seconds: float,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self._context = context
        self._allowed = allowed
        self._resolve = resolve
        self._seconds = seconds
        self._monotonic = monotonic

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; only status and headers are read of what comes back."""
        until = _Until(self._seconds, self._monotonic)
        backend = _Pinned(request.url.scheme, self._allowed, self._resolve, until)
        sent = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        with httpcore.ConnectionPool(ssl_context=self._context, network_backend=backend) as pool:
            try:
                answer = pool.handle_request(sent)
                answer.close()
            except httpcore.TimeoutException as problem:
                raise httpx.TimeoutException(str(problem), request=request) from problem
            except (httpcore.NetworkError, httpcore.ProtocolError) as problem:
                raise httpx.TransportError(str(problem)) from problem
            except (AddressRefused, OSError) as problem:
                raise httpx.ConnectError(str(problem), request=request) from problem
        return httpx.Response(answer.status, headers=answer.headers, request=request)
