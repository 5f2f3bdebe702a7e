"""An endpoint never leads into the operator's own network, however its address is written."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.webhooks.addresses import AddressRefused, Allowed, Resolve, is_public, pinned, split

PUBLIC = "93.184.215.14"


def leads_to(*addresses: str) -> Resolve:
    """A name server that tells these addresses of every name."""

    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_addresses_of_networks_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(AddressRefused, match="public"):
        pinned("hooks.example", 443, "https", Allowed(), leads_to(address))


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_taken(address: str) -> None:
    assert pinned("hooks.example", 443, "https", Allowed(), leads_to(address)) == (address,)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8"))
def test_wrapping_a_private_address_does_not_make_it_public(inner: object) -> None:
    number = int(ip_address(str(inner)))
    for wrapped in (f"::ffff:{inner}", str(ip_address((0x2002 << 112) | (number << 80)))):
        assert not is_public(wrapped)


def test_a_name_that_mixes_a_private_address_in_is_refused_as_a_whole() -> None:
    with pytest.raises(AddressRefused, match="127\\.0\\.0\\.1"):
        pinned("hooks.example", 443, "https", Allowed(), leads_to(PUBLIC, "127.0.0.1"))


def test_a_network_that_the_operator_allows_is_taken_by_http_too() -> None:
    allowed = Allowed.of("10.2.0.0/16")
    assert pinned("hooks.lan", 80, "http", allowed, leads_to("10.2.3.4")) == ("10.2.3.4",)
    with pytest.raises(AddressRefused):
        pinned("hooks.lan", 80, "http", allowed, leads_to("10.3.3.4"))


def test_http_on_the_public_internet_is_refused() -> None:
    with pytest.raises(AddressRefused, match="Use https"):
        pinned("hooks.example", 80, "http", Allowed(), leads_to(PUBLIC))


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(AddressRefused, match="no address"):
        pinned("hooks.example", 443, "https", Allowed(), leads_to())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example/in",
        "ftp://hooks.example/in",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@hooks.example/in",
        "https://hooks.example:99999/in",
        "https://[::1/in",
        "https://hooks.example/" + "x" * 2000,
    ],
)
def test_what_is_no_address_of_an_endpoint_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        split(url)


def test_an_address_may_name_a_port_a_path_and_a_query() -> None:
    parts = split("https://hooks.example:8443/in?tenant=7")
    assert (parts.hostname, parts.port) == ("hooks.example", 8443)
