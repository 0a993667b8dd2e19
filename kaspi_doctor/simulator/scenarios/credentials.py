"""Tokens that are missing, left as a placeholder, damaged, or of another shape."""

from kaspi_doctor.simulator.scenario import FAKE_TOKEN, FILTERED, Expected, Scenario, healthy, said, unusable
from kaspi_doctor.simulator.shop import Rules

_OTHER_SHAPE = "made-up-token-of-another-shape"

SCENARIOS = (
    Scenario(
        id="token-missing",
        layer="credentials",
        summary=said("No token is configured.", "Токен не задан.", "Токен берілмеген."),
        expected=Expected(verdict="explained", root_cause="token-missing", exit_code=2),
        token=None,
    ),
    Scenario(
        id="token-placeholder",
        layer="credentials",
        summary=said(
            "A placeholder from the instructions is where the token belongs.",
            "На месте токена осталась заглушка из инструкции.",
            "Токеннің орнында нұсқаулықтағы үлгі сөз қалған.",
        ),
        expected=unusable("token-placeholder"),
        token="ваш_токен",  # noqa: S106 - the placeholder itself
    ),
    Scenario(
        id="token-damaged-but-works",
        layer="credentials",
        summary=said(
            "The token has quotes around it and a newline at the end; the fixed one is accepted.",
            "Токен в кавычках и с переводом строки; исправленный принимается.",
            "Токен тырнақшада және соңында жаңа жол таңбасы бар; түзетілгені қабылданады.",
        ),
        expected=unusable("token-damaged", *FILTERED),
        token=f'"{FAKE_TOKEN}"\n',
    ),
    Scenario(
        id="token-damaged-and-rejected",
        layer="credentials",
        summary=said(
            "The token has 'Bearer ' in front, and is rejected after the fix too.",
            "Перед токеном стоит «Bearer », и исправленный тоже не принимается.",
            "Токеннің алдында «Bearer » тұр, түзетілгені де қабылданбайды.",
        ),
        expected=unusable("token-damaged", *FILTERED, others=("token-rejected",)),
        token=f"Bearer {FAKE_TOKEN}",
        rules=Rules(tokens=()),
    ),
    Scenario(
        id="token-unusual-shape",
        layer="credentials",
        summary=said(
            "The token is not 44 characters of Base64, and works.",
            "Токен не похож на 44 символа Base64, но работает.",
            "Токен 44 таңбалы Base64 емес, бірақ жұмыс істейді.",
        ),
        expected=healthy("token-unusual-shape", *FILTERED),
        token=_OTHER_SHAPE,
        rules=Rules(tokens=(_OTHER_SHAPE,)),
    ),
)
