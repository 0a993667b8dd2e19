"""The proxy wants a user name and a password."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import WITHOUT_THE_PROXY
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="proxy-authentication-required",
    layer=Layer.ENVIRONMENT,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The proxy asks for a user name and password",
        ru="Прокси требует имя пользователя и пароль",
        kk="Прокси пайдаланушы аты мен құпиясөзді талап етеді",
    ),
    explanation=Text(
        en="The proxy between this machine and Kaspi answered 407: it lets nobody through without signing in. The"
        " request did not reach Kaspi, and your Kaspi token has nothing to do with it. This is our inference from the"
        " status code, which HTTP reserves for proxies (RFC 9110). It is easily mistaken for Kaspi's own 401.",
        ru="Прокси между этим компьютером и Kaspi ответил 407: без входа он никого не пропускает. До Kaspi запрос не"
        " дошёл, и ваш токен Kaspi здесь ни при чём. Это наш вывод из кода состояния: в HTTP он отведён только для"
        " прокси (RFC 9110). Его легко принять за ответ 401 самого Kaspi.",
        kk="Осы компьютер мен Kaspi арасындағы прокси 407 деп жауап берді: ол кірусіз ешкімді өткізбейді. Сұрау"
        " Kaspi-ге жеткен жоқ, Kaspi токенінің бұған қатысы жоқ. Бұл — күй кодынан жасалған біздің қорытындымыз: HTTP"
        " хаттамасында ол тек проксилерге арналған (RFC 9110). Оны Kaspi-дің өз 401 жауабымен шатастыру оңай.",
    ),
    remedies=(
        Remedy(
            en="Ask your network's administrator for a user name and password for the proxy, or for an exception"
            " for `kaspi.kz`.",
            ru="Запросите у администратора сети имя и пароль для прокси или исключение для `kaspi.kz`.",
            kk="Желі әкімшісінен проксиге арналған пайдаланушы аты мен құпиясөзді немесе `kaspi.kz` үшін"
            " ерекшелікті сұраңыз.",
        ),
        Remedy(
            en="Put them in the proxy's address; set the first two variables beforehand, and ask your"
            " administrator for the host and port.",
            ru="Укажите их в адресе прокси; первые две переменные задайте заранее, сервер и порт возьмите у"
            " администратора.",
            kk="Оларды прокси мекенжайына жазыңыз; алғашқы екі айнымалыны алдын ала беріп, сервер мен портты"
            " әкімшіден алыңыз.",
            command='export HTTPS_PROXY="http://$PROXY_USER:$PROXY_PASSWORD@proxy.example.kz:3128"',
        ),
        Remedy(
            en="If the password contains characters such as `@`, `:` or `/`, percent-encode it; this asks for it"
            " and prints the encoded form.",
            ru="Если в пароле есть символы вроде `@`, `:` или `/`, примените процентное кодирование; эта команда"
            " спросит пароль и выведет готовый вид.",
            kk="Құпиясөзде `@`, `:` не `/` сияқты таңбалар болса, пайыздық кодтауды қолданыңыз; бұл команда"
            " құпиясөзді сұрап, кодталған түрін шығарады.",
            command='python -c "from getpass import getpass; from urllib.parse import quote; print(quote(getpass(),'
            " ''))\"",
        ),
        Remedy(
            en="If the proxy requires a Windows domain sign-in (NTLM or Kerberos), Python's usual libraries do not"
            " support it: ask for the exception.",
            ru="Если прокси требует входа в домен Windows (NTLM или Kerberos), обычные библиотеки Python этого не"
            " умеют: просите исключение.",
            kk="Прокси Windows доменіне кіруді (NTLM не Kerberos) талап етсе, Python-ның әдеттегі кітапханалары"
            " мұны істей алмайды: ерекшелікті сұраңыз.",
        ),
        WITHOUT_THE_PROXY,
    ),
    references=cited("rfc-9110", "httpx-environment"),
    symptoms=(
        Symptom(
            probe_id=("dns", "tcp", "tls", *DECIDING),
            outcome=Outcome.FAILED,
            failure=Failure.PROXY_AUTHENTICATION_REQUIRED,
        ),
    ),
    signatures=(
        Signature(
            texts=("?прокси|proxy 407|парол|password|логин|credential|құпия|auth",),
            confidence=Confidence.LIKELY,
        ),
        Signature(
            texts=(
                "Tunnel connection failed: 407",
                "Cannot connect to proxy*Tunnel connection failed: 407",
                "Unable to connect to proxy*Tunnel connection failed: 407",
                "407 Proxy Authentication Required",
                "ClientHttpProxyError: 407",
                "ProxyError: 407",
                "Proxy response (407) !== 200 when HTTP Tunneling",
                "Proxy tunneling failed: Proxy Authentication Required",
                "Proxy tunneling failed: 407",
                "Received HTTP code 407 from proxy after CONNECT",
                "Request failed with status code 407",
                "Proxy Authentication Required",
                "HTTP/1.1 407",
                "HTTP/1.0 407",
                "status code 407",
                "(407)",
                "TCP_DENIED/407*kaspi.kz",
                "*proxy tunnel request to proxy * failed with status code '407'",
                "tunneling socket could not be established, statusCode=407",
                "tunnel error: proxy authorization required",
                "^407$",
                "CONNECT tunnel failed, response 407",
                "HTTP code 407",
                '*Proxy returns "HTTP/1.1 407',
                "Требуется аутентификация посредника",
                "Требуется проверка подлинности прокси",
                "Требуется аутентификация прокси",
                "ProxyAuthenticationRequired",
                "returned error: 407",
                "ERR_PROXY_AUTH",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ProxyError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by ProxyError('Unable to connect to proxy',"
            " OSError('Tunnel connection failed: 407 Proxy Authentication Required')))"
        ),
        "httpx": ("httpx.ProxyError: 407 Proxy Authentication Required"),
        "curl": ("curl: (56) CONNECT tunnel failed, response 407"),
        "PowerShell": (
            "Invoke-RestMethod : Удаленный сервер возвратил ошибку: (407) Требуется аутентификация посредника."
        ),
        "axios": ("AxiosError: Request failed with status code 407"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": Proxy Authentication Required'),
    },
    proof="kaspi-doctor check --only environment,tcp,tls",
    neighbours={
        "token-rejected": Text(
            en="407 comes from the proxy, 401 from Kaspi: the token has nothing to do with a 407.",
            ru="407 отвечает прокси, 401 — Kaspi: к токену ответ 407 отношения не имеет.",
            kk="407 — проксидің жауабы, 401 — Kaspi жауабы: 407-нің токенге қатысы жоқ.",
        )
    },
)
