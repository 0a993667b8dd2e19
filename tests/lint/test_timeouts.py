"""A program's time-out, and 1C's encryption, are told only where everything that may set them is seen."""

import pytest

from kaspi_doctor.lint.reading import read
from tests.lint.reading_corpus import NOW_MS
from tests.lint.test_reading import one
from tests.lint.test_rules import LIST, OPEN_SSL


def axios(made: str = "", call: str = "axios.get('{url}')") -> str:
    """Write a program with axios: what stands before its call, and the call."""
    return f"{made}\n{call.format(url=LIST)}"


@pytest.mark.parametrize(
    ("program", "has_timeout"),
    [
        (axios(), False),
        (axios("import axios, { AxiosError } from 'axios'"), False),
        (axios("const qs = require('qs'), axios = require('axios').default"), False),
        (axios(call="axios.get('{url}', {{ headers: {{ ...auth }}, params }})"), False),
        (axios("const config = { method: 'get', url: '" + LIST + "' }", "axios.request(config)"), False),
        (axios("// timeout: 5000", "axios.get('{url}', {{ timeout: 0 }})"), False),
        (axios("const api: AxiosInstance = axios.create({ baseURL })", "api.get('{url}', {{ params }})"), False),
        (axios("constructor() { this.http = axios.create() }", "this.http.get('{url}')"), False),
        (axios(call="axios.get('{url}', {{ timeout: 30_000 }})"), True),
        (axios("axios.defaults.timeout = 30000"), True),
        (axios("const api = axios.create({ baseURL, timeout: 30000 })", "api.get('{url}')"), True),
        (axios(call="axios.get('{url}', config)"), None),
        (axios(call="axios.get('{url}', settings())"), None),
        (axios(call="axios.get('{url}', {{ ...config, headers }})"), None),
        (axios(call="axios.get('{url}', {{ signal }})"), None),
        (axios(call="Promise.race([axios.get('{url}'), sleep(5)])"), None),
        (axios("const api = axios.create(config)", "api.get('{url}')"), None),
        (axios("const api = axios.create({ ...config })", "api.get('{url}')"), None),
        (axios("let api = axios.create({}); api = retrying(api)", "api.get('{url}')"), None),
        (axios(call="axios.create(config).get('{url}')"), None),
        (axios("import { api } from './api'; axios.isCancel(error)", "api.get('{url}')"), None),
        (axios("import axios from '@/plugins/axios'"), None),
        (axios("const axios = require('../http')"), None),
        (axios("const axios = useNuxtApp().$axios"), None),
        (axios("const load = async ({ axios }) =>"), None),
        (axios(call="this.$axios.get('{url}')"), None),
        (axios("retrying(axios, { retries: 3 })"), None),
        (axios("axios.interceptors.request.use(prepared)"), None),
        (axios("const axios = require('axios')", "fetch('{url}')"), None),
    ],
)
def test_axios_waits_for_ever_unless_it_is_told(program: str, has_timeout: bool | None) -> None:  # noqa: FBT001 - a column
    """Where axios and all its settings are seen, it has the time-out that is in them; elsewhere nothing is claimed."""
    assert one(program).has_timeout is has_timeout


def test_each_call_of_axios_has_its_own_settings() -> None:
    """What is not seen of one call's settings is no reason to keep silent about another's."""
    program = axios(call="axios.get('{url}', config);\naxios.get('{url}/OTAw', {{ headers }})")
    assert [request.has_timeout for request in read(program, NOW_MS)] == [None, False]


def connected(*made: str, server: str = '"kaspi.kz"') -> str:
    """Write a program for 1C with connections of these arguments behind the server."""
    lines = [f"Соединение = Новый HTTPСоединение({server}{arguments});" for arguments in made]
    return "\n".join([*lines, 'Ответ = Соединение.Получить(Новый HTTPЗапрос("/shop/api/v2/orders"));'])


@pytest.mark.parametrize(
    ("program", "has_timeout", "is_plain"),
    [
        (connected(""), False, True),
        (connected(", 80"), False, True),
        (connected(", 443"), False, True),
        (connected(", 443, , , , 30"), True, True),
        (connected(",443,,,,0,Неопределено"), False, True),
        (connected("", server="Сервер"), False, True),
        (connected("").replace("Новый HTTPСоединение", "New HTTPConnection"), False, True),
        (connected(f", 443, , , , , {OPEN_SSL}"), False, False),
        (connected(f", 443, , ,\n\t// Прокси, Таймаут\n\tНовый ИнтернетПрокси(Истина), , {OPEN_SSL}"), False, False),
        (connected(f",,,,,60,{OPEN_SSL}"), True, False),
        (connected(f",,,,{OPEN_SSL},60"), True, False),
        (connected(", 443, , , , Таймаут, SSL"), None, False),
        (connected(", Порт, , , , 30, SSL"), True, False),
        (connected(", Порт, , , , 30, ?(Порт = 443, SSL, Неопределено)"), True, False),
        # As in old programs, and with a comma too few.
        (connected(", 443, , , , Истина"), None, False),
        (connected(f", 443, , , , {OPEN_SSL}"), None, False),
        (connected(", 443, , , , 30", ", 443"), None, True),
        (connected(", 443, , , , , SSL", ", 443"), False, False),
        (connected(", 443") + "Соединение.Таймаут = 30;", None, True),
        (connected(", 443").replace("Новый HTTPС", "HTTPС"), None, False),
        (connected(", 443").replace("Новый HTTPС", "ИнтернетПоддержка.HTTPС"), None, False),
        (connected("").replace("Новый HTTPСоединение(", 'Новый("HTTPСоединение", '), None, False),
    ],
)
def test_a_connection_of_1c_is_read_by_its_places(program: str, has_timeout: bool | None, is_plain: bool) -> None:  # noqa: FBT001 - columns
    """The sixth argument is the time-out and the seventh encrypts; what is not written out is not claimed."""
    request = one(program)
    assert (request.has_timeout, request.connects_plainly) == (has_timeout, is_plain)
