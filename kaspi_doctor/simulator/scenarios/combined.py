"""Two faults at once: the lowest layer is the root, and the other is not forgotten."""

from kaspi_doctor.simulator.exchange import Silence, always, html_reply
from kaspi_doctor.simulator.scenario import FAKE_TOKEN, Certificate, Scenario, Wire, said, unusable

_DAMAGED = f"'{FAKE_TOKEN}' "

SCENARIOS = (
    Scenario(
        id="token-damaged-and-tls-expired",
        layer="credentials",
        summary=said(
            "The token is damaged, and the certificate has expired.",
            "Токен повреждён, и срок сертификата истёк.",
            "Токен бүлінген әрі сертификаттың мерзімі өткен.",
        ),
        expected=unusable("token-damaged", others=("tls-certificate-expired",)),
        token=_DAMAGED,
        certificate=Certificate.EXPIRED,
    ),
    Scenario(
        id="token-placeholder-and-connection-refused",
        layer="credentials",
        summary=said(
            "There is a placeholder instead of the token, and the port refuses connections.",
            "Вместо токена заглушка, и порт отвергает соединения.",
            "Токен орнында үлгі сөз тұр әрі порт қосылымды қабылдамайды.",
        ),
        expected=unusable("token-placeholder", others=("connection-refused",)),
        token="YOUR_KASPI_TOKEN",  # noqa: S106 - the placeholder itself
        wire=Wire.REFUSED,
    ),
    Scenario(
        id="token-damaged-and-blocked",
        layer="credentials",
        summary=said(
            "The token is damaged, and a protection layer forbids everything.",
            "Токен повреждён, и защита запрещает всё.",
            "Токен бүлінген әрі қорғаныс қабаты бәріне тыйым салады.",
        ),
        expected=unusable("token-damaged", others=("blocked-by-protection",)),
        token=_DAMAGED,
        in_front=always(html_reply("403 Forbidden", status=403)),
    ),
    Scenario(
        id="token-damaged-and-silent-to-all",
        layer="credentials",
        summary=said(
            "The token is damaged, and every request is met with silence.",
            "Токен повреждён, и ни один запрос не получает ответа.",
            "Токен бүлінген әрі бірде-бір сұрауға жауап жоқ.",
        ),
        expected=unusable("token-damaged", others=("silent-to-all",)),
        arguments=("--timeout", "2"),
        token=_DAMAGED,
        in_front=always(Silence()),
    ),
)
