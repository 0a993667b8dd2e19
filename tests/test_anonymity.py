"""A report for strangers: whose machine it was is hidden, what went wrong is not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaspi_doctor.formats
from kaspi_doctor.anonymity import COMMON, Machine, anonymous, mapped
from kaspi_doctor.document.view import View
from kaspi_doctor.facts import PROXY_URL, Value
from kaspi_doctor.format import Format
from kaspi_doctor.observation import Outcome
from kaspi_doctor.registry import collect
from kaspi_doctor.report import Report, from_json, to_json
from kaspi_doctor.wording import Language, Text
from tests.formats.reports import HEALTHY, report, run, told
from tests.making import failed, observed

FORMATS = {known.id: known for known in collect(kaspi_doctor.formats, "FORMAT", Format)}
USER, NODE = "Saltanat", "SALTANAT-PC.office.example"
HOME = f"/home/{USER.lower()}"
MACHINE = Machine(user=USER.lower(), name=NODE, home=HOME)
PROXY = "squid.office.example"
KASPI = "194.187.247.152"


def _said(*words: str, probe_id: str = "environment", **facts: Value) -> Report:
    """Return a report in which one probe's sentence and facts hold these words."""
    text = " ".join(words)
    changed = told(observed(probe_id), Text.same(text), {name.replace("__", "."): fact for name, fact in facts.items()})
    return report(run(changed))


def _sentence(text: str, machine: Machine = MACHINE) -> str:
    changed = anonymous(_said(text), machine)
    return next(o.summary.en for o in changed.observations if o.probe_id == "environment")


EVERYTHING = replace(
    report(
        run(
            told(
                observed("environment"),
                Text(
                    en=f"Everything goes through the proxy http://{PROXY}:3128 (HTTPS_PROXY).",
                    ru=f"Всё идёт через прокси http://{PROXY}:3128 (HTTPS_PROXY).",
                    kk=f"Барлығы http://{PROXY}:3128 проксиі арқылы өтеді (HTTPS_PROXY).",
                ),
                {
                    "proxy.url": f"http://{PROXY}:3128",
                    "tls.ca.overrides": (f"SSL_CERT_FILE={HOME}/ca.pem", f"CURL_CA_BUNDLE=/opt/{USER}/ca.pem"),
                    "tls.ca.system": f"{HOME}/miniconda3/ssl/cacert.pem",
                },
            ),
            told(
                observed("dns"),
                Text.same(f"{PROXY} → 203.0.113.77, fd12::7"),
                {"dns.looks_at": "proxy", "dns.answers": ("203.0.113.77", "fd12::7"), "dns.question.name": PROXY},
            ),
            told(
                observed("tls"),
                facts={"tls.server.issuer": f"{NODE} mitmproxy", "tls.server.names": (NODE, "localhost", "127.0.0.1")},
            ),
            told(
                failed("tcp"),
                Text.same("No answer: 192.168.1.7, fe80::1c2b:aff:fe00:1%wlp0s20f3; Kaspi is " + KASPI),
                {"tcp.failed": ("192.168.1.7 connection_refused", "fe80::1c2b:aff:fe00:1%wlp0s20f3 host_unreachable")},
            ),
            told(
                observed("orders-valid"),
                facts={
                    "http.request.headers": ("X-Auth-Token: $KASPI_TOKEN", "X-Merchant-Uid: 30012345"),
                    "http.request.curl": f"curl -H 'X-Merchant-Uid: 30012345' --cacert {HOME}/ca.pem"
                    f" --connect-to kaspi.kz:443:192.168.1.7:8443 -x http://{PROXY}:3128 'https://kaspi.kz/shop/api/v2'",
                    "timing.total_s": 0.25,
                },
            ),
        )
    ),
    connect_to=("kaspi.kz:443:192.168.1.7:8443", f"kaspi.kz:443:{NODE.lower()}:8443", "kaspi.kz:443:[fd12::7]:443"),
)
EVERYTHING = replace(EVERYTHING, credentials=replace(EVERYTHING.credentials, source=f"file:{HOME}/токен.txt"))
TELLING = (USER, "office.example", "squid", "192.168.1.7", "203.0.113.77", "fd12::7", "fe80::", "wlp0s20f3", "30012345")


@pytest.mark.parametrize(("format_id", "language"), [*product(FORMATS, Language)])
def test_nothing_that_tells_whose_machine_it_was_is_in_any_format(format_id: str, language: Language) -> None:
    """User, machine, home, local addresses, the proxy's name and addresses, and the shop are in no format."""
    view = View(language=language, verbose=True)
    hidden = FORMATS[format_id].render(anonymous(EVERYTHING, MACHINE), view).casefold()
    assert [word for word in TELLING if word.casefold() in hidden] == []
    plain = FORMATS["json"].render(EVERYTHING, view).casefold()
    assert [word for word in TELLING if word.casefold() not in plain] == []


def test_what_support_needs_stays() -> None:
    """Kaspi's name and address, times, versions, ids and the fingerprint are as they were, and so are all keys."""
    before, after = to_json(EVERYTHING), to_json(anonymous(EVERYTHING, MACHINE))
    for kept in (KASPI, "https://kaspi.kz/shop/api/v2", "127.0.0.1", "localhost", "$KASPI_TOKEN", "9c1d03aa"):
        assert kept in json.dumps(after), kept
    assert [o["facts"].keys() for o in after["observations"]] == [o["facts"].keys() for o in before["observations"]]
    for name in ("causes", "run_id", "started_at", "duration_s", "diagnosis", "verdict_code", "masked"):
        assert after[name] == before[name]
    assert [o["duration_s"] for o in after["observations"]] == [o["duration_s"] for o in before["observations"]]


def test_each_thing_has_one_word_throughout() -> None:
    """An address is masked by the same word wherever it stands, bare, with a port, in brackets or in a curl line."""
    text = json.dumps(to_json(anonymous(EVERYTHING, MACHINE)), ensure_ascii=False)
    rule, option, bare, fact = (
        re.search(pattern, text)
        for pattern in (
            r'\["kaspi\.kz:443:(\[address-\d\]):8443',
            r"--connect-to kaspi\.kz:443:(\S+):8443",
            r"No answer: (\S+), ",
            r'"(\S+) connection_refused',
        )
    )
    assert rule
    assert option
    assert bare
    assert fact
    assert rule[1] == option[1] == bare[1] == fact[1]
    assert "http://[proxy]:3128" in text
    assert "[proxy] → [address-" in text
    assert "kaspi.kz:443:[machine]:8443" in text
    assert "SSL_CERT_FILE=[home]/ca.pem" in text
    assert "/opt/[user]/ca.pem" in text
    assert "file:[home]/" in text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("10.1.2.3:8080", "[address-1]:8080"),
        ("(172.16.0.9)", "([address-1])"),
        ("172.32.0.9", "172.32.0.9"),
        ("100.64.1.1.", "[address-1]."),
        ("169.254.7.7, 169.254.7.7", "[address-1], [address-1]"),
        ("http://[fd00::5]:3128/", "http://[address-1]:3128/"),
        ("[fe80::1%25eth0]:443", "[address-1]:443"),
        ("fe80::1%12 dead", "[address-1] dead"),
        ("::ffff:192.168.0.1", "[address-1]"),
        ("2001:4860:4860::8888 and fd00::1", "2001:4860:4860::8888 and [address-1]"),
        ("127.0.0.1 ::1 0.0.0.0 8.8.8.8", "127.0.0.1 ::1 0.0.0.0 8.8.8.8"),
        ("Chrome/120.0.0.0 OpenSSL 3.0.19 10.0.0", "Chrome/120.0.0.0 OpenSSL 3.0.19 10.0.0"),
        ("at 2026-11-24T09:00:00+05:00, 10:00:00", "at 2026-11-24T09:00:00+05:00, 10:00:00"),
        ("10.0.0.300 1.10.0.0.1.2", "10.0.0.300 1.10.0.0.1.2"),
        ("AB:CD:EF:10:20:30:40:50:60", "AB:CD:EF:10:20:30:40:50:60"),
        (r"C:\Users\Иван Петров\ca.pem", r"[home]\ca.pem"),
        ("/home/" + "somebody/.ssh and /Users/" + "other", "[home]/.ssh and [home]"),
        ("D:/Users/" + "x/ca.pem", "[home]/ca.pem"),
        ("https://kaspi.kz/shop/home", "https://kaspi.kz/shop/home"),
        ("saltanat@SALTANAT-PC", "[user]@[machine]"),
        ("SALTANAT-PC.OFFICE.EXAMPLE.", "[machine]."),
        ("saltanata", "saltanata"),
        ("_saltanat_", "_[user]_"),
    ],
)
def test_what_is_hidden_and_what_is_not(text: str, masked: str) -> None:
    """Local addresses in every spelling, homes and names are masked; what only looks like them is not."""
    assert _sentence(text) == masked


@pytest.mark.parametrize("name", ["kaspi", "user", "max", "ru", "shop", "", "orders", "v2", "[", "root", "Ян", "will"])
def test_a_name_that_is_a_word_of_the_report_does_not_ruin_it(name: str) -> None:
    """However the account and the machine are called, addresses, ids and Kaspi's own sentences stay readable."""
    said = "Exceeded: Actual [30], max [14] at https://kaspi.kz/shop/api/v2/orders; a user will see the root."
    assert _sentence(said, Machine(user=name, name=name, home="/")) == said


def test_a_short_name_is_hidden_where_only_a_name_can_stand() -> None:
    """A user called max is masked in a path, in an address and after an equals sign, whatever the case."""
    machine = Machine(user="max", name="pc-max", home="")
    assert _sentence("/data/Max/ca.pem max@host USER=max maximum", machine) == (
        "/data/[user]/ca.pem [user]@host USER=[user] maximum"
    )


def test_a_home_anywhere_is_hidden() -> None:
    """A home outside the usual folders is masked as a path; root's and the file system's own are nobody's."""
    assert (
        _sentence("/srv/people/saule/ca.pem", Machine(user="", name="", home="/srv/people/saule/")) == "[home]/ca.pem"
    )
    said = "/root/" + "ca.pem /etc"
    for home in ("/", "/root", ""):
        assert _sentence(said, Machine(user="root", name="", home=home)) == said


@pytest.mark.parametrize(
    ("url", "kept", "hidden"),
    [
        ("http://proxy:3128", "proxy:3128", ""),
        ("http://127.0.0.1:3128", "127.0.0.1:3128", ""),
        ("http://[::1]:3128", "[::1]:3128", ""),
        ("socks5h://gate.example:1080", "[proxy]:1080", "gate"),
        ("http://203.0.113.9:3128", "[address-1]:3128", "203.0"),
        ("http://[2001:db8::9]:3128", "[address-1]:3128", "2001"),
        ("not a url", "not a url", ""),
    ],
)
def test_a_proxy_is_hidden_however_it_is_given(url: str, kept: str, hidden: str) -> None:
    """A proxy's name and its public address are masked; loopback, and a name that is a common word, are nobody's."""
    shown = anonymous(_said(f"by {url}", proxy__url=url), MACHINE)
    facts = next(o for o in shown.observations if o.probe_id == "environment")
    assert kept in facts.summary.en
    assert kept in str(facts.fact(PROXY_URL))
    assert not hidden or hidden not in json.dumps(to_json(shown)["observations"][1])


def test_it_is_counted_and_told_as_it_is_read() -> None:
    """The note counts what stands masked in one language, and a second masking finds nothing more."""
    once = anonymous(_said("10.0.0.1 and 10.0.0.1", "/home/" + "x/y"), MACHINE)
    assert once.anonymised == 3
    assert anonymous(once, MACHINE) == once
    assert anonymous(HEALTHY, MACHINE).anonymised == 0
    assert HEALTHY.anonymised is None


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=12), st.text(max_size=20))
def test_no_name_breaks_a_report(text: str, user: str, name: str, home: str) -> None:
    """Whatever the machine is called and the report holds, the result is a report that is read back as it is."""
    shown = anonymous(_said(text, proxy__url=text), Machine(user=user, name=name, home=home))
    assert [o.probe_id for o in shown.observations] == [o.probe_id for o in HEALTHY.observations]
    assert from_json(json.loads(json.dumps(to_json(shown)))).anonymised == shown.anonymised


def test_every_text_from_outside_is_mapped() -> None:
    """Address, redirections, source, sentences, facts and the next step are changed; outcomes and ids are not."""
    original = replace(
        EVERYTHING, diagnosis=replace(EVERYTHING.diagnosis, next_step=Text(en="Ask 10.0.0.1", ru="a", kk="b"))
    )
    changed = mapped(original, lambda text: f"<{text}>")
    assert changed.base_url == f"<{original.base_url}>"
    assert changed.connect_to == tuple(f"<{rule}>" for rule in original.connect_to)
    assert changed.credentials.source == f"<{original.credentials.source}>"
    assert changed.diagnosis.next_step == Text(en="<Ask 10.0.0.1>", ru="<a>", kk="<b>")
    assert all(o.summary.ru.startswith("<") and o.outcome in Outcome for o in changed.observations)
    assert mapped(HEALTHY, str) == HEALTHY
    assert (
        mapped(replace(HEALTHY, credentials=replace(HEALTHY.credentials, source=None)), str.upper).credentials.source
        is None
    )
    assert all(name == name.lower() for name in COMMON)
