"""What each word of a closed list is called, in three languages: once, for everybody who says it."""

from typing import Final

from kaspi_doctor.cause import Confidence, Owner, Standing, Weight
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.observation import AnswerKind, Failure, Outcome
from kaspi_doctor.wording import Text

OUTCOMES: Final = {
    Outcome.PASSED: Text(en="passed", ru="пройдено", kk="өтті"),
    Outcome.FAILED: Text(en="failed", ru="сбой", kk="өтпеді"),
    Outcome.SKIPPED: Text(en="skipped", ru="пропущено", kk="өткізілді"),
    Outcome.CRASHED: Text(en="crashed", ru="ошибка программы", kk="бағдарлама қатесі"),
}
VERDICTS: Final = {
    Verdict.HEALTHY: Text(en="HEALTHY", ru="ВСЁ РАБОТАЕТ", kk="БӘРІ ЖҰМЫС ІСТЕЙДІ"),
    Verdict.EXPLAINED: Text(en="CAUSE FOUND", ru="ПРИЧИНА НАЙДЕНА", kk="СЕБЕБІ АНЫҚТАЛДЫ"),
    Verdict.UNEXPLAINED: Text(en="UNEXPLAINED", ru="ПРИЧИНА НЕИЗВЕСТНА", kk="СЕБЕБІ БЕЛГІСІЗ"),
    Verdict.INCONCLUSIVE: Text(en="INCONCLUSIVE", ru="ВЫВОДА НЕТ", kk="ҚОРЫТЫНДЫ ЖОҚ"),
}
CODES: Final = {
    0: Text(
        en="the valid request succeeded; the credentials are good",
        ru="правильный запрос прошёл, токен рабочий",
        kk="дұрыс сұрау өтті, токен жарамды",
    ),
    1: Text(
        en="Kaspi responds, but refused or ignored this request, or sent a broken response",
        ru="Kaspi отвечает, но этот запрос отклонил, оставил без ответа или прислал испорченный ответ",
        kk="Kaspi жауап береді, бірақ бұл сұрауды қабылдамады, жауапсыз қалдырды не бүлінген жауап жіберді",
    ),
    2: Text(en="no token is configured", ru="токен не задан", kk="токен берілмеген"),
    3: Text(
        en="no verdict on the credentials; the valid request got no proper response",
        ru="о токене судить нельзя: на правильный запрос нет нормального ответа",
        kk="токен туралы айту мүмкін емес: дұрыс сұрауға тиісті жауап жоқ",
    ),
    4: Text(
        en="the credentials cannot be used as they are",
        ru="токен в нынешнем виде использовать нельзя",
        kk="токенді қазіргі күйінде пайдалануға болмайды",
    ),
    5: Text(
        en="kaspi-doctor itself failed; please report it",
        ru="сбой в самом kaspi-doctor, сообщите о нём разработчикам",
        kk="kaspi-doctor бағдарламасының өзінде ақау бар, әзірлеушілерге хабарлаңыз",
    ),
}
"""What the exit code says, by the code."""
NONE: Final = Text(en="none", ru="нет", kk="жоқ")
UID_SENT: Final = {
    True: Text(en="sent", ru="отправлялся", kk="жіберілді"),
    False: Text(en="not sent", ru="не отправлялся", kk="жіберілмеді"),
}
NOT_FOR_THIS_HOST: Final = Text(
    en="configured, not used for this host",
    ru="настроен, но для этого узла не используется",
    kk="бапталған, бірақ бұл торап үшін қолданылмайды",
)
WEIGHTS: Final = {
    Weight.WARNING: Text(en="warning", ru="предупреждение", kk="ескерту"),
    Weight.NOTE: Text(en="note", ru="к сведению", kk="мәлімет үшін"),
}
OWNERS: Final = {
    Owner.MERCHANT: Text(
        en="the merchant or the merchant's developer",
        ru="продавец или его разработчик",
        kk="сатушы немесе оның әзірлеушісі",
    ),
    Owner.NETWORK: Text(
        en="whoever runs the network (administrator, hosting, provider)",
        ru="тот, кто отвечает за сеть (администратор, хостинг, провайдер)",
        kk="желіге жауапты тарап (әкімші, хостинг, провайдер)",
    ),
    Owner.KASPI: Text(
        en="Kaspi (support: 2323)",
        ru="Kaspi (техподдержка: 2323)",
        kk="Kaspi (техникалық қолдау: 2323)",
    ),
}
CONFIDENCES: Final = {
    Confidence.CERTAIN: Text(en="certain", ru="точно", kk="анық"),
    Confidence.LIKELY: Text(en="likely", ru="вероятно", kk="ықтимал"),
    Confidence.SUSPECTED: Text(en="suspected", ru="предположительно", kk="болжам ғана"),
}
STANDINGS: Final = {
    Standing.DOCUMENTED: Text(en="documented", ru="описано в документации", kk="құжаттамада сипатталған"),
    Standing.OBSERVED: Text(
        en="observed by several projects, not in Kaspi's guide",
        ru="наблюдали несколько проектов, в Kaspi Гиде этого нет",
        kk="бірнеше жоба байқаған, Kaspi Гидте жоқ",
    ),
    Standing.REPORTED: Text(
        en="reported, not confirmed independently",
        ru="есть сообщения, независимо не подтверждено",
        kk="хабарланған, бірақ тәуелсіз расталмаған",
    ),
    Standing.INFERRED: Text(en="our inference", ru="наш собственный вывод", kk="өз тұжырымымыз"),
}
FAILURES: Final = {
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
"""What went wrong, as a sentence; what a probe says in its own words is left out."""
ANSWERS: Final = {
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
"""What an answer other than the one that was asked for amounts to, after its status."""
