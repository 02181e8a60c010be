from __future__ import annotations

import httpx
import pytest

from proscribe.backends.articles.hosts import checked_addresses, parse_url
from proscribe.model.errors import SourceError


def check(*addresses: str, allow_private: bool = False) -> tuple[str, ...]:
    return checked_addresses(
        httpx.URL("https://daily.example/acme"),
        allow_private=allow_private,
        resolve=lambda _host, _port: addresses,
    )


PRIVATE = (
    *("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
    *("::1", "fe80::1", "fd12::1", "::ffff:7f00:1", "::ffff:a00:1", "64:ff9b::a00:1"),
    *("fec0::1", "64:ff9b:1::a00:1", "::a00:1"),
    *("2002:7f00:1::", "0.0.0.1"),
)
NEVER = (
    *("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254"),
    *("0.0.0.0", "224.0.0.1", "::"),  # noqa: S104  # what must be refused
)


@pytest.mark.parametrize("address", [*PRIVATE, *NEVER, "169.254.1.1"])
def test_a_name_that_stands_for_a_machine_of_this_network_is_refused(address: str) -> None:
    with pytest.raises(SourceError, match="no machine of the public network"):
        check(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_a_public_machine_may_be_asked(address: str) -> None:
    assert check(address) == (address,)


@pytest.mark.parametrize("address", PRIVATE)
def test_machines_of_this_network_may_be_asked_where_that_is_allowed(address: str) -> None:
    assert check(address, allow_private=True) == (address,)


@pytest.mark.parametrize("address", NEVER)
def test_where_clouds_keep_their_keys_is_never_asked(address: str) -> None:
    with pytest.raises(SourceError) as caught:
        check(address, allow_private=True)

    assert "--allow-private" not in caught.value.remedy


def test_of_a_name_for_both_only_the_public_machine_is_asked() -> None:
    assert check("10.0.0.1", "93.184.215.14") == ("93.184.215.14",)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:7f00:1]", "0x7f.1", "2130706433", "localhost"]
)
def test_no_way_of_writing_this_machine_gets_around_the_check(host: str) -> None:
    with pytest.raises(SourceError):
        checked_addresses(parse_url(f"http://{host}/"), allow_private=False)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "does not begin with https:// or http://"),
        ("ftp://daily.example/a", "does not begin with https:// or http://"),
        ("daily.example/a", "does not begin with https:// or http://"),
        ("https:///a", "does not begin with https:// or http://"),
        ("https://[::1", "makes no sense"),
        ("https://xn--/a", "makes no sense"),
        ("https://daily.example/a\nb", r"character 24, '\\n', is one that no address has"),
        ("https://daily.example:65536/a", "port 65536"),
        ("https://user:secret@daily.example/a", "holds a user or a password"),
    ],
)
def test_what_is_no_open_address_of_the_web_is_refused(url: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        parse_url(url)

    assert "secret" not in str(caught.value)
