"""One answer as each client prints it, word for word where the client decides."""

import json
from dataclasses import dataclass

URL = "https://kaspi.kz/shop/api/v2/orders?page%5Bnumber%5D=0&page%5Bsize%5D=20"
SENT = "'Content-Type': 'application/vnd.api+json',\n      'User-Agent': 'shop/1.0'"
"""What axios shows of its request: not of the answer."""
DEEP = 72
"""Characters of an object that Node still prints on one line."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer, as a server sends it."""

    status: str
    """With its reason."""
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def number(self) -> int:
        """The status alone."""
        return int(self.status[:3])

    @property
    def reason(self) -> str:
        """The words after the status."""
        return self.status[4:]

    @property
    def text(self) -> str:
        """The body as clients decode it."""
        return self.body.decode("utf-8-sig", "replace")


def curl_i(answer: Answer) -> str:
    """`curl -i`."""
    head = "\n".join([f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in answer.headers)])
    return f"$ curl -i -g '{URL}'\n{head}\n\n{answer.text}"


def curl_v(answer: Answer) -> str:
    """`curl -v` on a terminal."""
    head = "\n".join(
        [f"< HTTP/1.1 {answer.status}", *(f"< {name}: {value}" for name, value in answer.headers), "< ", ""]
    )
    return (
        "* Connected to kaspi.kz (194.187.247.152) port 443 (#0)\n"
        "> GET /shop/api/v2/orders?page[number]=0&page[size]=20 HTTP/1.1\n> Host: kaspi.kz\n> User-Agent: shop/1.0\n"
        f"> Accept: application/vnd.api+json\n> \n{head}"
        f"{answer.text}* Connection #0 to host kaspi.kz left intact\n"
    )


def _raised(answer: Answer) -> str:
    """What requests raises, or the program that takes the answer for a list."""
    if answer.number >= 400:
        whose = "Client" if answer.number < 500 else "Server"
        line = "raise_for_status\n    raise HTTPError(http_error_msg, response=self)\nrequests.exceptions.HTTPError: "
        return f"{line}{answer.number} {whose} Error: {answer.reason} for url: {URL}"
    try:
        document = json.loads(answer.text)
    except ValueError:
        return (
            "json\n    raise RequestsJSONDecodeError(e.msg, e.doc, e.pos)\n"
            "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"
        )
    is_dict = isinstance(document, dict)
    return "orders\nKeyError: 'meta'" if is_dict else "orders\nTypeError: list indices must be integers, not str"


def _traceback(answer: Answer) -> str:
    place = '  File "/app/venv/lib/python3.11/site-packages/requests/models.py", line 1024, in'
    return f"Traceback (most recent call last):\n{place} {_raised(answer)}\n"


def _response(answer: Answer) -> str:
    merged: dict[str, str] = {}
    for name, value in answer.headers:
        merged[name] = f"{merged[name]}, {value}" if name in merged else value
    return f"<Response [{answer.number}]> {merged} {answer.text}\n"


def requests_before(answer: Answer) -> str:
    """`print(response, response.headers, response.text)`, and then the exception."""
    return _response(answer) + _traceback(answer)


def requests_after(answer: Answer) -> str:
    """The exception, and then what its handler prints of the response."""
    return _traceback(answer) + _response(answer)


def requests_lines(answer: Answer) -> str:
    """A program that prints the status, the headers and the text, a line each, and raises."""
    status, headers, text = _response(answer).replace("]> {", "]>\n{", 1).replace("} ", "}\n", 1).split("\n", 2)
    return f"{status}\n{headers}\n{text}{_traceback(answer)}"


def _inspected(value: object, depth: int) -> str:
    """Write a value as Node's `util.inspect` does, objects below a depth by their kind alone."""
    if isinstance(value, str):
        pieces = [piece.replace("\\", "\\\\").replace("'", "\\'") for piece in value.splitlines(keepends=True)] or [""]
        return " +\n      ".join("'" + piece.replace("\n", "\\n") + "'" for piece in pieces)
    if isinstance(value, dict | list) and value:
        if depth < 0:
            return "[Array]" if isinstance(value, list) else "[Object]"
        if isinstance(value, list):
            parts = [_inspected(item, depth - 1) for item in value]
            return f"[ {', '.join(parts)} ]"
        parts = [
            f"{key if key.isidentifier() else repr(key)}: {_inspected(item, depth - 1)}" for key, item in value.items()
        ]
        joined = ", ".join(parts)
        return f"{{ {joined} }}" if len(joined) < DEEP else "{\n    " + ",\n    ".join(parts) + "\n  }"
    return json.dumps(value)


def _data(answer: Answer, depth: int) -> str:
    """What axios makes of a body: the object if it is JSON, else the text."""
    try:
        return _inspected(json.loads(answer.text, parse_constant=_refuse), depth)
    except ValueError:
        return _inspected(answer.text, depth)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _axios_headers(answer: Answer, depth: int) -> str:
    named: dict[str, str | list[str]] = {}
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            named["set-cookie"] = [*named.get("set-cookie", []), value]
        else:
            named[name.lower()] = value
    parts = [f"    '{name}': {_inspected(value, depth)}" for name, value in named.items()]
    return "Object [AxiosHeaders] {\n" + ",\n".join(parts) + "\n  }"


def _axios_error(answer: Answer) -> str:
    if answer.number < 300:
        return ""
    return (
        f"AxiosError: Request failed with status code {answer.number}\n"
        "    at settle (/app/node_modules/axios/dist/node/axios.cjs:2019:12)\n"
        "    at IncomingMessage.handleStreamEnd (/app/node_modules/axios/dist/node/axios.cjs:3135:11)"
    )


def axios(answer: Answer) -> str:
    """`console.error(error.stack); console.error(response.status, response.headers, response.data)`."""
    data = answer.text
    with_object = _data(answer, 2)
    data = data if with_object.startswith("'") else with_object
    return f"GET {URL}\n{_axios_error(answer)}\n{answer.number} {_axios_headers(answer, 2)} {data}\n"


def axios_dump(answer: Answer) -> str:
    """`console.error(error)`, or `console.log(response)` where there is none: Node shows two levels of objects."""
    is_error = answer.number >= 300
    depth = 0 if is_error else 1
    config = (
        "config: {\n    transitional: { silentJSONParsing: true },\n    adapter: [ 'xhr', 'http', 'fetch' ],\n"
        f"    headers: Object [AxiosHeaders] {{\n      Accept: 'application/json, text/plain, */*',\n      {SENT}\n"
        f"    }},\n    method: 'get',\n    url: '{URL}',\n    data: undefined\n  }}"
    )
    padding = "".join(f"    _field{number}: [Object: null prototype],\n" for number in range(60))
    request = (
        "request: <ref *1> ClientRequest {\n    _header: 'GET /shop/api/v2/orders HTTP/1.1\\r\\n' +\n"
        f"      'Content-Type: application/vnd.api+json\\r\\n',\n{padding}    res: IncomingMessage {{\n"
        f"      statusCode: {answer.number},\n      server: null\n    }}\n  }}"
    )
    response = (
        f"{{\n  status: {answer.number},\n  statusText: '{answer.reason}',\n"
        f"  headers: {_axios_headers(answer, depth)},\n  {config},\n  {request},\n  data: {_data(answer, depth)}\n}}"
    )
    if not is_error:
        return f"{response}\n"
    return (
        f"{_axios_error(answer)} {{\n  isAxiosError: true,\n  code: 'ERR_BAD_REQUEST',\n  {config},\n  {request},\n"
        f"  response: {response},\n  status: {answer.number}\n}}\n"
    )


PRINTS = (curl_i, curl_v, requests_before, requests_after, requests_lines, axios, axios_dump)
