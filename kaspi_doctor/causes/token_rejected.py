"""Kaspi itself does not accept the token."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-rejected",
    layer=Layer.API,
    kind=Kind.CREDENTIALS,
    confidence=Confidence.LIKELY,
    precedence=1,
    owner=Owner.MERCHANT,
    standing=Standing.REPORTED,
    title=Text(
        en="Kaspi does not accept this token",
        ru="Kaspi не принимает этот токен",
        kk="Kaspi бұл токенді қабылдамайды",
    ),
    explanation=Text(
        en="An HTTP 401 in JSON or without a body, over a verified connection, comes from the API and not from a"
        " protection layer. All known clients treat 401 as a rejected token (reported); Kaspi's guide does not"
        " describe the response. Usually the token belongs to another shop or another system (a Kaspi Pay key, a"
        " cabinet cookie), or was only partly copied. A token that works for orders may still get 401 on goods"
        " (reported).",
        ru="Ответ HTTP 401 в JSON или без тела, полученный по проверенному соединению, даёт сам API, а не система"
        " защиты. Все известные программы считают 401 отказом токену (по сообщениям разработчиков); в Kaspi Гиде этот"
        " ответ не описан. Обычно токен относится к другому магазину или другой системе (ключ Kaspi Pay, cookie"
        " кабинета) либо скопирован не целиком. Токен, который подходит для заказов, может получать 401 на товарах (по"
        " сообщениям разработчиков).",
        kk="Тексерілген байланыс арқылы келген JSON форматындағы немесе денесі бос HTTP 401 жауабын қорғаныс жүйесі"
        " емес, API-дің өзі береді. Белгілі бағдарламалардың бәрі 401 жауабын токеннің қабылданбауы деп есептейді"
        " (әзірлеушілердің хабарлауынша); «Kaspi Гид» анықтамалығында бұл жауап сипатталмаған. Әдетте токен басқа"
        " дүкендікі немесе басқа жүйенікі (Kaspi Pay кілті, кабинет cookie мәні) болады не толық көшірілмейді."
        " Тапсырыстарға жарайтын токен тауарлар бойынша 401 алуы мүмкін (әзірлеушілердің хабарлауынша).",
    ),
    remedies=(
        Remedy(
            en="Ask the company's director to copy the token again in the merchant cabinet (Настройки → Токен API"
            " → Сформировать). Then run the command and paste the token into the terminal, where it is not shown;"
            " do not send it in a chat or a ticket.",
            ru="Попросите руководителя компании заново скопировать токен в Кабинете продавца («Настройки» → «Токен"
            " API» → «Сформировать»). Затем выполните команду в терминале и вставьте токен туда (при вводе он не"
            " виден); в чат и в обращение токен не отправляйте.",
            kk="Компания басшысынан токенді Сатушы кабинетінен қайта көшіріп беруін сұраңыз («Настройки» → «Токен"
            " API» → «Сформировать»). Содан кейін команданы терминалда орындап, токенді сонда кірістіріңіз"
            " (енгізгенде ол көрінбейді); токенді чатқа да, өтінішке де жібермеңіз.",
            command="read -rs KASPI_TOKEN && export KASPI_TOKEN && kaspi-doctor check --quick",
        ),
        Remedy(
            en="Check which token is actually used: its source, length and fingerprint.",
            ru="Посмотрите, какой токен используется на самом деле: источник, длину и отпечаток.",
            kk="Шын мәнінде қай токен қолданылатынын қараңыз: көзі, ұзындығы және саусақ ізі.",
            command="kaspi-doctor check --only token-format",
        ),
        Remedy(
            en="Make sure that it is the Shop API token, not a Kaspi Pay key or a cabinet cookie.",
            ru="Убедитесь, что это токен API магазина, а не ключ Kaspi Pay и не cookie кабинета.",
            kk="Бұл Kaspi Pay кілті немесе кабинет cookie мәні емес, дүкен API токені екеніне көз жеткізіңіз.",
        ),
        Remedy(
            en="If a new token is refused too, ask Kaspi's support (2323) whether it is active for this shop;"
            " never send them the token itself.",
            ru="Если отклонён и новый токен, спросите в техподдержке Kaspi (2323), действует ли он для этого"
            " магазина; сам токен не отправляйте.",
            kk="Жаңа токен де қабылданбаса, Kaspi техникалық қолдауынан (2323) оның осы дүкен үшін жарамды"
            " екенін сұраңыз; токеннің өзін жібермеңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-token", "rfc-9110-401"),
    symptoms=answered_with(AnswerKind.UNAUTHORIZED),
    signatures=(
        Signature(
            texts=(
                "?токен|token принима|принят|недейств|неверн|отклон|просроч|истек|invalid|reject|expired",
                "?токен жарамсыз|қабылдам",
                "?токен|token not|no|doesn accept|valid|work",
                "?авторизац|авторизов|unauthorized|authorization",
            ),
            confidence=Confidence.SUSPECTED,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": (
            "httpx.HTTPStatusError: Client error '401 Unauthorized' for url 'https://kaspi.kz/shop/api/v2/orders'"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 401, message='Unauthorized',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 401"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (401) Несанкционированный."),
        "axios": ("AxiosError: Request failed with status code 401"),
        "Guzzle": ("Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `401 Unauthorized` response"),
        "Go": ("kaspi: unexpected status 401 Unauthorized"),
        "1C": ("КодСостояния: 401"),
    },
    proof="kaspi-doctor check --only token-format,orders-valid",
    neighbours={
        "token-damaged": Text(
            en="Check the token's text first: quotes, spaces or `Bearer ` make a good one fail.",
            ru="Сначала посмотрите на сам текст токена: с кавычками, пробелами или `Bearer ` не работает и верный.",
            kk="Алдымен токен мәтініне қараңыз: тырнақша, бос орын немесе `Bearer ` дұрыс токенді де жарамсыз етеді.",
        ),
        "blocked-by-protection": Text(
            en="If the body is an HTML page, the 401 is not Kaspi's.",
            ru="Если в теле страница HTML, ответ 401 дал не Kaspi.",
            kk="Жауап денесінде HTML беті болса, 401 жауабын Kaspi бермеген.",
        ),
    },
)
