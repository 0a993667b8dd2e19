"""The connection was cut before the answer, or in the middle of it."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import CONNECTION_RESET
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

REQUESTS = """import requests
from urllib3.util import Retry

retry = Retry(total=3, backoff_factor=1, allowed_methods=["GET"])
session = requests.Session()
session.mount("https://", requests.adapters.HTTPAdapter(max_retries=retry))"""

CAUSE = Cause(
    id="connection-dropped",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=4,
    owner=Owner.NETWORK,
    standing=Standing.REPORTED,
    title=Text(
        en="The connection was cut before the response was complete",
        ru="Соединение оборвалось раньше, чем пришёл весь ответ",
        kk="Жауап толық келмей тұрып байланыс үзілді",
    ),
    explanation=Text(
        en="The connection was established and the request sent, but then it was cut, before the response or in the"
        " middle of it. Clients report that Kaspi sometimes drops a connection; Kaspi's guide does not mention it."
        " When it happens every time, something on the way is more likely: a firewall, an antivirus program that"
        " inspects HTTPS, a VPN or a proxy (our inference). It says nothing about the token.",
        ru="Соединение было установлено, запрос отправлен, но затем связь оборвалась — до ответа или посреди него."
        " Разработчики сообщают, что Kaspi иногда разрывает соединение; в Kaspi Гиде об этом не сказано. Если так"
        " происходит каждый раз, вероятнее помеха по пути: межсетевой экран, антивирус с проверкой HTTPS, VPN или"
        " прокси (наш вывод). О токене это ничего не говорит.",
        kk="Байланыс орнап, сұрау жіберілді, бірақ содан кейін жауапқа дейін немесе жауаптың ортасында үзілді."
        " Әзірлеушілердің хабарлауынша, Kaspi кейде байланысты үзіп жібереді; «Kaspi Гид» анықтамалығында бұл"
        " айтылмаған. Әр жолы осылай болса, кедергі жолда болуы ықтимал: желіаралық экран, HTTPS трафигін"
        " тексеретін антивирус, VPN немесе прокси (біздің қорытындымыз). Бұл токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Run it again: a single dropped connection means little.",
            ru="Повторите проверку: единичный обрыв мало о чём говорит.",
            kk="Тексеруді қайталаңыз: бір рет үзілу көп нәрсені білдірмейді.",
            command="kaspi-doctor check",
        ),
        Remedy(
            en="Try another network, without a VPN or proxy, and turn off the antivirus program's HTTPS inspection"
            " during the run.",
            ru="Попробуйте другую сеть без VPN и прокси и на время проверки отключите в антивирусе проверку HTTPS.",
            kk="VPN мен проксисіз басқа желіні байқап көріңіз және тексеру кезінде антивирустың HTTPS тексеруін"
            " өшіріп қойыңыз.",
            command="kaspi-doctor check --no-proxy",
        ),
        Remedy(
            en="In your client, retry reads two or three times after a pause; never retry writes.",
            ru="В своей программе повторяйте чтение с паузой два-три раза; запись не повторяйте никогда.",
            kk="Өз бағдарламаңызда оқу сұрауларын үзіліс жасап, екі-үш рет қайталаңыз; жазу сұрауларын ешқашан"
            " қайталамаңыз.",
            command=REQUESTS,
        ),
        Remedy(
            en="If it is cut on every network, send the saved report to Kaspi's support (2323).",
            ru="Если соединение рвётся в любой сети, передайте сохранённый отчёт в техподдержку Kaspi (2323).",
            kk="Байланыс кез келген желіде үзілсе, сақталған есепті Kaspi техникалық қолдауына (2323) беріңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "rfc-9110-idempotent"),
    symptoms=(Symptom(probe_id=DECIDING, outcome=Outcome.FAILED, failure=Failure.HTTP_CONNECTION_DROPPED),),
    signatures=(
        Signature(texts=CONNECTION_RESET, confidence=Confidence.LIKELY),
        Signature(
            texts=(
                "Remote end closed connection without response",
                "RemoteDisconnected",
                "Server disconnected",
                "ServerDisconnectedError",
                "Empty reply from server",
                "transfer closed with",
                "IncompleteRead",
                "IncompleteBody",
                "*peer closed connection without sending complete message body",
                "incomplete chunked read",
                "ClientPayloadError",
                "Response payload is not completed",
                "socket hang up",
                "other side closed",
                "UND_ERR_SOCKET",
                "*: unexpected EOF$",
                "^unexpected EOF$",
                '*": EOF$',
                "server closed connection",
                "*The response ended prematurely",
                "Unexpected end of file from server",
                "Premature EOF",
                "header parser received no bytes",
                "EOF reached while reading",
                "fixed content-length:",
                "chunked transfer encoding, state",
                "Connection closed prematurely",
                "No data received",
                "The underlying connection was closed",
                "Базовое соединение закрыто",
                "Server returned nothing",
                "Failure when receiving data from the peer",
                "*соединение было неожиданно закрыто",
                "Соединение разорвано",
                "ChunkedEncodingError",
                "Connection broken:",
                "end of file reached",
                "TypeError: terminated",
                "Read error at byte",
                "Connection aborted",
                "InvalidChunkLength",
                "*non-properly terminated.) in headers",
                "*pull function.) in headers",
                "end of response with # bytes missing",
                "ERR_EMPTY_RESPONSE",
                "Error: aborted",
                "AxiosError: aborted",
                "*stream has been aborted",
                "failed to respond",
                "HTTP/2 stream # was not closed cleanly",
                "Error in the HTTP2 framing layer",
                "Broken pipe",
                "WinError 10053",
                "*разорвала установленное подключение",
                "PrematureCloseException",
                "Connection prematurely closed",
                "unexpected end of stream",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end"
            " closed connection without response'))"
        ),
        "httpx": ("httpx.RemoteProtocolError: Server disconnected without sending a response."),
        "aiohttp": ("aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected"),
        "curl": ("curl: (52) Empty reply from server"),
        "Guzzle": (
            "cURL error 52: Empty reply from server (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": ("Invoke-RestMethod : Базовое соединение закрыто: Непредвиденная ошибка при приеме."),
        "axios": ("Error: socket hang up"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": EOF'),
        "1C": ("Ошибка работы с Интернет: Server returned nothing (no headers, no data)"),
    },
    proof="kaspi-doctor check --only user-agent-explicit,orders-valid",
    neighbours={
        "connection-reset": Text(
            en="There it breaks while connecting, before any request.",
            ru="Та причина обрывает соединение ещё до запроса.",
            kk="Ол себеп байланысты сұрауға дейін, қосылу кезінде үзеді.",
        ),
        "user-agent-filtered": Text(
            en="There nothing is cut: the connection stays open and silent.",
            ru="Там ничего не обрывается: соединение стоит, но молчит.",
            kk="Онда ештеңе үзілмейді: байланыс бар, бірақ үнсіз.",
        ),
    },
)
