"""Reports made by hand: one of every sort that a reader can meet."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kaspi_doctor.cause import Remedy
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.report import CredentialsNote, Report
from kaspi_doctor.wording import Text
from tests.formats.made_causes import CAUSES
from tests.making import STARTED_AT, failed, observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kaspi_doctor.cause import Cause
    from kaspi_doctor.facts import Value

JSON_API = "application/vnd.api+json"
HOSTILE = (
    "[/] [bold]x[/bold] <script>alert(1)</script> `rm -rf` ::error:: \u202eevil\u202c \x1b[31mred\x1b[0m\x9b1m שלום"
)
SUMMARIES = {
    "token-format": Text(
        en="The token from env:KASPI_TOKEN is 44 characters of Base64, as usual.",
        ru="Токен из env:KASPI_TOKEN — 44 символа Base64, как обычно.",
        kk="env:KASPI_TOKEN көзіндегі токен — әдеттегідей Base64 форматындағы 44 таңба.",
    ),
    "environment": Text(
        en="No proxy; the system's certificates; UTC+05:00.",
        ru="Прокси нет, сертификаты системные, часовой пояс UTC+05:00.",
        kk="Прокси жоқ, жүйелік сертификаттар, уақыт белдеуі UTC+05:00.",
    ),
    "dns": Text(
        en="kaspi.kz has the addresses 203.0.113.7 and 203.0.113.8.",
        ru="Адреса kaspi.kz: 203.0.113.7 и 203.0.113.8.",
        kk="kaspi.kz мекенжайлары: 203.0.113.7 және 203.0.113.8.",
    ),
    "tcp": Text(
        en="Both addresses accept a connection.",
        ru="Оба адреса принимают соединение.",
        kk="Екі мекенжай да қосылуды қабылдайды.",
    ),
    "tls": Text(
        en="TLS 1.3; the certificate for kaspi.kz by DigiCert is trusted until 2027-03-01.",
        ru="TLS 1.3; сертификат kaspi.kz от DigiCert доверенный, действует до 2027-03-01.",
        kk="TLS 1.3; kaspi.kz үшін DigiCert берген сертификат сенімді, 2027-03-01 дейін жарамды.",
    ),
    "user-agent-absent": Text(
        en="A request without a User-Agent was met with 3.0 s of silence, as expected.",
        ru="На запрос без User-Agent ответа не было 3,0 с — так и ожидалось.",
        kk="User-Agent жоқ сұрауға 3,0 с бойы жауап болмады — солай күтілген.",
    ),
    "user-agent-library": Text(
        en="python-requests/2.32.5 was met with 3.0 s of silence, as expected.",
        ru="На запрос с python-requests/2.32.5 ответа не было 3,0 с — так и ожидалось.",
        kk="python-requests/2.32.5 атауымен жіберілген сұрауға 3,0 с бойы жауап болмады — солай күтілген.",
    ),
    "user-agent-explicit": Text(
        en="A program that gives its own name was answered with HTTP 200.",
        ru="Программа с собственным именем получила ответ HTTP 200.",
        kk="Өз атын көрсеткен бағдарлама HTTP 200 жауабын алды.",
    ),
    "token-absent": Text(
        en="A request without a token was refused with HTTP 401, as expected.",
        ru="Запрос без токена получил отказ HTTP 401 — так и ожидалось.",
        kk="Токені жоқ сұрау HTTP 401 жауабымен қабылданбады — солай күтілген.",
    ),
    "orders-without-dates": Text(
        en="A list without dates was refused with HTTP 400, as documented.",
        ru="Список без дат получил отказ HTTP 400, как и описано.",
        kk="Күні көрсетілмеген тізім HTTP 400 жауабымен қабылданбады, сипатталғандай.",
    ),
    "orders-over-range": Text(
        en="A window of 30 days was refused with HTTP 400: at most 14.",
        ru="Окно в 30 дней получило отказ HTTP 400: не больше 14.",
        kk="30 күндік аралық HTTP 400 жауабымен қабылданбады: ең көбі 14.",
    ),
    "orders-valid": Text(
        en="The documented request succeeded: HTTP 200, 12 orders in 14 days.",
        ru="Правильный запрос прошёл: HTTP 200, заказов за 14 дней: 12.",
        kk="Дұрыс сұрау өтті: HTTP 200, 14 күндегі тапсырыс саны: 12.",
    ),
}


def exchange(probe_id: str, status: int, kind: str) -> "dict[str, Value]":
    """Return the facts of an HTTP exchange, the request as it was sent among them."""
    url = f"https://kaspi.kz/shop/api/v2/orders?probe={probe_id}"
    return {
        "http.answered": True,
        "http.answer": kind,
        "http.response.status_code": status,
        "http.response.media_type": JSON_API,
        "http.request.url": url,
        "http.request.headers": ("X-Auth-Token: $KASPI_TOKEN", f"Accept: {JSON_API}"),
        "http.request.curl": f"curl -sS -g -H \"X-Auth-Token: $KASPI_TOKEN\" -H 'Accept: {JSON_API}' '{url}'",
        "timing.connect_s": 0.021,
        "timing.first_byte_s": 0.133,
        "timing.body_s": 0.004,
        "timing.total_s": 0.16,
    }


def told(
    observation: Observation, summary: Text | None = None, facts: "Mapping[str, Value] | None" = None
) -> Observation:
    """Return an observation the sentence, the facts and the duration of a real one."""
    took = {"user-agent-absent": 3.0, "user-agent-library": 3.04, "dns": 0.012}.get(observation.probe_id, 0.163)
    return replace(observation, summary=summary or SUMMARIES[observation.probe_id], duration_s=took, facts=facts or {})


def run(*changed: Observation) -> tuple[Observation, ...]:
    """Return the observations of a run in which all went well, but for those given."""
    facts: dict[str, Mapping[str, Value]] = {
        "dns": {"dns.answers": ("203.0.113.7", "203.0.113.8")},
        "tls": {"tls.server.issuer": "DigiCert"},
        "user-agent-explicit": exchange("user-agent-explicit", 200, "data"),
        "orders-valid": exchange("orders-valid", 200, "data") | {"api.total_count": 12},
    }
    usual = {probe_id: told(observed(probe_id), facts=facts.get(probe_id)) for probe_id in SUMMARIES}
    return tuple((usual | {observation.probe_id: observation for observation in changed}).values())


def report(observations: "Iterable[Observation]", causes: "Iterable[Cause]" = CAUSES) -> Report:
    """Judge the observations and make the report of them."""
    seen = tuple(observations)
    diagnosis, named = diagnose(seen, causes)
    return Report(
        run_id="7f3c9a1e",
        tool_version="0.1.0",
        started_at=STARTED_AT,
        duration_s=3.21,
        exit_code=diagnosis.verdict_code,
        base_url="https://kaspi.kz/shop/api/v2",
        connect_to=(),
        credentials=CredentialsNote(
            source="env:KASPI_TOKEN", length=44, fingerprint="9c1d03aa", merchant_uid_sent=False
        ),
        requests_sent=7,
        observations=seen,
        diagnosis=diagnosis,
        causes={cause.id: cause for cause in named},
    )


def refused(status: int, kind: str, title: str) -> tuple[Observation, ...]:
    """Return the two requests that should have succeeded, refused."""
    said = Text(
        en=f"Kaspi refused the request with HTTP {status}.",
        ru=f"Kaspi отклонил запрос: HTTP {status}.",
        kk=f"Kaspi сұрауды қабылдамады: HTTP {status}.",
    )
    return tuple(
        told(failed(probe_id), said, exchange(probe_id, status, kind) | {"api.error.title": title})
        for probe_id in ("user-agent-explicit", "orders-valid")
    )


HEALTHY = report(run())
REJECTED = report(run(*refused(401, "unauthorized", "Unauthorized")))
UNEXPLAINED = report(run(*refused(418, "refused", HOSTILE)))
INCONCLUSIVE = report(
    replace(o, outcome=Outcome.SKIPPED, facts={}) if o.layer in {Layer.HTTP, Layer.API} else o for o in run()
)
CRASHED = report(run(told(observed("tls", Outcome.CRASHED, Failure.UNKNOWN))))
TWO_CAUSES = report(
    run(
        told(failed("token-format", Failure.TOKEN_DAMAGED)),
        *refused(401, "unauthorized", "Unauthorized"),
        told(observed("token-absent"), facts={"clock.offset_s": 86_400, "api.total_count": 0}),
    )
)
EVERY = {
    "healthy": HEALTHY,
    "rejected": REJECTED,
    "unexplained": UNEXPLAINED,
    "inconclusive": INCONCLUSIVE,
    "crashed": CRASHED,
    "two-causes": TWO_CAUSES,
}


def spoilt(original: Report, text: str) -> Report:
    """Return a report in which every string that comes from outside is this text: what a saved one may hold."""
    said = Text.same(text)
    observations = tuple(
        replace(
            o,
            summary=said,
            facts={name: text if isinstance(fact, str) else fact for name, fact in o.facts.items()}
            | {"api.error.title": text, "http.redirect.location": text, "proxy.url": text, "tls.server.issuer": text},
        )
        for o in original.observations
    )
    causes = {
        cause_id: replace(
            cause,
            title=said,
            explanation=said,
            remedies=(Remedy(en=text, ru=text, kk=text, command=text or None),),
            references=tuple(replace(reference, title=text, url=text) for reference in cause.references),
            fixes=dict.fromkeys(cause.fixes, text),
        )
        for cause_id, cause in original.causes.items()
    }
    return replace(
        original,
        run_id=text,
        tool_version=text,
        base_url=text,
        connect_to=(text,),
        credentials=replace(original.credentials, source=text, fingerprint=text),
        observations=observations,
        diagnosis=replace(original.diagnosis, next_step=said),
        causes=causes,
    )


ATTACKS = {
    "script": "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">",
    "attribute": '" onmouseover="alert(1)" x=\'y\' --> ]]> </textarea></style></svg></details>',
    "address": "javascript:alert(1) https://evil.example/?a=1 www.evil.example @somebody #12 a@evil.example",
    "command": "::error file=a.py::made up\r\n::set-output name=x::y\n##[error]made up %0A::warning::x",
    "markup": "[/] [bold]x[/bold] `rm -rf` ``` ~~~ | a | b | **x** _x_ [x](javascript:alert(1)) ![x](http://evil.example)",
    "template": "{{7*7}} {% raw %} ${{ github.token }} #{7*7} %s {0} {}",
    "controls": "\x1b[2J\x1b]0;x\x07 \x00 \x08 \x9b31m \u202egnp.exe\u2066 \ufeff \ufffe \uffff \U0001fffe",
    "surrogates": "a \ud800 b \udfff c",
    "lines": "x\n\n# heading\n\n- item\r\n> quote\u2028===\u2029---\x85```\n1. one\n| a |\n|---|",
    "long": "A" * 1_048_576,
    "wide": "日本 🏳️‍🌈 e\u0301 שלום العربية",
}
