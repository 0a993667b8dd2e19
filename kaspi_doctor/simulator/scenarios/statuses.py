"""HTTP statuses that explain themselves; the bodies are guesses."""

from kaspi_doctor.simulator.exchange import GUESS, Reply, always, html_reply, refusal
from kaspi_doctor.simulator.scenario import FILTERED, Scenario, refused, said, unreachable

_BUSY = refusal("Too many requests.", status=429, guess=True)

SCENARIOS = (
    Scenario(
        id="rate-limited",
        layer="http",
        summary=said(
            "Everything is answered 429, with Retry-After.",
            "На всё приходит 429 с Retry-After.",
            "Бәріне Retry-After тақырыбымен 429 келеді.",
        ),
        expected=unreachable("rate-limited"),
        in_front=always(Reply(status=429, body=_BUSY.body, headers=(("Retry-After", "30"), GUESS))),
    ),
    Scenario(
        id="rate-limited-without-retry-after",
        layer="http",
        summary=said(
            "Everything is answered 429, without saying for how long.",
            "На всё приходит 429, и не сказано, на сколько.",
            "Бәріне 429 келеді, қанша уақытқа екені айтылмайды.",
        ),
        expected=unreachable("rate-limited"),
        in_front=always(_BUSY),
    ),
    Scenario(
        id="server-error",
        layer="http",
        summary=said(
            "Kaspi answers 500 with JSON.", "Kaspi отвечает 500 с JSON.", "Kaspi JSON-мен 500 деп жауап береді."
        ),
        expected=unreachable("service-failing", *FILTERED),
        behind_filter=always(refusal("Internal server error.", status=500, guess=True)),
    ),
    Scenario(
        id="bad-gateway",
        layer="http",
        summary=said(
            "A gateway in front of Kaspi answers 502.",
            "Шлюз перед Kaspi отвечает 502.",
            "Kaspi алдындағы шлюз 502 деп жауап береді.",
        ),
        expected=unreachable("service-failing"),
        in_front=always(html_reply("502 Bad Gateway", status=502)),
    ),
    Scenario(
        id="service-unavailable",
        layer="http",
        summary=said(
            "Everything is answered 503 in plain text.",
            "На всё приходит 503 простым текстом.",
            "Бәріне қарапайым мәтінмен 503 келеді.",
        ),
        expected=unreachable("service-failing"),
        in_front=always(Reply(status=503, body=b"Service Unavailable", media_type="text/plain", headers=(GUESS,))),
    ),
    Scenario(
        id="maintenance",
        layer="http",
        summary=said(
            "A maintenance page comes with 503.",
            "Отвечает страница о технических работах, с кодом 503.",
            "Техникалық жұмыстар туралы бет 503 кодымен жауап береді.",
        ),
        expected=unreachable("service-failing"),
        in_front=always(
            html_reply(
                "Ведутся технические работы", "<p>Скоро вернёмся.</p>", status=503, headers=(("Retry-After", "3600"),)
            )
        ),
    ),
    Scenario(
        id="not-found-page",
        layer="api",
        summary=said(
            "Everything is answered 404 with an HTML page.",
            "На всё приходит 404 со страницей HTML.",
            "Бәріне HTML бетімен 404 келеді.",
        ),
        expected=refused("endpoint-not-found"),
        in_front=always(html_reply("404 Not Found", status=404)),
    ),
    Scenario(
        id="path-without-shop",
        layer="api",
        summary=said(
            "The base address lacks /shop, as parts of the guide print it.",
            "В базовом адресе нет /shop, как местами напечатано в справке.",
            "Негізгі мекенжайда /shop жоқ, анықтаманың кей жерінде осылай басылған.",
        ),
        expected=refused("endpoint-not-found", *FILTERED),
        arguments=("--base-url", "https://kaspi.kz/api/v2"),
    ),
    Scenario(
        id="method-not-allowed",
        layer="api",
        summary=said("Everything is answered 405.", "На всё приходит 405.", "Бәріне 405 келеді."),
        expected=refused("endpoint-not-found"),
        in_front=always(Reply(status=405, media_type=None, headers=(("Allow", "POST"), GUESS))),
    ),
    *(
        Scenario(
            id=name,
            layer="api",
            summary=said(
                f"Kaspi answers {status}: the media type does not suit it.",
                f"Kaspi отвечает {status}: не подходит тип содержимого.",
                f"Kaspi {status} деп жауап береді: мазмұн түрі сәйкес емес.",
            ),
            expected=refused("media-type-refused", *FILTERED),
            behind_filter=always(refusal("Media type is not supported.", status=status, guess=True)),
        )
        for name, status in (("not-acceptable", 406), ("unsupported-media-type", 415))
    ),
)
