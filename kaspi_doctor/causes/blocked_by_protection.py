"""A protection layer in front of the API answered in its place."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import NOT_JSON
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="blocked-by-protection",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.REPORTED,
    title=Text(
        en="A protection layer responded instead of the API",
        ru="Вместо API ответила система защиты",
        kk="API орнына қорғаныс жүйесі жауап берді",
    ),
    explanation=Text(
        en="What came back is the page of a protection layer (a captcha, a browser check), or a 401 or 403 that is not"
        " JSON, while the API itself responds in JSON. Such a response is sent before the API sees the token, by a"
        " layer on Kaspi's side or by your hosting provider's proxy, so it says nothing about the token, although it"
        " is often taken for a rejected one. A 403 that is not JSON was reported by one project; which protection"
        " Kaspi uses is not published.",
        ru="Пришла страница системы защиты (капча, проверка браузера) либо 401 или 403 не в формате JSON, тогда как"
        " сам API отвечает в JSON. Такой ответ даётся раньше, чем API увидит токен, — защитой на стороне Kaspi"
        " или прокси вашего хостинга, поэтому о токене он ничего не говорит, хотя его часто принимают за отказ"
        " токену. Об ответе 403 не в JSON сообщил один проект; какую защиту использует Kaspi, не опубликовано.",
        kk="Қорғаныс жүйесінің беті (капча, браузерді тексеру) немесе JSON емес 401 не 403 жауабы келді, ал API өзі"
        " JSON форматында жауап береді. Мұндай жауапты API токенді көрмей тұрып Kaspi жағындағы қорғаныс немесе"
        " хостингіңіздің проксиі береді, сондықтан ол токен туралы ештеңе айтпайды, бірақ оны көбіне токеннің"
        " қабылданбауы деп ойлайды. JSON емес 403 жауабы туралы бір жоба хабарлаған; Kaspi қандай қорғаныс"
        " қолданатыны жарияланбаған.",
    ),
    remedies=(
        Remedy(
            en="Run the same from another network, without a VPN: if it works there, it is the address of your"
            " usual network that is blocked.",
            ru="Повторите проверку из другой сети без VPN: если там ответ есть, блокируется адрес вашей обычной сети.",
            kk="Тексеруді VPN қосылмаған басқа желіден қайталаңыз: онда жауап келсе, әдеттегі желіңіздің"
            " мекенжайы бұғатталған.",
            command="kaspi-doctor check --no-proxy",
        ),
        Remedy(
            en="Ask your hosting provider whether its outgoing proxy or filter blocks kaspi.kz.",
            ru="Спросите у хостинга, не блокирует ли kaspi.kz его исходящий прокси или фильтр.",
            kk="Хостингіңізден оның шығыс проксиі немесе сүзгісі kaspi.kz мекенжайын бұғаттамайтынын сұраңыз.",
        ),
        Remedy(
            en="Slow down: send at most 4 requests at a time, 150 ms apart, as careful clients do.",
            ru="Сбавьте темп: осторожные клиенты держат не больше 4 запросов одновременно с паузой 150 мс.",
            kk="Қарқынды бәсеңдетіңіз: сақ клиенттер бір мезгілде 4 сұраудан асырмай, араларына 150 мс үзіліс салады.",
            command="kaspi-doctor check --quick --parallel 1",
        ),
        Remedy(
            en="Check your own request's headers for known mistakes: paste the request, then end the input with"
            " Ctrl+D.",
            ru="Сверьте заголовки своего запроса со всем, что известно: вставьте его и завершите ввод клавишами"
            " Ctrl+D.",
            kk="Өз сұрауыңыздың тақырыптарын белгілі талаптардың бәрімен салыстырыңыз: сұрауды кірістіріп,"
            " енгізуді Ctrl+D пернелерімен аяқтаңыз.",
            command="kaspi-doctor lint -",
        ),
        Remedy(
            en="If it persists, ask Kaspi's support (2323) to check your public IP address; send them the saved"
            " report.",
            ru="Если ничего не меняется, попросите техподдержку Kaspi (2323) проверить ваш исходящий адрес и"
            " передайте сохранённый отчёт.",
            kk="Өзгеріс болмаса, Kaspi техникалық қолдауынан (2323) шығыс мекенжайыңызды тексеруді сұрап,"
            " сақталған есепті беріңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "cloudflare-challenges"),
    symptoms=answered_with(AnswerKind.CHALLENGE),
    signatures=(
        Signature(
            texts=(
                "?captcha|капч|cloudflare|ddos|антибот|antibot|qrator",
                "?just a moment",
                "?403 html|страниц|page|бет",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=NOT_JSON, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "Attention Required! | Cloudflare",
                "<title>Just a moment",
                "DDoS-Guard",
                "*Checking your browser before",
                "cf-chl",
                "Incapsula incident",
                "qrator",
                "cf-mitigated: challenge",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://kaspi.kz/shop/api/v2/orders"
        ),
        "curl": ("<title>Attention Required! | Cloudflare</title>"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (403) Запрещено."),
        "axios": ("AxiosError: Request failed with status code 403"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "token-forbidden": Text(
            en="A JSON body means that Kaspi itself refused; an HTML page means that something in front of it did.",
            ru="Тело в JSON означает отказ самого Kaspi; страница HTML — отказ того, что стоит перед ним.",
            kk="Жауап денесі JSON болса, Kaspi өзі бас тартқан; HTML беті болса, оның алдында тұрған"
            " қабат бас тартқан.",
        )
    },
    question=Text(
        en="What was the status of the response, and was its body JSON or an HTML page?",
        ru="Какой код состояния был у ответа и что в теле: JSON или страница HTML?",
        kk="Жауаптың күй коды қандай және оның денесінде не болды: JSON ба, әлде HTML беті ме?",
    ),
)
