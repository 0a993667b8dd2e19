"""The token was changed on its way from the cabinet to the program."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import NOT_LATIN
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-damaged",
    layer=Layer.CREDENTIALS,
    kind=Kind.CREDENTIALS,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.MERCHANT,
    standing=Standing.REPORTED,
    title=Text(
        en="The token contains characters that do not belong to it",
        ru="В токене есть лишние символы",
        kk="Токенде артық таңбалар бар",
    ),
    explanation=Text(
        en="Something was added to the token or changed in it: quotes, white space, a line break, an invisible or"
        " non-Latin character, `Bearer` or the header's name in front, or percent-encoding. The value itself shows it:"
        " `kaspi-doctor check` shows the damage, never the token. It sends a fixed form instead; your own program"
        " still sends the damaged one. All these kinds of damage were seen in public projects (reported); they are"
        " easily mistaken for a revoked token or a bug in the library.",
        ru="К токену что-то добавлено или в нём что-то изменено: кавычки, пробелы, перевод строки, невидимый или"
        " нелатинский символ, `Bearer` или имя заголовка впереди либо процентное кодирование. Это видно по самому"
        " значению: `kaspi-doctor check` называет повреждение, но не показывает токен. Вместо него он отправляет"
        " исправленный вид; ваша же программа пока отправляет повреждённый. Все эти повреждения встречались в открытых"
        " проектах (по сообщениям разработчиков); их легко принять за отозванный токен или ошибку библиотеки.",
        kk="Токенге бірдеңе қосылған немесе өзгертілген: тырнақша, бос орын, жол ауысуы, көрінбейтін не латын емес"
        " таңба, алдына жазылған `Bearer` не тақырып атауы немесе пайыздық кодтау. Бұл мәннің өзінен көрінеді:"
        " `kaspi-doctor check` зақымды атайды, бірақ токенді көрсетпейді. Оның орнына ол түзетілген түрін жібереді; ал"
        " өз бағдарламаңыз әлі зақымдалған токенді жібереді. Мұндай зақымдардың бәрі ашық жобаларда кездескен"
        " (әзірлеушілердің хабарламалары бойынша); оларды күші жойылған токен немесе кітапхана қатесі деп ойлап қалу"
        " оңай.",
    ),
    remedies=(
        Remedy(
            en="Copy the token again from the cabinet (Настройки → Токен API) as plain text and put it where it is"
            " read from, with nothing around it.",
            ru="Скопируйте токен ещё раз из Кабинета продавца («Настройки → Токен API») простым текстом и запишите"
            " его в источник без всего лишнего.",
            kk="Токенді Сатушы кабинетінен («Настройки → Токен API») жай мәтін ретінде қайта көшіріп, дереккөзге"
            " артық ештеңесіз жазыңыз.",
        ),
        Remedy(
            en="Or, if it is only quotes, spaces, line breaks or invisible characters, remove them in this terminal.",
            ru="Или, если мешают только кавычки, пробелы, переводы строк или невидимые символы, уберите их в этом"
            " терминале.",
            kk="Немесе тек тырнақшалар, бос орындар, жол ауысулары не көрінбейтін таңбалар кедергі болса, оларды"
            " осы терминалда алып тастаңыз.",
            command='export KASPI_TOKEN="$(printf %s "$KASPI_TOKEN" | LC_ALL=C tr -cd \'A-Za-z0-9+/=_-\')"',
        ),
        Remedy(
            en="Write the token to a file with `printf`, not `echo`, which adds a line break.",
            ru="Записывайте токен в файл командой `printf`, а не `echo`: та добавляет перевод строки.",
            kk="Токенді файлға `echo` емес, `printf` командасымен жазыңыз: `echo` соңына жол ауысуын қосады.",
            command='(umask 077 && printf %s "$KASPI_TOKEN" > kaspi-token.txt)',
        ),
        Remedy(
            en="In your program, strip white space where the token is read.",
            ru="В своей программе убирайте пробелы и переводы строк там, где читаете токен.",
            kk="Өз бағдарламаңызда токенді оқитын жерде бос орындар мен жол ауысуларын қиып тастаңыз.",
            command='import os; token = os.environ["KASPI_TOKEN"].strip()',
        ),
    ),
    references=cited("kaspi-token", "rfc-4648"),
    symptoms=(Symptom(probe_id="token-format", outcome=Outcome.FAILED, failure=Failure.TOKEN_DAMAGED),),
    persists_on_success=True,
    signatures=(
        Signature(
            texts=(
                (
                    "?токен|token bom|ufeff|кавыч|quot|newline|перенос|переход|пробел|space|whitespace"
                    "|энтер|enter|trailing|обрез|невидим|invisible|тырнақша"
                ),
                "?токен|token лишн|extra|артық символ|character|таңба|знак",
                "?токен|token скопирова|copied|copy|paste|вставил половин|half|част|part|обрез|truncat",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=NOT_LATIN, confidence=Confidence.LIKELY),
        Signature(
            texts=(
                "*Invalid leading whitespace, reserved character(s), or return character(s) in header",
                "*Invalid return character or leading space in header",
                "InvalidHeader",
                "Illegal header value",
                "*Newline or carriage return character detected",
                "*Newline, carriage return, or null byte detected",
                "Header value contains invalid characters",
                "Invalid header value",
                "*is not valid header value",
                "The format of value * is invalid",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.InvalidHeader: Invalid leading whitespace, reserved character(s), or"
            " return character(s) in header value"
        ),
        "httpx": ("httpx.LocalProtocolError: Illegal header value b'[masked]\\n'"),
        "aiohttp": ("ValueError: Newline or carriage return character detected in HTTP status message or header."),
        "axios": ('TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["X-Auth-Token"]'),
        "Go": ('net/http: invalid header field value for "X-Auth-Token"'),
    },
    proof="kaspi-doctor check --only token-format",
    neighbours={
        "token-rejected": Text(
            en="A damaged token fails in the client, or is refused although the cabinet shows it as"
            " valid; fix it first, then see whether Kaspi accepts it.",
            ru="Повреждённый токен не принимает сам клиент, либо его отклоняют, хотя в кабинете он есть:"
            " сначала исправьте его, затем проверьте, примет ли его Kaspi.",
            kk="Бүлінген токенді клиенттің өзі қабылдамайды немесе ол кабинетте тұрса да, жауапта бас"
            " тартылады: алдымен түзетіп, содан кейін Kaspi қабылдайтынын тексеріңіз.",
        )
    },
)
