"""Which machines an article may be fetched from: those of the public network.

An address given by somebody else, or a redirect, could point at a machine of the network that
we run in, which trusts us. A name is therefore looked up once, what it stands for is checked, and
the connection goes to that very address: a second look-up could give another one.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from proscribe.backends.fetch.addresses import place
from proscribe.model.errors import SourceError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_SCHEMES = {"http": 80, "https": 443}
_MOST_PORT = 65_535
# Where clouds hand out the keys of a machine: no article is there, whatever is allowed.
_METADATA = frozenset(
    map(ip_address, ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16",
                     "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"))
)  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")
_DOWNLOAD = "Save the page in a browser, and give that file."


class HostError(SourceError):
    """No machine of the public network is called so; the words tell what the name stands for."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Look up which addresses a name stands for."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def parse_url(text: str) -> httpx.URL:
    """Read the address of an article.

    Raises:
        SourceError: It is none, is not on the web, or holds a password.
    """
    try:
        url = httpx.URL(_printed(text.strip()))
        # What stands for letters of other scripts is read only when it is asked for.
        _ = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"the address {text[:200]!r} makes no sense ({error}).", remedy="Correct it."
        ) from error
    check_url(url)
    return url


def _printed(address: str) -> str:
    """Return an address in which every character is one that is seen.

    Raises:
        ValueError: One is not, such as the end of a line.
    """
    at = next((at for at, sign in enumerate(address) if not sign.isprintable()), None)
    if at is not None:
        raise ValueError(f"character {at + 1}, {address[at]!r}, is one that no address has")
    return address


def check_url(url: httpx.URL) -> None:
    """See that an address is one of the web, without a password.

    Raises:
        SourceError: It is not.
    """
    if url.scheme not in _SCHEMES or not url.host:
        raise SourceError(
            "the address does not begin with https:// or http:// and a host; articles are fetched "
            "in no other way.",
            where=place(url),
            remedy="Give the address of a web page, or a file.",
        )
    if url.port is not None and url.port > _MOST_PORT:
        raise SourceError(
            f"the address names port {url.port}, and there is none above {_MOST_PORT}.",
            where=place(url),
            remedy="Correct it.",
        )
    if url.userinfo:
        raise SourceError(
            "the address holds a user or a password; pages behind a login are not read.",
            where=place(url),
            remedy=_DOWNLOAD,
        )


def checked_addresses(
    url: httpx.URL, *, allow_private: bool, resolve: Resolve = resolve
) -> tuple[str, ...]:
    """Return the addresses that a host may be reached at.

    Args:
        url: The address of the page.
        allow_private: Whether machines of this network may be asked too.
        resolve: Looks up a name.

    Raises:
        HostError: The name is unknown, or stands for machines that are not public.
    """
    host = url.host
    try:
        found = [ip_address(host)]
    except ValueError:
        found = _looked_up(url, resolve)
    allowed = [at for at in found if _is_allowed(at, allow_private=allow_private)]
    if not allowed:
        shown = ", ".join(sorted({str(at) for at in found})[:3])
        is_public_only = not allow_private and not any(_plain(at) in _METADATA for at in found)
        raise HostError(
            f"{host} is {shown}, which is no machine of the public network but of this one, so it "
            "was not asked.",
            where=place(url),
            remedy="Give a public address; or --allow-private, if you trust that one."
            if is_public_only
            else "Give the address of an article.",
        )
    return tuple(str(at) for at in allowed)


def _looked_up(url: httpx.URL, resolve: Resolve) -> list[Address]:
    port = url.port or _SCHEMES[url.scheme]
    try:
        # The name as it goes over the wire: international ones are looked up in ASCII.
        names = resolve(url.raw_host.decode("ascii"), port)
        return [ip_address(name.partition("%")[0]) for name in names]
    except (OSError, UnicodeError, ValueError) as error:
        raise HostError(
            f"no machine of the name {url.host} was found ({error}).",
            where=place(url),
            remedy="Check the address and the network.",
        ) from error


def _is_allowed(at: Address, *, allow_private: bool) -> bool:
    at = _plain(at)
    if at in _METADATA or at.is_multicast or at.is_unspecified:
        return False
    is_site_local = isinstance(at, IPv6Address) and at.is_site_local
    return allow_private or (at.is_global and not at.is_reserved and not is_site_local)


def _plain(at: Address) -> Address:
    """Return the address that one of another form stands for."""
    if isinstance(at, IPv4Address):
        return at
    if at.ipv4_mapped is not None:
        return at.ipv4_mapped
    if at.sixtofour is not None:
        return at.sixtofour
    if at.teredo is not None:
        return at.teredo[1]
    if at in _NAT64:
        return IPv4Address(int(at) & 0xFFFFFFFF)
    return at
