"""The proxy answers, but builds no tunnel to Kaspi."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import WITHOUT_THE_PROXY
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CODES = (400, 403, 404, 500, 502, 503, 504)
SHOWN = (
    "Tunnel connection failed: {}",
    "Cannot connect to proxy*Tunnel connection failed: {}",
    "Unable to connect to proxy*Tunnel connection failed: {}",
    "CONNECT tunnel failed, response {}",
    "ProxyError: {}",
)
TEXTS = (
    *(shown.format(code) for code in CODES for shown in SHOWN),
    "Received HTTP code # from proxy after CONNECT",
    "Proxy CONNECT aborted",
    "Proxy response (#) !== 200 when HTTP Tunneling",
    "Proxy tunneling failed",
    "*Unable to tunnel through proxy",
    "tunneling socket could not be established",
    "ERR_TUNNEL_CONNECTION_FAILED",
    "ClientHttpProxyError",
    "TCP_DENIED/403*kaspi.kz",
    "*proxy tunnel request to proxy * failed with status code",
)

CAUSE = Cause(
    id="proxy-refused",
    layer=Layer.ENVIRONMENT,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The proxy refuses to connect to Kaspi",
        ru="Прокси отказывается соединять с Kaspi",
        kk="Прокси Kaspi-ге қосудан бас тартады",
    ),
    explanation=Text(
        en="The proxy was reached, but did not agree to open a tunnel (CONNECT). Our inference: the refusal comes from"
        " the proxy or its rules and not from Kaspi, even if it says 403 or 502, because no request got past the"
        " proxy. This is easily mistaken for a refusal by Kaspi itself.",
        ru="С прокси соединиться удалось, но на просьбу открыть туннель (CONNECT) согласия он не дал. Наш вывод: отказ"
        " исходит от прокси или его правил, а не от Kaspi, даже если это 403 или 502, — дальше прокси ни один запрос"
        " не прошёл. Это легко принять за отказ самого Kaspi.",
        kk="Проксиге қосылу сәтті болды, бірақ туннель ашу өтінішіне (CONNECT) ол келісім бермеді. Біздің қорытындымыз:"
        " бас тартқан — Kaspi емес, прокси немесе оның ережелері, тіпті жауап 403 не 502 болса да, өйткені бірде-бір"
        " сұрау проксиден әрі өткен жоқ. Мұны Kaspi-дің өзі бас тартты деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Ask your network's administrator to allow CONNECT to `kaspi.kz:443` on the proxy.",
            ru="Попросите администратора сети разрешить на прокси CONNECT к `kaspi.kz:443`.",
            kk="Желі әкімшісінен проксиде `kaspi.kz:443` серверіне CONNECT сұрауына рұқсат беруді сұраңыз.",
        ),
        WITHOUT_THE_PROXY,
        Remedy(
            en="If it does, make an exception for Kaspi in your program's environment.",
            ru="Если есть, сделайте исключение для Kaspi в переменных окружения своей программы.",
            kk="Болатын болса, бағдарламаңыздың орта айнымалыларында Kaspi үшін ерекшелік жасаңыз.",
            command='export NO_PROXY="${NO_PROXY:+$NO_PROXY,}kaspi.kz" no_proxy="${no_proxy:+$no_proxy,}kaspi.kz"',
        ),
        Remedy(
            en="For the administrator: this shows the proxy's response in full (no token is sent).",
            ru="Покажите администратору полный ответ прокси: его выводит эта команда (токен она не отправляет).",
            kk="Әкімшіге проксидің толық жауабын көрсетіңіз: оны мына команда шығарады (ол токенді жібермейді).",
            command="curl -v --max-time 15 -A Mozilla/5.0 https://kaspi.kz/shop/api/v2/orders",
        ),
    ),
    references=cited("rfc-9110", "httpx-environment"),
    symptoms=(
        Symptom(probe_id=("dns", "tcp", "tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.PROXY_REFUSED),
    ),
    signatures=(
        Signature(texts=TEXTS, confidence=Confidence.CERTAIN),
        Signature(
            texts=("?прокси|proxy 403|запрещ|forbid|denied|deny|блок|block|не пуска|отказ|тыйым",),
            confidence=Confidence.SUSPECTED,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ProxyError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by ProxyError('Unable to connect to proxy',"
            " OSError('Tunnel connection failed: 403 Forbidden')))"
        ),
        "httpx": ("httpx.ProxyError: 403 Forbidden"),
        "aiohttp": ("aiohttp.client_exceptions.ClientHttpProxyError: 403, message='Forbidden'"),
        "curl": ("curl: (56) CONNECT tunnel failed, response 403"),
    },
    proof="kaspi-doctor check --only environment,tcp,tls",
    neighbours={
        "blocked-by-protection": Text(
            en="Here the proxy refused before anything reached Kaspi; a protection layer responds to the request"
            " itself.",
            ru="Здесь отказал прокси, до Kaspi ничего не дошло; слой защиты отвечает на сам запрос.",
            kk="Мұнда прокси бас тартты, Kaspi-ге ештеңе жетпеді; қорғаныс қабаты сұраудың өзіне жауап береді.",
        )
    },
)
