"""Reading itself: any bytes, any length, whose failure it is, and what a chain of exceptions counts for."""

import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.recognition._stream import blocks
from kaspi_doctor.recognition.recogniser import Recognition, recognise
from kaspi_doctor.registry import collect
from tests.recognition.corpus import entries

CATALOGUE = collect(causes, "CAUSE", Cause)
TOKEN = "RkFLRS1UT0tFTi1PRi1USEUtVEVTVFMtTk9ULVJFQUw="
TEXTS = tuple(entry.text for entry in (*entries("positive"), *entries("negative")))
FAILURE = b"2026-11-24 09:00:00 ERROR kaspi.kz: Read timed out\n"
FILLING = b'203.0.113.7 - - [24/Nov/2026:09:00:00 +0500] "GET /a.js HTTP/1.1" 200 17 "-" "Mozilla/5.0"\n'


def read(*chunks: bytes) -> Recognition:
    """Read a text that comes in these pieces."""
    return recognise(chunks, CATALOGUE)


def first_id(recognition: Recognition) -> str | None:
    """Return the likeliest cause's id."""
    return recognition.findings[0].cause.id if recognition.findings else None


@given(st.binary(max_size=3000))
@settings(max_examples=150)
def test_no_bytes_crash_it(data: bytes) -> None:
    """Any bytes are read to their end."""
    read(data)


@given(st.lists(st.sampled_from(TEXTS), max_size=4), st.text(max_size=60), st.integers(0, 400))
@settings(max_examples=120)
def test_no_token_comes_out_of_any_mixture(texts: list[str], between: str, cut: int) -> None:
    """Whatever stands around a token, and wherever the text is cut, the token is not in what is shown."""
    text = f"{between}X-Auth-Token: {TOKEN}{between}".join([*texts, FAILURE.decode()])
    found = recognise([text.encode("utf-8", "replace")[cut:]], CATALOGUE, [TOKEN])
    shown = "".join(proof.text for finding in found.findings for proof in (*finding.proofs, finding.last))
    assert TOKEN[:16] not in shown


@pytest.mark.parametrize(
    "before",
    ["https://", "https://kaspi.kz/shop/api/v2/orders/", "?token%3D", "\\n", "\\u0022", "%2F", "%0A", "Token", "_"],
)
def test_a_token_is_known_by_its_shape_whatever_stands_before_it(before: str) -> None:
    """A slash, a letter or the rest of an escape right before a token that nobody has told of does not show it."""
    found = read(f"kaspi.kz {before}{TOKEN}@ Read timed out".encode()).findings[0]
    assert TOKEN[:8] not in found.last.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kaspi.kz Read timed out. token=", f" X {TOKEN} {'z' * 5000}"),
        (f"{'z' * 70_000} {TOKEN} token=", " x-auth-token: Bearer changed-by-hand Read timed out."),
        (f"{'z' * 260_000} kaspi.kz Read timed out. token=", f" X {TOKEN} {'z' * 300_000}"),
    ],
)
def test_a_token_is_not_shown_where_a_long_line_is_cut(before: str, after: str) -> None:
    """Only a part of a long line is looked at; a token that nobody has told of is not shown where that part ends."""
    for masked in range(1550, 2050, 30):
        for finding in read(f"{before}{'A' * masked}{after}".encode()).findings:
            shown = "".join(proof.text for proof in (*finding.proofs, finding.last))
            assert not any(TOKEN[start : start + 8] in shown for start in range(len(TOKEN) - 7))


@given(st.sampled_from(TEXTS), st.integers(1, 50))
@settings(max_examples=100)
def test_it_does_not_matter_how_the_bytes_come(text: str, size: int) -> None:
    """A text in small pieces says the same as in one."""
    data = text.encode()
    whole = [finding.cause.id for finding in read(data).findings]
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert [finding.cause.id for finding in read(*pieces).findings] == whole


def test_an_encoding_is_guessed_from_the_same_bytes_however_many_come_at_once() -> None:
    """UTF-16 without its mark is told by its beginning, even when all of it, and less Latin, comes at once."""
    data = (FAILURE.decode() * 60 + "тест\n" * 4000).encode("utf-16-le")
    pieces = [data[start : start + 512] for start in range(0, len(data), 512)]
    assert first_id(read(data)) == first_id(read(*pieces)) == "user-agent-filtered"


@given(st.binary(max_size=2000), st.integers(1, 300))
@settings(max_examples=100)
def test_every_line_is_read_once(data: bytes, size: int) -> None:
    """The blocks of a stream hold its lines in order, with the right numbers."""
    text = data.decode("latin-1").encode().replace(b"\0", b" ").replace(b"\xef\xbb\xbf", b"")
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    made = list(blocks(pieces))
    assert b"".join(block.data[block.repeated :] for block in made) == text
    assert all(block.number == 1 + text[: text.find(block.data)].count(b"\n") for block in made[:1])


@pytest.mark.parametrize("size", [65_536, 65_537, 100_003, 300_001])
def test_no_character_is_cut_in_two(size: int) -> None:
    """A line of Russian that is longer than a block is read as it is, wherever its pieces meet."""
    text = ("x" + "жук, " * 100_000).encode()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert b"".join(block.data[block.repeated :] for block in blocks(pieces)) == text


def test_memory_does_not_grow_with_the_log() -> None:
    """Thirty times the log takes no more memory to read."""

    def log(times: int) -> Iterator[bytes]:
        piece = FILLING * 2000 + FAILURE
        yield from (piece for _ in range(times))

    def peak(times: int) -> int:
        tracemalloc.start()
        recognise(log(times), CATALOGUE)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    recognise(log(1), CATALOGUE)
    assert peak(60) < peak(6) + 4_000_000


def test_a_line_without_end_is_survived() -> None:
    """In five megabytes without a line break what is in the middle is found, wherever the blocks meet."""
    noise = b"0123456789abcdef" * 62
    for before in (2000, 262_000, 262_140, 524_280):
        data = (noise * 4000)[:before] + b" kaspi.kz: Read timed out. " + noise * 1500
        assert first_id(read(data)) == "user-agent-filtered"


@pytest.mark.parametrize("piece", ["a", "a.", "proxy", "resolv", "squid-", "connect to a"])
def test_a_line_without_a_space_takes_no_time(piece: str) -> None:
    """64 KiB in a row, as of minified JSON or Base64, are looked through for hosts within a second or two."""
    text = (piece * 65536)[:65536] + " Read timed out."
    started = time.process_time()
    read(text.encode())
    assert time.process_time() - started < 2


@pytest.mark.parametrize("line", ["\n", "\r\n", " \n", "|:\n", "\t- \n"])
def test_empty_lines_take_no_time(line: str) -> None:
    """64 KiB of lines with nothing on them, pasted before an error, are gone through once."""
    text = "kaspi.kz\n" + line * (60_000 // len(line)) + " Read timed out.\n"
    started = time.process_time()
    read(text.encode())
    assert time.process_time() - started < 3


def test_lines_are_numbered_through_blocks() -> None:
    """The number of a line far down a log is right, and its time is the line's own."""
    found = read(FILLING * 9000 + FAILURE + FILLING * 9000 + FAILURE).findings[0]
    assert [proof.number for proof in found.proofs] == [9001, 18002]
    assert found.count == 2
    assert found.last.time == "2026-11-24 09:00:00"


def test_a_chain_of_exceptions_counts_once() -> None:
    """urllib3's exception and requests' that follows from it are one failure; two tracebacks are two."""
    chain = (
        "urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed out.\n\n"
        "During handling of the above exception, another exception occurred:\n\n"
        "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed out.\n"
    )
    assert read(chain.encode()).findings[0].count == 1
    assert read((chain * 2).encode()).findings[0].count == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ReadTimeout", "user-agent-filtered"),
        ("ReadTimeout\nsee https://api.example.com/v1", None),
        ("kaspi bot\nReadTimeout\nsee https://api.example.com/v1", "user-agent-filtered"),
        ("https://api.example.com: ReadTimeout\nkaspi ok", None),
        ("127.0.0.1:8000 ReadTimeout", None),
    ],
)
def test_whose_failure_it_is(text: str, expected: str | None) -> None:
    """A text that names nobody is the user's question; one that names another host, and no Kaspi, is not ours."""
    assert first_id(read(text.encode())) == expected


def test_only_the_surest_lines_speak_for_a_cause() -> None:
    """Statuses without a body are no evidence for what a title then says, and it is not counted with them."""
    bare = "2026-11-24 10:00 kaspi.kz/shop/api/v2/orders -> HTTP 400 Bad Request\n"
    title = "2026-11-24 10:05 kaspi.kz {'title': 'Actual [30], max [14].'}\n"
    found = read((bare * 3 + title + bare).encode()).findings
    assert (found[0].cause.id, found[0].count, found[0].proofs[0].number) == ("date-range-too-wide", 1, 4)
    assert [(other.cause.id, other.count) for other in found[1:2]] == [("request-refused", 4)]


VAGUE = "2026-11-24 10:00 ERROR {}Couldn't connect to server\n"
SURE = "2026-11-24 10:01 ERROR {}Connection refused\n"
OF_KASPI = "Failed to connect to kaspi.kz port 443: "


@pytest.mark.parametrize(
    "lines",
    [
        (VAGUE.format(OF_KASPI), SURE.format("[Errno 111] ")),
        (SURE.format("[Errno 111] "), VAGUE.format(OF_KASPI)),
        (VAGUE.format("curl: (7) "), SURE.format(OF_KASPI)),
        (SURE.format(OF_KASPI), VAGUE.format("curl: (7) ")),
    ],
)
def test_a_surer_line_counts_alone_whoever_it_names(lines: tuple[str, str]) -> None:
    """A line that is sure speaks for its cause alone, whether it or the one that leaves causes open names Kaspi."""
    found = read("".join(lines).encode()).findings[0]
    assert (found.cause.id, found.confidence, found.count) == ("connection-refused", Confidence.CERTAIN, 1)
    assert "refused" in found.proofs[0].text


def test_a_browsers_name_in_the_request_turns_the_order() -> None:
    """When the text shows a User-Agent of its own, the silence has another cause first."""
    sent = b"> User-Agent: Mozilla/5.0\ncurl: (28) Operation timed out after 9001 milliseconds with 0 bytes received"
    assert first_id(read(sent)) != "user-agent-filtered"
    assert "user-agent-filtered" in {finding.cause.id for finding in read(sent).findings}


def test_binary_around_a_text_does_not_hide_it() -> None:
    """A message within a binary file is found."""
    rubbish = bytes(range(256)) * 1200
    assert first_id(read(rubbish + b"\nkaspi.kz: certificate has expired\n" + rubbish)) == "tls-certificate-expired"
