"""Reads block after block and keeps a tally for each cause."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.judging import Received, judge
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.recognition import _questions as questions
from kaspi_doctor.recognition import _statuses as statuses
from kaspi_doctor.recognition._answers import Printed, answer_only, causes_of, meanings_of, printed_after, to_be_noted
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
from kaspi_doctor.recognition._signs import Named, Seen, compiled, needle, readable, signs_of
from kaspi_doctor.recognition._stream import Block, uncut
from kaspi_doctor.recognition._tally import Ledger, LogLine, Tally
from kaspi_doctor.recognition._tokens import token_in

SHORT: Final = 1 << 16
"""Bytes up to which a text is taken for pasted: every line of it is looked at, wrapped ones too."""
LONGEST_LOOKED_AT: Final = 4000
"""Bytes of one line that patterns are tried on, around what the sieve found."""
BODY: Final = 3000
"""Bytes after a status that may tell what the answer was."""
DUMP: Final = 1 << 14
"""Likewise where axios prints an answer: its request stands between the headers and the body."""
_IS_DUMP: Final = b"[AxiosHeaders]"
_OK: Final = re.compile(r"\b200\b")

_CHAIN: Final = ("the above exception", "caused by", "[cause]")
_WORDS: Final = (*statuses.WORDS, *_CHAIN, "auth-token", "user-agent")
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

    def __init__(self, causes: Sequence[Cause]) -> None:
        """Prepare to look for these causes."""
        self._signs = signs_of(tuple(causes), _WORDS)
        self._by_answer = meanings_of(causes)
        self._questions = questions.Questions(causes)
        self._by_id = {cause.id: cause for cause in causes}
        self._refuting = [
            (cause.id, needle(text), re.compile(compiled(text), re.IGNORECASE))
            for cause in causes
            for text in cause.refuted_by
        ]
        self._ledger = Ledger()
        self.client: str | None = None
        """Whose text it is, where a pasted one shows it."""
        self._kaspi_named = self._another_named = False
        self._told_until = 0
        """Where, in a block, an answer ends that has been judged: no text within it is told apart from it."""
        self._refuted: set[str] = set()
        # A log says the same thousands of times.
        self._read_line = lru_cache(maxsize=2048)(self._read)
        self._read_asides = lru_cache(maxsize=2048)(self._asides)
        self._whose_context = lru_cache(maxsize=256)(whose_context)

    def read(self, block: Block) -> None:
        """Look through a block."""
        data, self._told_until = block.data, 0
        small = data.lower()
        self._note_names(data, small)
        is_short = block.number == 1 and not block.repeated and len(data) <= SHORT
        pasted = data.decode("utf-8", "replace").strip() if is_short else ""
        if is_document(pasted) or is_dismissed(pasted):
            return
        if chosen := self._chosen(pasted):
            said = LogLine(1, pasted.split("\n", 1)[0], None)
            self._ledger.note(chosen, said, Whose.KASPI)
            self._ledger.count()
            if asides := self._asides(pasted):
                self._note_asides(asides, said.text, said.number)
            return
        number, counted = block.number, block.repeated
        for start, end in self._lines(small, max(0, block.repeated - LONGEST_LOOKED_AT // 4), every=is_short):
            if start > counted:
                number, counted = number + data.count(b"\n", counted, start), start
            self._look_at(data, start, end, number, wrapped=is_short)
        self._ledger.count()
        if is_short:
            self.client = client_in(pasted)
            self._note_question(pasted)
            self._ledger.count()

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
        shown = uncut(data, start, end, raw)
        if asides := self._read_asides(text):
            self._note_asides(asides, shown, number)
        seen, status, who = self._seen(data, start, end, text, wrapped=wrapped)
        if not seen and not status:
            return
        if who is Whose.NOBODY and not (seen and all(one.sign.is_kaspis for one in seen)):
            who = self._by_neighbours(data, start, end, raw)
        if who is Whose.ANOTHER and not any(one.sign.is_kaspis for one in seen):
            return
        place = (seen[0].start if seen else status.end if status else 0) + len(raw) - len(text)
        said = LogLine(number, shown, stamp[0] if stamp else time_of(data, start, raw), place)
        if printed := self._printed(data, end, text, status, seen):
            before = data[max(0, start - CONTEXT) : end].decode("utf-8", "replace")
            if self._note_answer(printed, said, who, before):
                return
            seen = [one for one in seen if printed.is_bare or not self._is_judged(one)]
        self._note_signs(seen, said, who)

    def _seen(
        self, data: bytes, start: int, end: int, text: str, *, wrapped: bool
    ) -> tuple[list[Seen], statuses.Status | None, Whose]:
        seen, status, who = self._read_line(text, "")
        if wrapped or (any(word in text for word in _TITLES) and not any(one.sign.is_kaspis for one in seen)):
            following = data[end : end + BODY].decode("utf-8", "replace")
            seen, status, who = self._read_line(text, "\n".join(following.split("\n", 4)[1:4]))
        if wrapped and not seen and not status:
            seen, who = self._signs.cut_off(readable(text)), whose(text)
        if start < self._told_until:
            seen, status = [one for one in seen if not self._is_judged(one)], None
        return seen, status, who

    def _printed(
        self, data: bytes, end: int, text: str, status: statuses.Status | None, seen: list[Seen]
    ) -> Printed | None:
        """Return the answer whose status a line tells of, unless something else in the line says more."""
        if not status or any(one.sign.height < Layer.HTTP.height for one in seen):
            return None
        size = DUMP if _IS_DUMP in data[end : end + BODY] else BODY
        following = answer_only(data[end : end + size].decode("utf-8", "replace"))
        has_title = any(one.sign.is_kaspis for one in seen)
        printed = to_be_noted(printed_after(_rest(text, status) + following, status.number), has_title=has_title)
        if printed.is_bare:
            return None if has_title else printed
        self._told_until = end + len("\n".join(following.split("\n")[: printed.lines + 1]).encode())
        return printed

    def _read(self, text: str, after: str) -> tuple[list[Seen], statuses.Status | None, Whose]:
        """Return what a line itself shows, and of whom; ``after`` is looked at for what is wrapped."""
        line = readable(text)
        window = readable(f"{text}\n{after}") if after else line
        seen = self._signs.seen_in(window, len(line), loosely=names_kaspi(line))
        status = statuses.status_in(line)
        if status and not seen and is_anothers_answer(line[: status.end]):
            return [], None, Whose.ANOTHER
        return seen, status, whose(line) if seen or status else Whose.NOBODY

    def _is_judged(self, one: Seen) -> bool:
        """Return whether a sign speaks of nothing but what the judge has said of an answer."""
        return all(cause in self._by_answer.values() for cause, _ in one.sign.speaks_for)

    def _note_signs(self, seen: list[Seen], said: LogLine, who: Whose) -> None:
        for one in seen:
            self._ledger.note(one.sign.speaks_for, said, Whose.KASPI if one.sign.is_kaspis else who)

    def _note_question(self, text: str) -> None:
        """Take a text that is nothing but a status, or a few words about Kaspi, for the user's question."""
        said = LogLine(1, text.split("\n", 1)[0], None)
        if known := self._ledger.ids:
            # Its other words may choose between what an error leaves open.
            if self._by_answer[AnswerKind.CAPTIVE].id in known and (found := _OK.search(text)):
                # The client was given something else than JSON, and the text shows what.
                self._note_answer(printed_after(text[found.end() :], int(found[0])), said, Whose.KASPI)
            if len(known) > 1 and questions.is_question(text):
                self._ledger.note(self._questions.asked_about(known, text), said, Whose.KASPI)
            return
        if status := statuses.status_alone(text):
            self._note_answer(Printed(Received(status=status), is_alone=True), said, Whose.NOBODY)
        elif questions.is_question(text):
            if status := questions.status_asked(text):
                self._note_answer(Printed(Received(status=status), is_alone=True), said, Whose.KASPI)
            else:
                self._ledger.note(self._questions.asked(text), said, Whose.KASPI)

    def _chosen(self, text: str) -> Sequence[Named]:
        """Return which of a status's meanings the other words of a question choose."""
        status = questions.status_asked(text) if questions.is_question(text) else None
        left_open = [self._by_answer[kind] for kind in judge(Received(status=status)).kinds] if status else []
        alike = {cause.id for cause in left_open} | {other for cause in left_open for other in cause.neighbours}
        return self._questions.asked_about(alike, text)

    def _note_names(self, data: bytes, small: bytes) -> None:
        """Remember whether Kaspi, and whether another host, is named anywhere."""
        if not self._kaspi_named:
            self._kaspi_named = any(name in small for name in KASPI_NAMES)
        if not (self._kaspi_named or self._another_named):
            lines = data.decode("utf-8", "replace").split("\n")
            self._another_named = any(not is_kaspis(host) for line in lines if "." in line for host in hosts(line))

    def _asides(self, text: str) -> _Asides | None:
        small = text.lower()
        asides = _Asides(
            is_link=any(word in small for word in _CHAIN),
            token=token_in(text),
            refuted=tuple(
                cause_id for cause_id, part, pattern in self._refuting if part in small and pattern.search(text)
            ),
        )
        return asides if any(asides) else None

    def _note_asides(self, asides: _Asides, shown: str, number: int) -> None:
        if asides.is_link:
            self._ledger.chained_at = number
        if asides.token:
            self._ledger.ours.note([(self._by_id[asides.token], Confidence.LIKELY)], LogLine(number, shown, None), 0)
        self._refuted.update(asides.refuted)

    def _note_answer(self, printed: Printed, line: LogLine, who: Whose, before: str = "") -> bool:
        status, found = printed.received.status, causes_of(printed, self._by_answer, before)
        if len(found) == 1 and not printed.is_bare:
            self._ledger.note_shown(status, line)
        self._ledger.note(found, line, who, status if printed.is_bare else 0)
        return bool(found)

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
        return self._ledger.conclude(self._refuted, with_nobodys=self._kaspi_named or not self._another_named)


def _rest(text: str, status: statuses.Status) -> str:
    """Return what stands behind a status in its line, as it was written if the status is found in that."""
    line = readable(text)
    found = status if line == text else statuses.status_in(text)
    return text[found.end :] if found and found.number == status.number else line[status.end :]
