"""Kaspi serves orders to the token, and refuses it goods."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Seen, Standing, Symptom, Weight
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

REFUSED = Symptom(
    probe_id="goods-schema", outcome=Outcome.FAILED, answers=(AnswerKind.UNAUTHORIZED, AnswerKind.FORBIDDEN)
)
SERVED = Symptom(probe_id="orders-valid", outcome=Outcome.PASSED)


def _orders_alone_are_served(seen: Seen) -> tuple[Observation, ...]:
    refused, served = REFUSED(seen), SERVED(seen)
    return (*served, *refused) if refused and served else ()


CAUSE = Cause(
    id="token-not-for-goods",
    layer=Layer.API,
    kind=Kind.ADVISORY,
    weight=Weight.NOTE,
    confidence=Confidence.LIKELY,
    precedence=8,
    owner=Owner.MERCHANT,
    standing=Standing.REPORTED,
    title=Text(
        en="This token serves orders, but not goods",
        ru="Этот токен открывает заказы, но не товары",
        kk="Бұл токен тапсырыстарды ашады, бірақ тауарларды ашпайды",
    ),
    explanation=Text(
        en="In the same run Kaspi served orders to this token and refused it goods (401 or 403). One project reports"
        " such a token; the guide does not say when a token serves the one and not the other. Orders are not affected.",
        ru="В одной и той же проверке Kaspi отдал по этому токену заказы и отказал в товарах (401 или 403). О таком"
        " токене сообщил один проект; когда токен открывает одно и не открывает другое, в Kaspi Гиде не сказано. На"
        " заказах это не сказывается.",
        kk="Бір тексеруде Kaspi бұл токенмен тапсырыстарды берді, ал тауарларды беруден бас тартты (401 немесе 403)."
        " Мұндай токен туралы бір жоба хабарлаған; токен қай кезде біреуін ашып, екіншісін ашпайтыны «Kaspi Гид»"
        " анықтамалығында айтылмаған. Бұл тапсырыстарға әсер етпейді.",
    ),
    remedies=(
        Remedy(
            en="If your program only reads orders, there is nothing to do.",
            ru="Если ваша программа только читает заказы, делать ничего не нужно.",
            kk="Бағдарламаңыз тапсырыстарды ғана оқыса, ештеңе істеудің қажеті жоқ.",
        ),
        Remedy(
            en="Keep the token: it works for orders, and a 401 on goods does not mean that it has expired.",
            ru="Не меняйте токен: для заказов он действует, и 401 на товары не значит, что он истёк.",
            kk="Токенді ауыстырмаңыз: ол тапсырыстарға жарамды, ал тауарлардағы 401 оның мерзімі өткенін білдірмейді.",
        ),
        Remedy(
            en="If your program needs goods, ask Kaspi's support (2323) how they are opened for this token, and"
            " give them the saved report: it holds no token.",
            ru="Если программе нужны товары, спросите в техподдержке Kaspi (2323), как открыть их этому токену, и"
            " передайте сохранённый отчёт: токена в нём нет.",
            kk="Бағдарламаға тауарлар керек болса, Kaspi техникалық қолдауынан (2323) оларды бұл токенге қалай"
            " ашуға болатынын сұрап, сақталған есепті беріңіз: онда токен жоқ.",
            command="kaspi-doctor check --goods --save --anonymous",
        ),
    ),
    references=cited("kaspi-goods", "kaspi-token"),
    symptoms=(_orders_alone_are_served,),
    proof="kaspi-doctor check --only goods-schema",
    neighbours={
        "token-rejected": Text(
            en="There the request for orders gets 401 as well.",
            ru="Там 401 приходит и на запрос заказов.",
            kk="Онда тапсырыстар сұрауына да 401 келеді.",
        )
    },
)
