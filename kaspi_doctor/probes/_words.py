"""What went wrong, as a sentence; shared by the probes."""

from kaspi_doctor.network import Exchange
from kaspi_doctor.observation import AnswerKind, Failure
from kaspi_doctor.wording import Text, seconds

FAILURES: dict[Failure, Text] = {
    Failure.PROXY_UNREACHABLE: Text(
        en="The proxy cannot be reached.", ru="Прокси недоступен.", kk="Прокси қолжетімсіз."
    ),
    Failure.PROXY_AUTHENTICATION_REQUIRED: Text(
        en="The proxy wants a user name and password.",
        ru="Прокси требует имя пользователя и пароль.",
        kk="Прокси пайдаланушы аты мен құпиясөзді талап етеді.",
    ),
    Failure.PROXY_REFUSED: Text(
        en="The proxy refuses to forward the connection.",
        ru="Прокси отказывается передать соединение дальше.",
        kk="Прокси қосылымды әрі қарай өткізуден бас тартты.",
    ),
    Failure.DNS_NXDOMAIN: Text(
        en="DNS says that this name does not exist.",
        ru="DNS отвечает, что такого имени нет.",
        kk="DNS мұндай атау жоқ деп жауап береді.",
    ),
    Failure.DNS_SERVFAIL: Text(
        en="The DNS server answers with a failure (SERVFAIL).",
        ru="DNS-сервер отвечает ошибкой (SERVFAIL).",
        kk="DNS сервері қатемен жауап береді (SERVFAIL).",
    ),
    Failure.DNS_REFUSED: Text(
        en="The DNS server refuses to answer (REFUSED).",
        ru="DNS-сервер отказывается отвечать (REFUSED).",
        kk="DNS сервері жауап беруден бас тартады (REFUSED).",
    ),
    Failure.DNS_TIMEOUT: Text(
        en="No DNS server responds.", ru="Ни один DNS-сервер не отвечает.", kk="Бірде-бір DNS сервері жауап бермейді."
    ),
    Failure.DNS_NO_ADDRESS: Text(
        en="The name exists, but has no address.",
        ru="Имя существует, но адреса у него нет.",
        kk="Атау бар, бірақ оның мекенжайы жоқ.",
    ),
    Failure.DNS_FAILED: Text(
        en="The name could not be resolved.",
        ru="Адрес по этому имени найти не удалось.",
        kk="Бұл атаудың мекенжайын табу мүмкін болмады.",
    ),
    Failure.CONNECTION_REFUSED: Text(
        en="The connection is refused.", ru="В соединении отказано.", kk="Қосылымнан бас тартылды."
    ),
    Failure.CONNECTION_TIMED_OUT: Text(
        en="The connection attempt gets no response.",
        ru="На попытку соединения нет ответа.",
        kk="Қосылу әрекетіне жауап жоқ.",
    ),
    Failure.CONNECTION_RESET: Text(
        en="The connection is reset.", ru="Соединение сброшено.", kk="Қосылым үзіп тасталды."
    ),
    Failure.HOST_UNREACHABLE: Text(
        en="There is no route to this address from here.",
        ru="С этого компьютера нет маршрута до этого адреса.",
        kk="Бұл компьютерден бұл мекенжайға маршрут жоқ.",
    ),
    Failure.TLS_CERTIFICATE_EXPIRED: Text(
        en="The certificate has expired.", ru="Срок действия сертификата истёк.", kk="Сертификаттың мерзімі өткен."
    ),
    Failure.TLS_CERTIFICATE_NOT_YET_VALID: Text(
        en="The certificate is not valid yet.",
        ru="Срок действия сертификата ещё не начался.",
        kk="Сертификаттың мерзімі әлі басталмаған.",
    ),
    Failure.TLS_HOSTNAME_MISMATCH: Text(
        en="The certificate is for another name.",
        ru="Сертификат выдан на другое имя.",
        kk="Сертификат басқа атауға берілген.",
    ),
    Failure.TLS_UNTRUSTED_ISSUER: Text(
        en="The certificate's issuer is not trusted here.",
        ru="Этот компьютер не доверяет издателю сертификата.",
        kk="Бұл компьютер сертификатты шығарған ұйымға сенбейді.",
    ),
    Failure.TLS_HANDSHAKE_FAILED: Text(
        en="The TLS handshake fails.",
        ru="Установить TLS-соединение не удаётся.",
        kk="TLS байланысын орнату мүмкін болмады.",
    ),
    Failure.TLS_TIMED_OUT: Text(
        en="The TLS handshake gets no response.",
        ru="Сервер не отвечает при установке TLS-соединения.",
        kk="TLS байланысын орнату кезінде сервер жауап бермейді.",
    ),
    Failure.TLS_NOT_SPOKEN: Text(
        en="Something other than TLS answers on this port.",
        ru="На этом порту отвечает не TLS.",
        kk="Бұл порт TLS бойынша жауап бермейді.",
    ),
    Failure.HTTP_CONNECTION_DROPPED: Text(
        en="The connection is cut off before the response is complete.",
        ru="Соединение оборвано раньше, чем ответ пришёл целиком.",
        kk="Жауап толық келмей тұрып қосылым үзілді.",
    ),
    Failure.HTTP_PROTOCOL: Text(
        en="The response is not valid HTTP.",
        ru="Полученный ответ нарушает правила HTTP.",
        kk="Келген жауап HTTP ережелеріне сай емес.",
    ),
    Failure.UNKNOWN: Text(
        en="It fails in an unknown way.",
        ru="Сбой неизвестного вида.",
        kk="Белгісіз түрдегі ақау.",
    ),
}

KINDS: dict[AnswerKind, Text] = {
    AnswerKind.BROKEN: Text(
        en="its content is not a response of the API",
        ru="содержимое ответа не похоже на ответ API",
        kk="жауап мазмұны API жауабына ұқсамайды",
    ),
    AnswerKind.REDIRECT: Text(
        en="a redirect, not followed",
        ru="перенаправление; переход не выполнялся",
        kk="басқа мекенжайға бағыттау; оған өтілген жоқ",
    ),
    AnswerKind.CHALLENGE: Text(
        en="a protection page instead of the API's response",
        ru="страница защиты вместо ответа API",
        kk="API жауабының орнына қорғаныс беті",
    ),
    AnswerKind.CAPTIVE: Text(
        en="a web page instead of the API's response",
        ru="веб-страница вместо ответа API",
        kk="API жауабының орнына веб-бет",
    ),
    AnswerKind.UNAUTHORIZED: Text(en="the token is not accepted", ru="токен не принят", kk="токен қабылданбады"),
    AnswerKind.FORBIDDEN: Text(en="access is refused", ru="доступ запрещён", kk="қол жеткізуге тыйым салынған"),
    AnswerKind.RATE_LIMITED: Text(en="too many requests", ru="слишком много запросов", kk="сұраулар тым көп"),
    AnswerKind.SERVER_ERROR: Text(en="a server-side error", ru="сбой на стороне сервера", kk="сервер жағындағы ақау"),
    AnswerKind.NOT_FOUND: Text(
        en="there is no API at this address", ru="по этому адресу API нет", kk="бұл мекенжайда API жоқ"
    ),
    AnswerKind.MEDIA_TYPE: Text(
        en="the media type is refused",
        ru="тип данных (media type) не принят",
        kk="дерек түрі (media type) қабылданбады",
    ),
    AnswerKind.DATES_MISSING: Text(en="the dates are missing", ru="не указаны даты", kk="күндері көрсетілмеген"),
    AnswerKind.DATE_RANGE: Text(en="the period is too long", ru="период слишком длинный", kk="кезең тым ұзақ"),
    AnswerKind.PAGINATION_MISSING: Text(
        en="the page is missing", ru="не указана страница", kk="бет нөмірі көрсетілмеген"
    ),
    AnswerKind.REFUSED: Text(en="the request is refused", ru="запрос отклонён", kk="сұрау қабылданбады"),
}


def described(exchange: Exchange, limit_s: float) -> Text:
    """Return a sentence on what came of a request."""
    facts = exchange.facts
    if exchange.failure is Failure.HTTP_SILENCE:
        wait = seconds(float(str(facts["http.silence_s"])))
        return Text(
            en=f"Silence: no response in {wait.en}, while other requests get one.",
            ru=f"Тишина: за {wait.ru} ответа нет, хотя на другие запросы ответы приходят.",
            kk=f"Үнсіздік: {wait.kk} ішінде жауап келмеді, ал басқа сұрауларға жауап келіп жатыр.",
        )
    if exchange.failure is Failure.HTTP_TIMEOUT:
        limit = seconds(limit_s)
        if facts.get("http.answered"):
            # The headers may never have ended: then no status is known.
            known = facts.get("http.response.status_code")
            code = f" (HTTP {known})" if known else ""
            return Text(
                en=f"The response began{code}, but did not end within {limit.en}.",
                ru=f"Ответ начался{code}, но за {limit.ru} не закончился.",
                kk=f"Жауап басталды{code}, бірақ {limit.kk} ішінде аяқталмады.",
            )
        return Text(
            en=f"No response within {limit.en}.",
            ru=f"За {limit.ru} ответа нет.",
            kk=f"{limit.kk} ішінде жауап келмеді.",
        )
    if exchange.failure is not None:
        return FAILURES.get(exchange.failure, FAILURES[Failure.UNKNOWN])
    status, title = facts.get("http.response.status_code"), facts.get("api.error.title")
    said = KINDS[exchange.kind] if exchange.kind in KINDS else Text.same("OK")
    if title:
        said += Text(en=f" (“{title}”)", ru=f" («{title}»)", kk=f" («{title}»)")
    return said.map(lambda words: f"HTTP {status}: {words}.")
