"""Answers of somebody in front of the API: protection layers, captive networks, redirects.

All pages are guesses: made up after what such layers are known to send, with their usual marks.
"""

from kaspi_doctor.simulator.exchange import Reply, always, html_reply
from kaspi_doctor.simulator.scenario import Scenario, said, unreachable

_CLOUDFLARE = (("Server", "cloudflare"), ("CF-RAY", "0000000000000000-ALA"), ("cf-mitigated", "challenge"))
_TURNSTILE = '<script src="/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1"></script>'
_BLOCKED = unreachable("blocked-by-protection")


def _cloudflare(status: int) -> Reply:
    return html_reply("Just a moment...", _TURNSTILE, status=status, headers=_CLOUDFLARE)


def _redirect(status: int, location: str) -> Reply:
    return Reply(status=status, media_type=None, headers=(("Location", location),))


SCENARIOS = (
    *(
        Scenario(
            id=f"challenge-cloudflare-{status}",
            layer="http",
            summary=said(
                f"Cloudflare answers everything with a challenge page and {status}.",
                f"Cloudflare отвечает на всё страницей с проверкой и кодом {status}.",
                f"Cloudflare бәріне тексеру бетімен және {status} кодымен жауап береді.",
            ),
            expected=_BLOCKED,
            in_front=always(_cloudflare(status)),
        )
        for status in (200, 403, 429, 503)
    ),
    *(
        Scenario(
            id=f"challenge-{name.lower()}",
            layer="http",
            summary=said(
                f"{name} answers everything with its challenge page.",
                f"{name} отвечает на всё своей страницей с проверкой.",
                f"{name} бәріне өзінің тексеру бетімен жауап береді.",
            ),
            expected=_BLOCKED,
            in_front=always(page),
        )
        for name, page in (
            (
                "DDoS-Guard",
                html_reply(
                    "DDoS-Guard",
                    '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
                    status=403,
                    headers=(("Server", "ddos-guard"),),
                ),
            ),
            (
                "Qrator",
                html_reply(
                    "401", '<script src="/__qrator/qauth.js"></script>', status=401, headers=(("Server", "QRATOR"),)
                ),
            ),
            (
                "Incapsula",
                html_reply("Incapsula", '<iframe src="/_Incapsula_Resource?CWUDNSAI=1"></iframe>', status=200),
            ),
            (
                "Captcha",
                html_reply(
                    "Are you a robot?",
                    '<form><div class="g-recaptcha" data-sitekey="made-up"></div></form>',
                    status=200,
                ),
            ),
        )
    ),
    Scenario(
        id="unauthorised-page",
        layer="http",
        summary=said(
            "Everything is answered 401 with an HTML page: it is not Kaspi's API that responds.",
            "На всё приходит 401 со страницей HTML: это говорит не API Kaspi.",
            "Бәріне HTML бетімен 401 келеді: бұл Kaspi API-і емес.",
        ),
        expected=_BLOCKED,
        in_front=always(html_reply("401 Authorization Required", status=401)),
    ),
    Scenario(
        id="forbidden-page",
        layer="http",
        summary=said(
            "Everything is answered 403 with an HTML page.",
            "На всё приходит 403 со страницей HTML.",
            "Бәріне HTML бетімен 403 келеді.",
        ),
        expected=_BLOCKED,
        in_front=always(html_reply("403 Forbidden", status=403)),
    ),
    Scenario(
        id="captive-portal",
        layer="http",
        summary=said(
            "A network's sign-in page responds instead of the API.",
            "Вместо API отвечает страница входа в сеть.",
            "API орнына желіге кіру беті жауап береді.",
        ),
        expected=unreachable("captive-page"),
        in_front=always(html_reply("Welcome to the guest network", "<p>Sign in to go online.</p>", status=200)),
    ),
    *(
        Scenario(
            id=name,
            layer="http",
            summary=summary,
            expected=unreachable("unexpected-redirect"),
            in_front=always(_redirect(status, location)),
        )
        for name, status, location, summary in (
            (
                "redirect-to-plain-http",
                301,
                "http://kaspi.kz/shop/api/v2/orders",
                said(
                    "Everything is redirected to http, where a token would travel in the clear.",
                    "Всё перенаправляется на http, где токен ушёл бы открытым текстом.",
                    "Бәрі http-ге бағытталады, онда токен ашық түрде кетер еді.",
                ),
            ),
            (
                "redirect-to-login",
                302,
                "https://login.example/sign-in?next=%2Fshop",
                said(
                    "Everything is redirected to a sign-in page on another host.",
                    "Всё перенаправляется на страницу входа на другом узле.",
                    "Бәрі басқа тораптағы кіру бетіне бағытталады.",
                ),
            ),
            (
                "redirect-to-itself",
                307,
                "https://kaspi.kz/shop/api/v2/orders",
                said(
                    "The address redirects to itself forever.",
                    "Адрес перенаправляет сам на себя, без конца.",
                    "Мекенжай өзіне-өзі шексіз бағыттайды.",
                ),
            ),
        )
    ),
)
