"""The token is usable, yet of another shape than every known one."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, Weight
from kaspi_doctor.causes._references import cited
from kaspi_doctor.facts import TOKEN_IS_USUAL
from kaspi_doctor.observation import Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-unusual-shape",
    layer=Layer.CREDENTIALS,
    kind=Kind.ADVISORY,
    weight=Weight.NOTE,
    confidence=Confidence.SUSPECTED,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="The token does not look like other Kaspi tokens",
        ru="Токен не похож на другие токены Kaspi",
        kk="Токен басқа Kaspi токендеріне ұқсамайды",
    ),
    explanation=Text(
        en="Each of the three tokens whose shape we know is Base64, 44 characters long, with `=` at the end; yours is"
        " not, and it was used as it is. The shape is observed and not part of Kaspi's guide, so this is a hint, not a"
        " fault. If Kaspi refuses the token, it may be cut short, or be another kind of key: a Kaspi Pay key or a"
        " cabinet cookie does not open this API.",
        ru="Все три токена, форма которых нам известна, — это Base64 из 44 символов с `=` в конце; ваш иной, и он"
        " использован как есть. Такая форма — наблюдение, в документации Kaspi её нет, поэтому это подсказка, а не"
        " ошибка. Если Kaspi отклонит токен, возможно, он обрезан или это ключ другого рода: ключ Kaspi Pay или cookie"
        " кабинета к этому API не подходят.",
        kk="Пішіні бізге белгілі үш токеннің бәрі — соңы `=` болатын 44 таңбалы Base64; сіздікі басқаша, ол сол"
        " күйінде қолданылды. Бұл пішін — тек бақылау, Kaspi құжаттамасында ол жоқ, сондықтан бұл қате емес, ескерту"
        " ғана. Kaspi токенді қабылдамаса, оның бір бөлігі қиылып қалған не кілттің түрі басқа болуы мүмкін: Kaspi Pay"
        " кілті немесе кабинет cookie файлы бұл API-ге жарамайды.",
    ),
    remedies=(
        Remedy(
            en="If orders-valid passed, there is nothing to do.",
            ru="Если проба orders-valid прошла, делать ничего не нужно.",
            kk="Егер orders-valid сынамасы сәтті өтсе, ештеңе істеудің қажеті жоқ.",
        ),
        Remedy(
            en="Otherwise compare the length with the token shown in the cabinet.",
            ru="Иначе сравните длину с токеном, показанным в кабинете.",
            kk="Әйтпесе ұзындығын кабинетте көрсетілген токенмен салыстырыңыз.",
            command='printf %s "$KASPI_TOKEN" | wc -c',
        ),
        Remedy(
            en="Make sure that it comes from Настройки → Токен API in the merchant cabinet, not from Kaspi Pay or"
            " the browser's cookies.",
            ru="Убедитесь, что он взят из раздела «Настройки → Токен API» Кабинета продавца, а не из Kaspi Pay и"
            " не из cookie браузера.",
            kk="Оның Kaspi Pay қызметінен не браузердің cookie файлдарынан емес, Сатушы кабинетінің «Настройки →"
            " Токен API» бөлімінен алынғанына көз жеткізіңіз.",
        ),
    ),
    references=cited("kaspi-token", "rfc-4648"),
    symptoms=(Symptom(probe_id="token-format", outcome=Outcome.PASSED, where=(TOKEN_IS_USUAL.is_false(),)),),
    signatures=(
        Signature(
            texts=(
                "?токен|token символ|character|таңба|длин|length 44|36|uuid|дефис|hyphen|короч|длинн|shorter|longer",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    proof="kaspi-doctor check --only token-format,orders-valid",
    neighbours={
        "token-rejected": Text(
            en="The shape alone proves nothing: only a 401 says that Kaspi does not accept the token.",
            ru="Сам по себе вид токена ничего не доказывает: что Kaspi его не принимает, говорит только ответ 401.",
            kk="Токеннің түрі өздігінен ештеңе дәлелдемейді: Kaspi оны қабылдамайтынын тек 401 жауабы көрсетеді.",
        )
    },
)
