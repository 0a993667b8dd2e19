"""The names of parameters, and the words that states and statuses may be."""

import re

from kaspi_doctor import suggestion
from kaspi_doctor.cause import Standing
from kaspi_doctor.lint import facts
from kaspi_doctor.lint.names import carries_token, is_include, nearest
from kaspi_doctor.lint.request import is_named_by_variable, is_variable
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import shown
from kaspi_doctor.wording import Text

_NEAR = 0.8
_LONGEST_NAME = 80


@rule("unknown-parameter", Severity.WARNING, Standing.DOCUMENTED)
def _unknown(subject: LintContext) -> Violations:
    if not subject.is_list:
        return
    for name in dict.fromkeys(name for name, _ in subject.request.address.params):
        if name in facts.PARAMS or is_include(name) or carries_token(name) or is_named_by_variable(name):
            continue
        near = nearest(name)
        hint = Text.same("")
        if near:
            hint = Text(en=f" The correct name is `{near}`.", ru=f" Пишется `{near}`.", kk=f" Дұрысы: `{near}`.")
        yield Violation(
            where=name[:_LONGEST_NAME],
            message=Text(
                en=f"The API has no known parameter {shown(name)}: it will not do what its name promises.",
                ru=f"Параметр {shown(name)} неизвестен и не сделает того, что обещает его имя.",
                kk=f"{shown(name)} параметрі белгісіз, сондықтан ол атауындағысын орындамайды.",
            )
            + hint,
            fixed=near or "",
        )


@rule("include-misspelt", Severity.WARNING, Standing.DOCUMENTED)
def _include(subject: LintContext) -> Violations:
    for name, value in subject.request.address.params if subject.is_list else ():
        if name != facts.INCLUDE and is_include(name):
            yield Violation(
                where=name,
                message=Text(
                    en="To include more than the orders in the response, use `include[orders]`.",
                    ru="Что добавить в ответ к заказам, указывают в `include[orders]`.",
                    kk="Жауапқа тапсырыстардан бөлек не қосу керегі `include[orders]` арқылы көрсетіледі.",
                ),
                fixed=f"{facts.INCLUDE}={included(value)}",
            )


def included(value: str) -> str:
    """Return a value of ``include[orders]`` that is in use."""
    return value if re.fullmatch(r"[a-z]{1,20}", value) and value != "orders" else "entries"


def words(subject: LintContext, name: str) -> list[str]:
    """Return the single words of a filter, however they are joined; none of what is a variable."""
    values = [value for key, value in subject.request.address.params if key == name and not is_variable(value)]
    return [word for value in values for word in _apart(value)]


def _apart(value: str) -> list[str]:
    """Split a value at commas and their like; at white space only between words of the API, a tab's name has it too."""
    parts = [part.strip("[]()\"' ") for part in re.split(r"[,;|]", value)]
    spaced = [word for part in parts for word in part.split()]
    are_words = all(word.upper() in facts.STATES + facts.STATUSES for word in spaced)
    return spaced if are_words else [part for part in parts if part]


@rule("states-joined", Severity.ERROR, Standing.DOCUMENTED)
def _joined(subject: LintContext) -> Violations:
    for name in (facts.STATE, facts.STATUS) if subject.is_list else ():
        found = words(subject, name)
        if len(found) > 1:
            yield Violation(
                where=name,
                message=Text(
                    en="The filter takes one value. Make one request for each, or leave it out and filter the orders"
                    " yourself.",
                    ru="Фильтр принимает одно значение. Сделайте по запросу на каждое или уберите фильтр и отберите"
                    " заказы сами.",
                    kk="Сүзгі бір ғана мән қабылдайды. Әрқайсысына бөлек сұрау жасаңыз немесе сүзгіні алып тастап,"
                    " тапсырыстарды өзіңіз іріктеңіз.",
                ),
                fixed=_placed(found[0]),
            )


def fixed_state(word: str) -> str | None:
    """Return the state that a word was meant to be, None if nothing is near."""
    if word.lower() in facts.TABS:
        return facts.TABS[word.lower()]
    return suggestion.nearest(word.upper()[:_LONGEST_NAME], facts.STATES, _NEAR)


def fixed_status(word: str) -> str | None:
    """Return the status that a word was meant to be, None if nothing is near."""
    return suggestion.nearest(word.upper()[:_LONGEST_NAME], facts.STATUSES, _NEAR)


def _placed(word: str) -> str:
    """Write a word into the filter that it belongs to; nothing if it is neither a state nor a status."""
    if status := fixed_status(word):
        return f"{facts.STATUS}={status}"
    state = fixed_state(word)
    return f"{facts.STATE}={state}" if state else ""


@rule("status-in-state", Severity.ERROR, Standing.DOCUMENTED)
def _status_in_state(subject: LintContext) -> Violations:
    for word in words(subject, facts.STATE) if subject.is_list else ():
        if word.upper() in facts.STATUSES:
            yield Violation(
                where=facts.STATE,
                message=Text(
                    en=f"{shown(word)} is a status, not a state: it belongs in `{facts.STATUS}`.",
                    ru=f"{shown(word)} — статус, а не состояние: его место в `{facts.STATUS}`.",
                    kk=f"{shown(word)} — күй (state) емес, мәртебе (status): оның орны — `{facts.STATUS}`.",
                ),
                fixed=f"{facts.STATUS}={word.upper()}",
            )


@rule("unknown-state", Severity.ERROR, Standing.DOCUMENTED)
def _unknown_state(subject: LintContext) -> Violations:
    for word in words(subject, facts.STATE) if subject.is_list else ():
        if word not in facts.STATES and word.upper() not in facts.STATUSES:
            near = fixed_state(word)
            known = ", ".join(facts.STATES)
            yield Violation(
                where=facts.STATE,
                message=Text(
                    en=f"There is no state {shown(word)}. The states are {known}.",
                    ru=f"Состояния {shown(word)} нет. Состояния: {known}.",
                    kk=f"{shown(word)} күйі (state) жоқ. Күйлер: {known}.",
                ),
                fixed=f"{facts.STATE}={near}" if near else "",
            )


@rule("unknown-status", Severity.ERROR, Standing.DOCUMENTED)
def _unknown_status(subject: LintContext) -> Violations:
    for word in words(subject, facts.STATUS) if subject.is_list else ():
        if word in facts.STATUSES:
            continue
        near = fixed_status(word)
        if word.upper() in facts.STATES:
            yield Violation(
                where=facts.STATUS,
                message=Text(
                    en=f"{shown(word)} is a state, not a status: it belongs in `{facts.STATE}`.",
                    ru=f"{shown(word)} — состояние, а не статус: его место в `{facts.STATE}`.",
                    kk=f"{shown(word)} — мәртебе (status) емес, күй (state): оның орны — `{facts.STATE}`.",
                ),
                fixed=f"{facts.STATE}={word.upper()}",
            )
        else:
            known = ", ".join(facts.STATUSES)
            yield Violation(
                where=facts.STATUS,
                message=Text(
                    en=f"There is no status {shown(word)}. The statuses are {known}.",
                    ru=f"Статуса {shown(word)} нет. Статусы: {known}.",
                    kk=f"{shown(word)} мәртебесі (status) жоқ. Мәртебелер: {known}.",
                ),
                fixed=f"{facts.STATUS}={near}" if near else "",
            )


RULES = (_unknown, _unknown_state, _status_in_state, _joined, _unknown_status, _include)
