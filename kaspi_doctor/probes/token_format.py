"""Is the token set, undamaged, and shaped like a Kaspi token? Looks at its text alone."""

from kaspi_doctor import facts as fact
from kaspi_doctor.credentials import DAMAGES
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._token_words import PLACEHOLDER, missing, unusual, usual
from kaspi_doctor.wording import Text, listed


async def _ask(context: Context) -> Answer:
    credentials = context.settings.credentials
    found = credentials.inspection
    facts: dict[str, fact.Value] = {
        fact.TOKEN_SOURCE: credentials.source,
        fact.TOKEN_LENGTH: found.length,
        fact.TOKEN_DAMAGE: tuple(kind.value for kind in found.damage),
        fact.TOKEN_IS_USUAL: found.is_usual_shape,
        fact.TOKEN_IS_USABLE: found.fixed is not None,
        fact.TOKEN_ELSEWHERE: credentials.look_elsewhere,
    }
    if found.is_empty:
        return Answer(summary=missing(credentials.look_elsewhere), failure=Failure.TOKEN_MISSING, facts=facts)
    if found.is_placeholder:
        return Answer(summary=PLACEHOLDER, failure=Failure.TOKEN_PLACEHOLDER, facts=facts)
    if found.damage:
        damages = listed(DAMAGES[kind] for kind in found.damage)
        summary = Text(
            en=f"The token is damaged: {damages.en}.",
            ru=f"Токен повреждён: {damages.ru}.",
            kk=f"Токен бүлінген: {damages.kk}.",
        )
        usable = found.fixed is not None
        return Answer(summary=summary, failure=Failure.TOKEN_DAMAGED, facts=facts, passable=usable)
    return Answer(summary=(usual if found.is_usual_shape else unusual)(found.length), facts=facts)


PROBE = Probe(
    id="token-format",
    question=Text(
        en="Is the token set, undamaged, and shaped like a Kaspi token?",
        ru="Задан ли токен, цел ли он и похож ли на токен Kaspi?",
        kk="Токен берілген бе, бүлінбеген бе және Kaspi токеніне ұқсай ма?",
    ),
    layer=Layer.CREDENTIALS,
    step=1,
    ask=_ask,
)
