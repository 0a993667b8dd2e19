"""Which client a text is from: its way out is then told first."""

import re
from typing import Final

_CLIENTS: Final = (
    (
        "PowerShell",
        re.compile(r"Invoke-(?:RestMethod|WebRequest)|CategoryInfo\s*:|\.ps1\b|WindowsPowerShell/", re.IGNORECASE),
    ),
    ("aiohttp", re.compile(r"\baiohttp\b|Timeout on reading data from socket", re.IGNORECASE)),
    ("httpx", re.compile(r"\bhttpx\b|\bhttpcore\b|python-httpx/", re.IGNORECASE)),
    ("Guzzle", re.compile(r"\bcURL error \d|guzzle|\.php\b", re.IGNORECASE)),
    ("axios", re.compile(r"\baxios\b|AxiosError|node_modules|\bundici\b|\bfetch failed\b", re.IGNORECASE)),
    (
        "requests",
        re.compile(
            r"\brequests[./\\](?:exceptions|models|adapters|sessions|api)|HTTPSConnectionPool|python-requests/|\burllib3\b"
        ),
    ),
    (
        "curl",
        re.compile(
            r"\bcurl: \(\d|^\* (?:Connected to|Trying|SSL connection|Operation timed out)|\bcurl/\d|^curl\s",
            re.MULTILINE,
        ),
    ),
    ("Go", re.compile(r"\bnet/http: |\bdial tcp\b|\b(?:Get|Post|Put) \"https?://|\bGo-http-client/|\bgoroutine \d")),
    ("Java", re.compile(r"\bjavax?\.(?:net|io|lang|util)\.|\bokhttp3?[./]|\bApache-HttpClient/|\.(?:java|kt):\d")),
    (
        "1C",
        re.compile(
            r"\{(?:ОбщийМодуль|Обработка|ВнешняяОбработка|Документ|Справочник|РегламентноеЗадание)\."
            r"|HTTP(?:Соединение|Запрос|Ответ)|ВызватьHTTPМетод|КодСостояния|Ошибка работы с Интернет"
            r"|Превышено время ожидания[.\"]?\s*$|\b1C\+Enterprise/",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)
"""In the order in which they are looked for: a client built on another one before that."""


def client_in(text: str) -> str | None:
    """Name the client that a text shows; None where none is to be seen."""
    return next((name for name, pattern in _CLIENTS if pattern.search(text)), None)
