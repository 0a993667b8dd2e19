"""Certificates and handshakes that go wrong."""

from kaspi_doctor.simulator.scenario import Certificate, Scenario, Wire, said, unreachable

_SHORT = ("--timeout", "2")

SCENARIOS = (
    Scenario(
        id="tls-expired",
        layer="tls",
        summary=said(
            "The certificate has expired.", "Срок действия сертификата истёк.", "Сертификаттың мерзімі өтіп кеткен."
        ),
        expected=unreachable("tls-certificate-expired"),
        certificate=Certificate.EXPIRED,
    ),
    Scenario(
        id="tls-not-yet-valid",
        layer="tls",
        summary=said(
            "The certificate is not valid yet.",
            "Срок действия сертификата ещё не начался.",
            "Сертификаттың мерзімі әлі басталмаған.",
        ),
        expected=unreachable("tls-certificate-not-yet-valid"),
        certificate=Certificate.NOT_YET_VALID,
    ),
    Scenario(
        id="tls-wrong-host",
        layer="tls",
        summary=said(
            "The certificate is for another host.",
            "Сертификат выдан другому узлу.",
            "Сертификат басқа торапқа берілген.",
        ),
        expected=unreachable("tls-hostname-mismatch"),
        certificate=Certificate.WRONG_HOST,
    ),
    Scenario(
        id="tls-untrusted-issuer",
        layer="tls",
        summary=said(
            "The certificate comes from a CA that nobody here trusts, like an intercepting gateway's.",
            "Сертификат выдан центром, которому здесь не доверяют, как при перехвате шлюзом.",
            "Сертификатты мұнда сенімсіз орталық берген, шлюз трафикті ұстап тұрғандағыдай.",
        ),
        expected=unreachable("tls-untrusted-issuer"),
        certificate=Certificate.OTHER_ISSUER,
    ),
    Scenario(
        id="tls-self-signed",
        layer="tls",
        summary=said(
            "The certificate is self-signed.",
            "Сертификат подписан сам собой.",
            "Сертификат өзіне өзі қол қойған.",
        ),
        expected=unreachable("tls-untrusted-issuer"),
        certificate=Certificate.SELF_SIGNED,
    ),
    Scenario(
        id="tls-plain-http",
        layer="tls",
        summary=said(
            "The port speaks HTTP without TLS.", "На порту HTTP без TLS.", "Портта TLS-сіз HTTP жұмыс істейді."
        ),
        expected=unreachable("tls-not-spoken"),
        wire=Wire.PLAIN_HTTP,
    ),
    Scenario(
        id="tls-not-spoken",
        layer="tls",
        summary=said(
            "Something other than TLS answers on the port, with an SSH banner.",
            "На порту не TLS: он приветствует баннером SSH.",
            "Портта TLS емес: SSH баннерімен сәлемдеседі.",
        ),
        expected=unreachable("tls-not-spoken"),
        wire=Wire.BANNER,
    ),
    Scenario(
        id="tls-handshake-silent",
        layer="tls",
        summary=said(
            "The connection is accepted and the handshake never gets a response.",
            "Соединение принято, но рукопожатие остаётся без ответа.",
            "Қосылым қабылданады, бірақ TLS сәлемдесуіне жауап келмейді.",
        ),
        expected=unreachable("tls-handshake-failed"),
        arguments=_SHORT,
        wire=Wire.HANDSHAKE_SILENT,
    ),
    Scenario(
        id="tls-handshake-cut",
        layer="tls",
        summary=said(
            "The connection is closed in the middle of the handshake.",
            "Соединение закрывается посреди рукопожатия.",
            "Қосылым TLS сәлемдесуінің ортасында жабылады.",
        ),
        expected=unreachable("tls-handshake-failed"),
        wire=Wire.HANDSHAKE_CUT,
    ),
    Scenario(
        id="tls-handshake-reset",
        layer="tls",
        summary=said(
            "The connection is reset in the middle of the handshake.",
            "Соединение сбрасывается посреди рукопожатия.",
            "Қосылым TLS сәлемдесуінің ортасында үзіледі.",
        ),
        expected=unreachable("tls-handshake-failed"),
        wire=Wire.HANDSHAKE_RESET,
    ),
    Scenario(
        id="tls-old-version",
        layer="tls",
        summary=said(
            "The server speaks nothing newer than TLS 1.1.",
            "Сервер не умеет ничего новее TLS 1.1.",
            "Сервер TLS 1.1-ден жаңасын білмейді.",
        ),
        expected=unreachable("tls-handshake-failed"),
        wire=Wire.OLD_TLS,
    ),
)
