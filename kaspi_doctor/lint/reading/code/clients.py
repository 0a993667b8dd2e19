"""The HTTP clients of programs: how each is told by its code, and what it does unless it is told otherwise."""

import re
from dataclasses import dataclass, replace

from kaspi_doctor.lint.reading.code.tokens import SourceLanguage
from kaspi_doctor.lint.request import ANSWERED_AGENT, Form

_TIMEOUT = re.compile(
    r"(?<!connect)(?<!connect_)time_?out(?!\w*['\"]?\s*(?:=>|:|,)\s*0\b)|deadline|WithContext", re.IGNORECASE
)
_AXIOS = r"(?i:\baxios\b)"
_NOT_AXIOS_ALONE = (
    # Its name is another module's, is given by a caller, or is changed by somebody else.
    r"[$.]axios\b|[({,]\s*axios\s*[,})]|\baxios\b[^\n;'\"]{0,80}(?:from|require\()\s*['\"](?!axios['\"])"
    r"|\baxios\s*=(?!\s*(?:await\s+)?(?:require|import)\()"
    # What ends a request besides its time-out, and what may put one in.
    r"|\bsignal\b|cancelToken|\.race\(|Object\.assign\(\s*\w|interceptors\.request\.use\(\s*[\w.]+\s*[,)]"
)
UNCHECKED = re.compile(
    r"rejectUnauthorized['\"]?\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED\W{1,8}0|InsecureSkipVerify\s*:\s*true"
    r"|withoutVerifying\(|DangerousAcceptAnyServerCertificateValidator"
    r"|ServerCertificate(?:Custom)?ValidationCallback\s*\+?=[^;\n]{0,120}(?:=>|return)\s*true",
    re.IGNORECASE,
)
"""What switches the check of certificates off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client."""

    signs: tuple[str, ...]
    """What its code has in it, all of them."""
    form: Form
    language: SourceLanguage
    agent: str | None
    """Its User-Agent when it is not told one: see `Request.client_agent`. Tried, or from its documentation."""
    endless: str = ""
    """What its code has in it where it waits without end unless a time-out is set."""
    set_elsewhere: str = ""
    """What its code has in it where a time-out may be set by what the text does not show."""
    hides_options: bool = False
    """A variable among the arguments may hold its headers."""

    def of_call(self, path: list[str]) -> "Client | None":
        """Return the client of one call where its name tells more than the whole program."""
        if self.language is not SourceLanguage.JAVASCRIPT:
            return None
        agent = _BY_CALL.get(path[0].lower(), self.agent)
        return replace(self, agent=agent, form=Form.AXIOS if path[0].lower() == "axios" else self.form)

    def has_timeout(self, code: str) -> bool | None:
        """Return whether a time-out is set; None if that is none of this text's business."""
        waits = self.endless and re.search(self.endless, code)
        if not waits or (self.set_elsewhere and re.search(self.set_elsewhere, code)):
            return None
        return _TIMEOUT.search(code) is not None


_BY_CALL = {
    "axios": "axios",
    "fetch": ANSWERED_AGENT,
    "got": "got",
    "http": None,
    "https": None,
    "request": None,
}
"""Node's own `http` sends no name, nor does `request`."""
_CLIENTS = (
    Client(
        signs=(r"Нов\w+\s+HTTP(?:Запрос|Соединение)|\bNew\s+HTTP(?:Request|Connection)\b",),
        form=Form.ONE_C,
        language=SourceLanguage.ONE_C,
        agent="1C+Enterprise",
    ),
    Client(
        signs=(r"WinHttp\.WinHttpRequest|MSXML2?\.\w*XMLHTTP", r"Нов\w+\s+COM|\bNew\s+COM"),
        form=Form.ONE_C,
        language=SourceLanguage.ONE_C,
        agent=ANSWERED_AGENT,
    ),
    Client(
        signs=(r"\bwp_remote_\w+\(",),
        form=Form.PHP,
        language=SourceLanguage.PHP,
        agent=ANSWERED_AGENT,
        hides_options=True,
    ),
    Client(
        signs=(r"\bcurl_(?:init|setopt)\w*\(",),
        form=Form.PHP_CURL,
        language=SourceLanguage.PHP,
        agent=None,
        endless=r"curl_",
    ),
    Client(
        signs=(r"\$\w|::", r"GuzzleHttp|->(?:request|sendAsync|get)\(|\bHttp::"),
        form=Form.GUZZLE,
        language=SourceLanguage.PHP,
        agent="GuzzleHttp",
        endless=r"new\s+(?:\\?GuzzleHttp\\)?Client\(",
        hides_options=True,
    ),
    Client(
        signs=(r"\bfile_get_contents\(|\bstream_context_create\(",),
        form=Form.PHP,
        language=SourceLanguage.PHP,
        agent=None,
        hides_options=True,
    ),
    Client(
        signs=(r"\bhttp\.(?:(?:NewRequest\w*|Get)\(|Client\s?\{|DefaultClient\b)",),
        form=Form.GO,
        language=SourceLanguage.GO,
        agent="Go-http-client",
        endless=r"http\.DefaultClient|http\.Get\(|http\.Client\s?\{\s*\}",
    ),
    Client(signs=(r"\bRest(?:Request|Client)\(",), form=Form.CSHARP, language=SourceLanguage.CSHARP, agent="RestSharp"),
    Client(
        signs=(r"\bHttpRequestMessage\b|\bDefaultRequestHeaders\b|\bnew HttpClient\b|\.(?:Get|Send)\w{0,20}Async\(",),
        form=Form.CSHARP,
        language=SourceLanguage.CSHARP,
        agent=None,
    ),
    Client(
        signs=(r"\bRequest\.Builder\(\)", r"\b(?:val|fun)\s"),
        form=Form.JAVA,
        language=SourceLanguage.KOTLIN,
        agent="okhttp",
    ),
    Client(signs=(r"\bRequest\.Builder\(\)",), form=Form.JAVA, language=SourceLanguage.JAVA, agent="okhttp"),
    Client(
        signs=(r"\bHttpRequest\.newBuilder\b",), form=Form.JAVA, language=SourceLanguage.JAVA, agent="Java-http-client"
    ),
    Client(
        signs=(r"\bHttpURLConnection\b|\bopenConnection\(",), form=Form.JAVA, language=SourceLanguage.JAVA, agent="Java"
    ),
    Client(signs=(r"\bUnirest\.\w",), form=Form.JAVA, language=SourceLanguage.JAVA, agent=ANSWERED_AGENT),
    Client(
        signs=(
            r"\bhttps?\.(?:get|request)\(|\brequest\(|\bhttpService\.",
            r"\brequire\(|\bimport\s|\b(?:const|let|var)\s",
        ),
        form=Form.FETCH,
        language=SourceLanguage.JAVASCRIPT,
        agent=ANSWERED_AGENT,
        endless=_AXIOS,
        set_elsewhere=_NOT_AXIOS_ALONE,
        hides_options=True,
    ),
    Client(
        signs=(r"\bfetch\(|\baxios\b|\bXMLHttpRequest\b|\$\.(?:ajax|get|getJSON)\(|\bgot\(",),
        form=Form.FETCH,
        language=SourceLanguage.JAVASCRIPT,
        agent=ANSWERED_AGENT,
        endless=_AXIOS,
        set_elsewhere=_NOT_AXIOS_ALONE,
        hides_options=True,
    ),
)
"""In the order of how sure each sign is."""


def client_of(text: str) -> Client | None:
    """Return the client that a program uses."""
    return next((client for client in _CLIENTS if all(re.search(sign, text) for sign in client.signs)), None)
