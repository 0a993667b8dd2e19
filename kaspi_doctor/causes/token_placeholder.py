"""An example's text was left where the token belongs."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import COPY_THE_TOKEN
from kaspi_doctor.causes._texts import NOT_LATIN
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-placeholder",
    layer=Layer.CREDENTIALS,
    kind=Kind.CREDENTIALS,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.MERCHANT,
    standing=Standing.REPORTED,
    title=Text(
        en="There is a placeholder where the token belongs",
        ru="Вместо токена осталась заглушка из примера",
        kk="Токеннің орнында мысалдағы үлгі мәтін қалған",
    ),
    explanation=Text(
        en="The configured value is not a token but text from an example, such as `your_token`. kaspi-doctor does not"
        " send such a value. Such leftovers are found in public projects (reported): an example `.env` file was copied"
        " and never filled in, or the deployment did not substitute the variable. This is easily mistaken for a"
        " rejected token.",
        ru="Заданное значение — не токен, а текст из примера вроде `ваш_токен`. kaspi-doctor такое значение не"
        " отправляет. Такое встречается в открытых проектах (по сообщениям разработчиков): образец файла `.env`"
        " скопировали и не заполнили либо при развёртывании переменная не подставилась. Это легко принять за"
        " отклонённый токен.",
        kk="Берілген мән — токен емес, `сіздің_токен` сияқты мысалдағы мәтін. kaspi-doctor мұндай мәнді жібермейді."
        " Мұндай жағдай ашық жобаларда кездеседі (әзірлеушілердің хабарламалары бойынша): `.env` файлының үлгісі"
        " көшіріліп, толтырылмаған немесе орнату кезінде айнымалының мәні қойылмаған. Мұны қабылданбаған токен деп"
        " ойлап қалу оңай.",
    ),
    remedies=(
        COPY_THE_TOKEN,
        Remedy(
            en="Put it where your program reads it; this shows where kaspi-doctor reads it from.",
            ru="Запишите его туда, откуда его читает ваша программа; эта команда покажет, откуда его берёт"
            " kaspi-doctor.",
            kk="Оны бағдарламаңыз оқитын жерге жазыңыз; мына команда kaspi-doctor оны қайдан алатынын көрсетеді.",
            command="kaspi-doctor check --only token-format",
        ),
        Remedy(
            en="If a template or a CI system fills the value in, check its length where your program runs: a token"
            " is usually 44 characters long.",
            ru="Если значение подставляет шаблон или система CI, посмотрите его длину там, где работает ваша"
            " программа: обычно в токене 44 символа.",
            kk="Мәнді үлгі немесе CI жүйесі қоятын болса, бағдарламаңыз жұмыс істейтін жерде оның ұзындығын"
            " қараңыз: әдетте токенде 44 таңба болады.",
            command='printf %s "$KASPI_TOKEN" | wc -c',
        ),
        Remedy(
            en="Run it again.",
            ru="Запустите диагностику ещё раз.",
            kk="Диагностиканы қайта іске қосыңыз.",
            command="kaspi-doctor check --quick",
        ),
    ),
    references=cited("kaspi-token"),
    symptoms=(Symptom(probe_id="token-format", outcome=Outcome.FAILED, failure=Failure.TOKEN_PLACEHOLDER),),
    signatures=(
        Signature(texts=NOT_LATIN, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                (
                    "?токен|token xxxx|пример|example|заглуш|placeholder|мысал|документац|шаблон"
                    "|template ошибк|error|401|қате"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "UnicodeEncodeError: 'latin-1' codec can't encode characters in position 0-3: ordinal not in range(256)"
        ),
        "curl": ("> X-Auth-Token: your_token"),
        "axios": ("'X-Auth-Token': 'ваш_токен'"),
        "fetch": (
            "TypeError: Cannot convert argument to a ByteString because the character at index 0 has a"
            " value of 1074 which is greater than 255."
        ),
    },
    proof="kaspi-doctor check --only token-format",
    neighbours={
        "token-damaged": Text(
            en="A damaged token is a real one with something added; a placeholder is a word from the instructions.",
            ru="Повреждённый токен — настоящий, но с чем-то лишним; заглушка — слово из инструкции.",
            kk="Бүлінген токен — артық таңбасы бар нағыз токен; орынбасар мәтін — нұсқаулықтағы сөз.",
        )
    },
    question=Text(
        en="Is the value of X-Auth-Token a word from the instructions, or a token copied from the cabinet?",
        ru="Что стоит в X-Auth-Token: слово из инструкции или токен, скопированный из кабинета?",
        kk="X-Auth-Token тақырыбында не тұр: нұсқаулықтағы сөз бе, әлде кабинеттен көшірілген токен бе?",
    ),
)
