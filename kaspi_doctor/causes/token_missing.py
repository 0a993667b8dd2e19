"""No source holds a token, so no request can be made."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import COPY_THE_TOKEN
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-missing",
    layer=Layer.CREDENTIALS,
    kind=Kind.CONFIGURATION,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.MERCHANT,
    standing=Standing.DOCUMENTED,
    title=Text(
        en="No Kaspi token is set",
        ru="Токен Kaspi не задан",
        kk="Kaspi токені көрсетілмеген",
    ),
    explanation=Text(
        en="Kaspi's guide requires a token in the `X-Auth-Token` header of every request. kaspi-doctor looks for it in"
        " the options, the environment variables, the `.env` file and the system keyring; without one it checks the"
        " network and sends Kaspi no request, so nothing is known yet about your access. Often the token exists but"
        " this process does not see it: the variable has another name or was not exported, belongs to another user, or"
        " the CI job was not given its secret.",
        ru="По документации Kaspi каждый запрос должен содержать токен в заголовке `X-Auth-Token`. kaspi-doctor ищет"
        " его в параметрах запуска, в переменных окружения, в файле `.env` и в системном хранилище паролей; без токена"
        " он проверяет сеть, но запросов не отправляет, поэтому о вашем доступе пока ничего не известно. Часто токен"
        " есть, но этот процесс его не видит: переменная названа иначе, не экспортирована или задана у другого"
        " пользователя либо секрет не передан в задание CI.",
        kk="Kaspi құжаттамасы бойынша әр сұраудың `X-Auth-Token` тақырыбында токен болуы керек. kaspi-doctor оны іске"
        " қосу параметрлерінен, орта айнымалыларынан, `.env` файлынан және жүйенің құпиясөз қоймасынан іздейді;"
        " токенсіз ол желіні тексереді, бірақ сұрау жібермейді, сондықтан қолжетімділігіңіз туралы әзірге ештеңе"
        " белгісіз. Көбіне токен бар, бірақ бұл процесс оны көрмейді: айнымалының аты басқа, ол экспортталмаған немесе"
        " басқа пайдаланушыға тиесілі, не CI тапсырмасына құпия мән берілмеген.",
    ),
    remedies=(
        COPY_THE_TOKEN,
        Remedy(
            en="On Linux or macOS run this, paste the token and press Enter: it stays out of the command history.",
            ru="В Linux или macOS выполните эту команду, вставьте токен и нажмите Enter: в историю команд он не"
            " попадёт.",
            kk="Linux не macOS жүйесінде мына команданы орындап, токенді кірістіріңіз де, Enter пернесін басыңыз:"
            " ол командалар тарихына түспейді.",
            command="read -rs KASPI_TOKEN && export KASPI_TOKEN && kaspi-doctor check",
        ),
        Remedy(
            en="On Windows do the same in PowerShell.",
            ru="В Windows сделайте то же самое в PowerShell.",
            kk="Windows жүйесінде дәл осыны PowerShell терезесінде жасаңыз.",
            command="$env:KASPI_TOKEN = Read-Host; kaspi-doctor check",
        ),
        Remedy(
            en="If your token is in a variable with another name, pass that name; for a file there is `--token-file`.",
            ru="Если токен лежит в переменной с другим именем, укажите её; для файла есть `--token-file`.",
            kk="Токен басқа атаулы айнымалыда болса, сол атауды көрсетіңіз; файл үшін `--token-file` параметрі бар.",
            command="kaspi-doctor check --token-env KASPI_API_TOKEN",
        ),
        Remedy(
            en="In CI, store the token as a secret and pass it to this step as the environment variable `KASPI_TOKEN`.",
            ru="В CI сохраните токен как секрет и передайте его этому шагу переменной окружения `KASPI_TOKEN`.",
            kk="CI жүйесінде токенді құпия мән ретінде сақтап, осы қадамға `KASPI_TOKEN` орта айнымалысы арқылы"
            " беріңіз.",
        ),
    ),
    references=cited("kaspi-token"),
    symptoms=(Symptom(probe_id="token-format", outcome=Outcome.FAILED, failure=Failure.TOKEN_MISSING),),
    signatures=(
        Signature(
            texts=(
                (
                    "?заголов|header|тақырып auth|токен|token нет|without|missing|забыл|forgot|жоқ"
                    "|пропал|strip|lost|отсутств|absent|пуст ошибк|error|қате|401|403|отказ"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(
            texts=(
                "Header part (None) from",
                'Invalid value "undefined" for header "X-Auth-Token"',
                "*must be of type str or bytes, not <class 'NoneType'>",
                "Header value must be str or bytes, not <class 'NoneType'>",
                "KeyError: 'KASPI_TOKEN",
                "KeyError: 'KASPI_*TOKEN'",
                "KASPI_TOKEN* not set",
                "KASPI_TOKEN* is empty",
                "KASPI_TOKEN* is undefined",
                "KASPI_TOKEN* пуст",
                "KASPI_TOKEN* is missing",
                "KASPI_TOKEN* not found",
                "KASPI_TOKEN* не задан",
                "KASPI_TOKEN* не задана",
                "KASPI_TOKEN* не указана",
                "KASPI_TOKEN* не установлена",
                "KASPI_TOKEN* отсутствует",
                "KASPI_TOKEN* пуста",
                "KASPI_TOKEN* не найден",
                "KASPI_TOKEN* орнатылмаған",
                "KASPI_TOKEN* required",
                "KASPI_API_TOKEN* not set",
                "Cannot serialize non-str key None",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.InvalidHeader: Header part (None) from ('X-Auth-Token', None) must be of"
            " type str or bytes, not <class 'NoneType'>"
        ),
        "httpx": ("TypeError: Header value must be str or bytes, not <class 'NoneType'>"),
        "curl": ("> X-Auth-Token: "),
        "axios": ("'X-Auth-Token': undefined"),
    },
    proof="kaspi-doctor check --only token-format",
    neighbours={
        "token-rejected": Text(
            en="Here no token was sent at all; there one was sent, and Kaspi responded with 401.",
            ru="Здесь токен вовсе не отправлялся; отклонённый токен отправлен, и Kaspi ответил 401.",
            kk="Мұнда токен мүлде жіберілмеген; қабылданбаған токен жіберіліп, Kaspi оған 401 деп жауап берген.",
        )
    },
)
