"""Which addresses an endpoint may have: none that lead into the operator's own network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import SplitResult, urlsplit

Resolve = Callable[[str, int], Sequence[str]]
"""(host, port) to IP addresses; raises OSError where the name has none."""
Network = IPv4Network | IPv6Network
_NAT64: Final = ip_network("64:ff9b::/96")
_LONGEST_URL: Final = 2_000


class AddressRefused(ValueError):
    """An address to which nothing is sent; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Beyond public addresses by https: networks that the operator allows, also by http."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, *networks: str) -> Allowed:
        """From texts such as `10.2.0.0/16`."""
        return cls(tuple(ip_network(each) for each in networks))

    def names(self, address: str) -> bool:
        """Whether the address lies in a network that is allowed by name."""
        return any(_plain(address) in network for network in self.networks)

    def check(self, host: str, address: str) -> None:
        """Raises `AddressRefused` for an address that is neither public nor allowed."""
        if not is_public(address) and not self.names(address):
            raise AddressRefused(
                f"{host} leads to {address}, which is not a public address. Use an endpoint on the public "
                "internet, or have the operator allow that network."
            )


def is_public(address: str) -> bool:
    """Whether the address is reachable on the public internet, whatever it is wrapped in."""
    plain = _plain(address)
    return plain.is_global and not plain.is_multicast and not plain.is_reserved


def _plain(address: str) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one carries (mapped, 6to4, NAT64); otherwise the address itself."""
    parsed = ip_address(address.partition("%")[0])
    if not isinstance(parsed, IPv6Address):
        return parsed
    carried = parsed.ipv4_mapped or parsed.sixtofour
    if carried is not None:
        return carried
    if parsed in _NAT64:
        return IPv4Address(int(parsed) & 0xFFFF_FFFF)
    return parsed


def split(url: str) -> SplitResult:
    """The parts of an endpoint's address; raises `AddressRefused` where it is none for a webhook."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise AddressRefused(f"The address cannot be read: {problem}. Write https://host/path.") from problem
    if parts.scheme not in ("https", "http") or not host:
        raise AddressRefused("An endpoint is an https address such as https://shop.example/hooks.")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("An endpoint's address carries no user name; the signature proves the sender.")
    if len(url) > _LONGEST_URL:
        raise AddressRefused(f"The address is longer than {_LONGEST_URL} characters.")
    return parts


def pinned(host: str, port: int, scheme: str, allowed: Allowed, resolve: Resolve) -> tuple[str, ...]:
    """The addresses to connect to; all are checked, so that a name cannot mix a private one in."""
    addresses = tuple(dict.fromkeys(resolve(host, port)))
    if not addresses:
        raise AddressRefused(f"{host} has no address. Check the name.")
    for address in addresses:
        allowed.check(host, address)
        if scheme == "http" and not allowed.names(address):
            raise AddressRefused(f"{host} is to be reached by http, which anybody can read. Use https.")
    return addresses


def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """As the system resolves names; raises `AddressRefused` for a name that can be none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as problem:
        raise AddressRefused(f"{host!r} cannot be the name of a host ({problem}).") from problem
    return tuple(str(each[4][0]) for each in found)
