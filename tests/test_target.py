"""Where a run connects to: what is accepted, and what is refused in words that say what to do."""

import pytest

from kaspi_doctor.target import ConnectTo, Endpoint, Proxy, ProxyScheme, SettingError, Target
from kaspi_doctor.wording import Language

PASSWORD = "not-a-real-password-777"


def said(error: SettingError) -> tuple[str, ...]:
    """Return the refusal in every language."""
    return tuple(error.text.into(language) for language in Language)


def assert_clear(error: SettingError) -> None:
    """Make sure that a refusal exists in three languages, each on one line."""
    assert len(set(said(error))) == 3
    assert all(text and "\n" not in text for text in said(error))
    assert str(error) == error.text.en


@pytest.mark.parametrize(
    ("text", "host", "port", "shown"),
    [
        ("example.com", "example.com", 443, "example.com:443"),
        ("Example.COM:80", "example.com", 80, "example.com:80"),
        ("127.0.0.1:65535", "127.0.0.1", 65535, "127.0.0.1:65535"),
        ("[::1]", "::1", 443, "[::1]:443"),
        ("[2001:db8::1]:8443", "2001:db8::1", 8443, "[2001:db8::1]:8443"),
    ],
)
def test_an_endpoint_is_a_host_and_perhaps_a_port(text: str, host: str, port: int, shown: str) -> None:
    """Names, IPv4 and bracketed IPv6 are read and written back."""
    endpoint = Endpoint.parse(text)
    assert (endpoint.host, endpoint.port, str(endpoint)) == (host, port, shown)
    assert Endpoint.parse(str(endpoint)) == endpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":443",
        "host:0",
        "host:65536",
        "host:x",
        "host:-1",
        "::1",
        "a:b:c",
        "user@host",
        "https://host",
        "host/path",
        "a b",
        "a\nb",
        *["host?x", "host#x", "host\x1b[2J", "back\\slash", "[::1", "host "],
    ],
)
def test_what_is_no_endpoint_is_refused(text: str) -> None:
    """Half a URL, a bare IPv6 address or a port out of range is told before anything is sent."""
    with pytest.raises(SettingError) as refused:
        Endpoint.parse(text)
    assert_clear(refused.value)


@pytest.mark.parametrize(
    ("text", "applies", "leaves"),
    [
        ("kaspi.kz:443:127.0.0.1:8443", [("kaspi.kz", 443)], [("kaspi.kz", 80), ("example.com", 443)]),
        ("KASPI.kz:443:127.0.0.1:8443", [("kaspi.kz", 443)], [("akaspi.kz", 443)]),
        ("::127.0.0.1:8443", [("kaspi.kz", 443), ("example.com", 1)], []),
        ("kaspi.kz::127.0.0.1:", [("kaspi.kz", 443), ("kaspi.kz", 80)], [("example.com", 443)]),
        ("[::1]:443:[2001:db8::1]:8443", [("::1", 443)], [("::2", 443)]),
    ],
)
def test_connect_to_has_the_meaning_it_has_in_curl(
    text: str, applies: list[tuple[str, int]], leaves: list[tuple[str, int]]
) -> None:
    """An empty first pair fits everything, names are compared without case, and IPv6 stands in brackets."""
    rule = ConnectTo.parse(text)
    assert all(rule.applies_to(Endpoint(host=host, port=port)) for host, port in applies)
    assert not any(rule.applies_to(Endpoint(host=host, port=port)) for host, port in leaves)
    assert ConnectTo.parse(str(rule)) == rule


@pytest.mark.parametrize(
    "text",
    ["", "a", "a:1:b", "a:1:b:2:3", "a:x:b:2", "a:1:b:0", "a:1:b:65536", "a:١:b:2", "::1:443:::1:443", "a:1:b:-2"],
)
def test_a_rule_of_another_shape_is_refused(text: str) -> None:
    """Anything but four parts with real ports is told."""
    with pytest.raises(SettingError) as refused:
        ConnectTo.parse(text)
    assert_clear(refused.value)


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://kaspi.kz/shop/api/v2", "https://kaspi.kz/shop/api/v2"),
        ("  https://kaspi.kz/shop/api/v2/  ", "https://kaspi.kz/shop/api/v2"),
        ("HTTPS://KASPI.KZ:443/", "https://kaspi.kz"),
        ("https://kaspi.kz:8443/x//", "https://kaspi.kz:8443/x"),
        ("https://[::1]:8443/x", "https://[::1]:8443/x"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("https://магазин.қаз/x", "https://xn--80aairftm.xn--80ao21a/x"),
    ],
)
def test_a_base_url_is_kept_as_the_user_means_it(url: str, base_url: str) -> None:
    """The default port, letter case and a slash at the end make no difference; another alphabet is encoded."""
    target = Target.parse(url)
    assert target.base_url == base_url
    assert Target.parse(target.base_url) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kaspi.kz",
        "kaspi.kz/shop/api/v2",
        "localhost:8443",
        "ftp://kaspi.kz",
        "https://",
        "https:///x",
        "https://h:0",
        "https://h:x",
        "https://h:99999",
        "https://ka spi.kz",
        "https://kaspi.kz/a b",
        "https://kaspi.kz/\x1b[2J",
        "https://[::1",
        "https://a..b/",
        "http://kaspi.kz/shop/api/v2",
        "https://kaspi.kz/?a=1",
        "https://kaspi.kz/#x",
        "https://kaspi.kz\\evil",
        "https://" + "a" * 64,
    ],
)
def test_what_is_no_base_url_is_refused(url: str) -> None:
    """Nothing is sent to an address that is only half one, nor in the clear."""
    with pytest.raises(SettingError) as refused:
        Target.parse(url)
    assert_clear(refused.value)


@pytest.mark.parametrize("scheme", ["https", "ftp"])
def test_a_password_in_a_base_url_is_not_repeated(scheme: str) -> None:
    """The refusal of a URL with a user name does not quote it."""
    with pytest.raises(SettingError) as refused:
        Target.parse(f"{scheme}://somebody:{PASSWORD}@kaspi.kz/x")
    assert PASSWORD not in "".join(said(refused.value))


@pytest.mark.parametrize(
    ("url", "scheme", "where"),
    [
        ("http://proxy.example:3128", ProxyScheme.HTTP, "proxy.example:3128"),
        ("proxy.example:3128", ProxyScheme.HTTP, "proxy.example:3128"),
        ("proxy.example", ProxyScheme.HTTP, "proxy.example:80"),
        ("https://proxy.example/", ProxyScheme.HTTPS, "proxy.example:443"),
        ("socks5://proxy.example", ProxyScheme.SOCKS5, "proxy.example:1080"),
        ("socks5h://[::1]:9050", ProxyScheme.SOCKS5H, "[::1]:9050"),
        ("socks://proxy.example:1", ProxyScheme.SOCKS5, "proxy.example:1"),
    ],
)
def test_a_proxy_is_read_as_curl_reads_it(url: str, scheme: ProxyScheme, where: str) -> None:
    """One without a scheme is an HTTP proxy, and each scheme has its port."""
    proxy = Proxy.parse(url, "HTTPS_PROXY")
    assert (proxy.scheme, str(proxy.endpoint), proxy.url) == (scheme, where, f"{scheme}://{where}")
    assert proxy.username is proxy.password is None


def test_a_proxy_shows_no_password() -> None:
    """Its address, its printed form and its sources give neither the user's name nor the password away."""
    proxy = Proxy.parse(f"http://somebody:{PASSWORD}@proxy.example:3128", "HTTPS_PROXY")
    assert proxy.password is not None
    assert proxy.password.reveal() == PASSWORD
    assert PASSWORD not in f"{proxy!r}{proxy.url}"
    assert "somebody" not in f"{proxy!r}{proxy.url}"


def test_a_percent_encoded_password_is_decoded() -> None:
    """A password with "@" or ":" is written encoded in a URL, and is sent as it is."""
    proxy = Proxy.parse("http://shop%40home:p%40ss%3Aword%2B@proxy.example:3128", "HTTPS_PROXY")
    assert proxy.username is not None
    assert proxy.password is not None
    assert (proxy.username.reveal(), proxy.password.reveal()) == ("shop@home", "p@ss:word+")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://",
        "socks4://h:1",
        "ftp://h",
        "http://h:x",
        "http://h:0",
        "http://h:70000",
        "://h",
        "http://a b:1",
        "http://[::1",
    ],
)
def test_what_is_no_proxy_is_refused_by_the_name_of_its_source(url: str) -> None:
    """The variable that is to be mended is named; what it holds may be secret and is not."""
    with pytest.raises(SettingError) as refused:
        Proxy.parse(url.replace("//", f"//u:{PASSWORD}@", 1) if "//h" in url else url, "https_proxy")
    assert_clear(refused.value)
    assert all("https_proxy" in text and PASSWORD not in text for text in said(refused.value))
