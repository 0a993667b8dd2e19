"""Reads block after block and keeps a tally for each cause."""

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kaspi_doctor.cause import Confidence
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.recognition import _answers as answers
from kaspi_doctor.recognition import _questions as questions
from kaspi_doctor.recognition._clients import client_in
from kaspi_doctor.recognition._dismissals import is_dismissed
from kaspi_doctor.recognition._documents import is_document
from kaspi_doctor.recognition._hosts import (
    KASPI_NAMES,
    Whose,
    hosts,
    is_anothers_answer,
    is_kaspis,
    names_kaspi,
    whose,
    whose_context,
)
from kaspi_doctor.recognition._records import CONTEXT, RECORD, TIME, time_of
from kaspi_doctor.recognition._signs import Seen, compiled, needle, readable, signs_of
from kaspi_doctor.recognition._stream import LONGEST_LINE
from kaspi_doctor.recognition._tally import Line, Tallies, Tally, likelihood
from kaspi_doctor.recognition._tokens import token_in

if TYPE_CHECKING:
    from kaspi_doctor.cause import Cause
    from kaspi_doctor.recognition._stream import Block

SHORT: Final = 1 << 16
"""Bytes up to which a text is taken for pasted: every line of it is looked at, wrapped ones too."""
LONGEST_LOOKED_AT: Final = 4000
"""Bytes of one line that patterns are tried on, around what the sieve found."""
BODY: Final = 3000
"""Bytes after a status that may tell what the answer was."""

OK: Final = 200
EDGE: Final = 200
"""Characters at the edge of a line's part that are not shown; nor is what the next so many begin or end with that may
belong to a secret.
"""
_OF_SECRETS: Final = f"{string.ascii_letters}{string.digits}+/=_-%\\&#;"
"""Characters of a token, and of the escapes that it comes in."""

_CHAIN: Final = ("the above exception", "caused by", "[cause]")
_WORDS: Final = (*answers.WORDS, *_CHAIN, "auth-token", "user-agent")
_ACCESS: Final = re.compile(rb'(?:\S+ \S+ \S+ )?\[[^\]]{10,40}\] "[A-Z]+ (?!\S*shop/api)[^"\n]*" \d{3} (?!.*kaspi\.kz)')
"""A line of a web server's own log, of somebody else's request."""
_DIGITS: Final = str.maketrans("", "", "0123456789")
_TITLES: Final = ("equired", "xceeded")


class _Asides(NamedTuple):
    """What a line tells that is no error in itself."""

    is_link: bool
    """Of a chain of exceptions."""
    token: str | None
    """What is wrong with the token that it shows."""
    refuted: tuple[str, ...]
    """Causes that its User-Agent, or the like, speaks against."""


class Reader:
    """One reading of one text."""

    def __init__(self, causes: "Sequence[Cause]") -> None:
        """Prepare to look for these causes."""
        self._signs = signs_of(tuple(causes), _WORDS)
        self._by_answer = answers.meanings_of(causes)
        self._questions = questions.Questions(causes)
        self._by_id = {cause.id: cause for cause in causes}
        self._refuting = [
            (cause.id, needle(text), re.compile(compiled(text), re.IGNORECASE))
            for cause in causes
            for text in cause.refuted_by
        ]
        self._ours = Tallies()
        """Of lines that name Kaspi, themselves or by their neighbours."""
        self._open = Tallies()
        """Of lines that name nobody: ours unless the text turns out to be about somebody else."""
        self.client: str | None = None
        """Whose text it is, where a pasted one shows it."""
        self._kaspi_named = self._another_named = False
        self._chained_at = 0
        self._refuted: set[str] = set()
        # A log says the same thousands of times.
        self._read_line = lru_cache(maxsize=2048)(self._read)
        self._read_asides = lru_cache(maxsize=2048)(self._asides)
        self._whose_context = lru_cache(maxsize=256)(whose_context)

    def read(self, block: "Block") -> None:
        """Look through a block."""
        data = block.data
        small = data.lower()
        self._note_names(data, small)
        is_short = block.number == 1 and not block.repeated and len(data) <= SHORT
        pasted = data.decode("utf-8", "replace").strip() if is_short else ""
        if is_document(pasted) or is_dismissed(pasted):
            return
        if chosen := self._chosen(pasted):
            said = Line(1, pasted.split("\n", 1)[0], None)
            self._note(chosen, said, Whose.KASPI)
            if asides := self._asides(pasted):
                self._note_asides(asides, said.text, said.number)
            return
        number, counted = block.number, block.repeated
        for start, end in self._lines(small, max(0, block.repeated - LONGEST_LOOKED_AT // 4), every=is_short):
            if start > counted:
                number, counted = number + data.count(b"\n", counted, start), start
            self._look_at(data, start, end, number, wrapped=is_short)
        if is_short:
            self.client = client_in(pasted)
            self._note_question(pasted)

    def _lines(self, small: bytes, position: int, *, every: bool) -> Iterator[tuple[int, int]]:
        """Return the lines worth a look; of one that is too long, the part around what was found."""
        places = None if every else self._signs.places(small, position)
        while position < len(small):
            found = position if places is None else next((place for place in places if place >= position), None)
            if found is None:
                return
            start = max(small.rfind(b"\n", 0, found) + 1, found - LONGEST_LOOKED_AT // 2)
            end = small.find(b"\n", found)
            end = min(len(small) if end < 0 else end, found + LONGEST_LOOKED_AT // 2)
            yield start, end
            position = max(end, found) + 1

    def _look_at(self, data: bytes, start: int, end: int, number: int, *, wrapped: bool) -> None:
        if _ACCESS.match(data, start, end):
            return
        raw = data[start:end].decode("utf-8", "replace")
        stamp = TIME.match(raw)
        text = raw[stamp.end() :] if stamp else raw
        shown = _uncut(data, start, end, raw)
        if asides := self._read_asides(text):
            self._note_asides(asides, shown, number)
        seen, status, who = self._read_line(text, "")
        if wrapped or (any(word in raw for word in _TITLES) and not any(one.sign.is_kaspis for one in seen)):
            following = data[end : end + BODY].decode("utf-8", "replace")
            seen, status, who = self._read_line(text, "\n".join(following.split("\n", 4)[1:4]))
        if wrapped and not seen and not status:
            seen, who = self._signs.cut_off(readable(text)), whose(text)
        if not seen and not status:
            return
        if who is Whose.NOBODY and not (seen and all(one.sign.is_kaspis for one in seen)):
            who = self._by_neighbours(data, start, end, raw)
        if who is Whose.ANOTHER and not any(one.sign.is_kaspis for one in seen):
            return
        place = (seen[0].start if seen else status.end if status else 0) + len(raw) - len(text)
        said = Line(number, shown, stamp[0] if stamp else time_of(data, start, raw), place)
        if status and not any(one.sign.is_kaspis or one.sign.height < Layer.HTTP.height for one in seen):
            following = data[end : end + BODY].decode("utf-8", "replace")
            rest = readable(text)[status.end :] + "\n" + readable(_answer_only(following))
            if self._note_answer(status.number, rest, said, who):
                return
        self._note_signs(seen, said, who)

    def _read(self, text: str, after: str) -> tuple[list[Seen], answers.Status | None, Whose]:
        """Return what a line itself shows, and of whom; ``after`` is looked at for what is wrapped."""
        line = readable(text)
        window = readable(f"{text}\n{after}") if after else line
        seen = self._signs.seen_in(window, len(line), loosely=names_kaspi(line))
        status = answers.status_in(line)
        if status and not seen and is_anothers_answer(line[: status.end]):
            return [], None, Whose.ANOTHER
        return seen, status, whose(line) if seen or status else Whose.NOBODY

    def _note_signs(self, seen: list[Seen], said: Line, who: Whose) -> None:
        for one in seen:
            self._note(one.sign.speaks_for, said, Whose.KASPI if one.sign.is_kaspis else who)

    def _note_question(self, text: str) -> None:
        """Take a text that is nothing but a status, or a few words about Kaspi, for the user's question."""
        said = Line(1, text.split("\n", 1)[0], None)
        if known := {*self._ours.by_id, *self._open.by_id}:
            # Its other words may choose between what an error leaves open.
            if self._by_answer[AnswerKind.CAPTIVE].id in known and re.search(rf"\b{OK}\b", text):
                # The client was given something else than JSON, and the text shows what.
                self._note_answer(OK, text, said, Whose.KASPI)
            if len(known) > 1 and questions.is_question(text):
                self._note(self._questions.asked_about(known, text), said, Whose.KASPI)
            return
        if status := answers.status_alone(text):
            self._note_answer(status, "", said, Whose.NOBODY, is_bare=True)
        elif questions.is_question(text):
            if status := questions.status_asked(text):
                self._note_answer(status, "", said, Whose.KASPI, is_bare=True)
            else:
                self._note(self._questions.asked(text), said, Whose.KASPI)

    def _chosen(self, text: str) -> "Sequence[tuple[Cause, Confidence]]":
        """Return which of a status's meanings the other words of a question choose."""
        status = questions.status_asked(text) if questions.is_question(text) else None
        judged = answers.judged(status, "") if status else None
        left_open = [self._by_answer[kind] for kind in judged.kinds] if judged else []
        alike = {cause.id for cause in left_open} | {other for cause in left_open for other in cause.neighbours}
        return self._questions.asked_about(alike, text)

    def _note_names(self, data: bytes, small: bytes) -> None:
        """Remember whether Kaspi, and whether another host, is named anywhere."""
        if not self._kaspi_named:
            self._kaspi_named = any(name in small for name in KASPI_NAMES)
        if not (self._kaspi_named or self._another_named):
            lines = data.decode("utf-8", "replace").split("\n")
            self._another_named = any(not is_kaspis(host) for line in lines if "." in line for host in hosts(line))

    def _asides(self, text: str) -> "_Asides | None":
        small = text.lower()
        asides = _Asides(
            is_link=any(word in small for word in _CHAIN),
            token=token_in(text),
            refuted=tuple(
                cause_id for cause_id, part, pattern in self._refuting if part in small and pattern.search(text)
            ),
        )
        return asides if any(asides) else None

    def _note_asides(self, asides: "_Asides", shown: str, number: int) -> None:
        if asides.is_link:
            self._chained_at = number
        if asides.token:
            self._ours.note([(self._by_id[asides.token], Confidence.LIKELY)], Line(number, shown, None), 0)
        self._refuted.update(asides.refuted)

    def _note_answer(self, status: int, rest: str, line: Line, who: Whose, *, is_bare: bool = False) -> bool:
        """Note what an answer amounts to; a bare number is sure of nothing."""
        judged = answers.judged(status, rest)
        if not judged:
            return False
        found = [(self._by_answer[kind], Confidence.SUSPECTED) for kind in judged.kinds]
        if judged.first_is_certain:
            sure = found[0][0].confidence
            found[0] = (found[0][0], max(sure, Confidence.LIKELY, key=lambda c: c.rank) if is_bare else sure)
        self._note(found, line, who)
        return True

    def _note(self, found: "Sequence[tuple[Cause, Confidence]]", line: Line, who: Whose) -> None:
        if who is not Whose.ANOTHER:
            (self._ours if who is Whose.KASPI else self._open).note(found, line, self._chained_at)

    def _by_neighbours(self, data: bytes, start: int, end: int, raw: str) -> Whose:
        """Ask the record that a line stands in: from the record's first line to the next record's."""
        before = "" if RECORD.match(raw) else data[max(0, start - CONTEXT) : start].decode("utf-8", "replace")
        after = data[end : end + CONTEXT // 2].decode("utf-8", "replace")
        records = [match.start() for match in RECORD.finditer(before)]
        before = before[records[-1] :] if records else before
        following = RECORD.search(after)
        context = before + (after[: following.start()] if following else after)
        return self._whose_context(context.translate(_DIGITS)) if context.strip() else Whose.NOBODY

    def conclude(self) -> list[Tally]:
        """Return what the whole text shows, likeliest first."""
        tallies = dict(self._ours.by_id)
        if self._kaspi_named or not self._another_named:
            for cause_id, tally in self._open.by_id.items():
                if cause_id in tallies:
                    tallies[cause_id].join(tally)
                else:
                    tallies[cause_id] = tally
        for cause_id in self._refuted & tallies.keys():
            others = [tallies[other] for other in tallies[cause_id].alternatives - {cause_id} if other in tallies]
            if others:
                tallies[cause_id].confidence = Confidence.SUSPECTED
            for other in others:
                other.confidence = Confidence.LIKELY
        return sorted(tallies.values(), key=likelihood)


def _uncut(data: bytes, start: int, end: int, raw: str) -> str:
    """Leave out both ends of a part of a line, where it goes on: half a secret is not seen to be one."""
    if start and data[start - 1 : start] != b"\n":
        kept = raw[EDGE : 2 * EDGE].lstrip(_OF_SECRETS) + raw[2 * EDGE :]
        raw = " " * (len(raw) - len(kept)) + kept
    goes_on = end < len(data) or len(data) >= LONGEST_LINE
    if goes_on and data[end : end + 1] != b"\n":
        raw = raw[: -2 * EDGE] + raw[-2 * EDGE : -EDGE].rstrip(_OF_SECRETS)
    return raw


def _answer_only(following: str) -> str:
    """Return what may belong to an answer after its status line: up to the next record or the next answer."""
    ends = [match.start() for match in (RECORD.search(following), answers.STATUS_LINE.search(following)) if match]
    return following[: min(ends)] if ends else following
