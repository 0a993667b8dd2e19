"""Controls that differ in the User-Agent alone, and are meant to be met with silence for it."""

from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Probe
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import control
from kaspi_doctor.wording import Text


def silence_for(user_agent: str | None, sender: Text, *, id: str, step: int, question: Text) -> Probe:  # noqa: A002 - as a probe has it
    """Make such a control; ``sender`` names the request, as the subject of a sentence."""
    return control(
        id=id,
        question=question,
        layer=Layer.HTTP,
        step=step,
        request=lambda context: orders(context, days=context.settings.window_days, user_agent=user_agent),
        is_expected=lambda exchange: exchange.failure is Failure.HTTP_SILENCE,
        expected=sender
        + Text(
            en=" is met with silence, as expected.",
            ru=" остаётся без ответа, как и ожидалось.",
            kk=" күтілгендей жауапсыз қалды.",
        ),
        unexpected=sender
        + Text(
            en=" should be met with silence. {came}",
            ru=" должен был остаться без ответа. {came}",
            kk=" жауапсыз қалуы керек еді. {came}",
        ),
    )
