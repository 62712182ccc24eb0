"""The sieve lets through whatever could concern a job, however it is encoded, and answers the same every time."""

import base64
import quopri
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.parsing.sieve import Sieve, thread_hash, thread_of

WORDS = ("Interview", "vorstellungsgespräch", "bewerb", "abacus", "phone screen")
NOBODY: frozenset[str] = frozenset()
HEAD = "From: Shop <news@shop.example>\r\nSubject: Sale\r\n"


def passes(raw: str | bytes, threads: frozenset[str] = NOBODY, contacts: frozenset[str] = NOBODY) -> bool:
    return Sieve(WORDS).passes(raw.encode() if isinstance(raw, str) else raw, threads, contacts)


def encoded(body: bytes, encoding: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    head = f"{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "\r\nYour INTERVIEW on Monday",
        HEAD + "\r\nTelefoninterviews",
        HEAD + "\r\nIhre Bewerbung",
        HEAD + "\r\nZum Vorstellungsgespräch",
        HEAD + "\r\nZUM VORSTELLUNGSGESPRÄCH",
        (HEAD + "\r\nZum Vorstellungsgespräch").encode("latin-1"),
        HEAD + "\r\nZum Vorstellungsgespr&auml;ch",
        HEAD + "\r\na phone\r\nscreen",
        "From: Bewerbung <x@y.example>\r\n\r\n",
        "Subject: Your interview\r\n\r\n",
        "Subject: =?utf-8?b?SW50ZXJ2aWV3?=\r\n\r\n",
        "Subject: =?utf-8?q?Inter?=\r\n =?utf-8?q?view?=\r\n\r\n",
        "Subject: =?utf-8?q?Ein_Vorstellungsgespr=C3=A4ch?=\r\n\r\n",
        encoded(b"In=\r\nterview", "quoted-printable"),
        encoded(b"Int=65rview", "Quoted-Printable"),
        encoded(b"Vorstellungsgespr=C3=A4ch", "quoted-printable"),
        encoded(b"href=abacus", "quoted-printable"),
        encoded(base64.encodebytes(b"Your interview on Monday"), "base64"),
        encoded(base64.b64encode(b"Your interview on Monday").rstrip(b"="), "BASE64", "text/html"),
        f"{HEAD}Content-Transfer-Encoding: base64\r\n\r\n{base64.b64encode(b'Your interview').decode()}",
        HEAD + "\r\n--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n",
        HEAD + "Content-Type: text/calendar\r\n\r\n",
        HEAD + "\r\nBEGIN:VCALENDAR",
        HEAD + "\r\nContent-Disposition: attachment; filename=invite.ics",
        HEAD + "Content-Type: text/plain; charset=utf-16\r\n\r\n",
        HEAD + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" * 101,
    ],
)
def test_a_word_or_a_calendar_passes_in_any_guise(raw: str | bytes) -> None:
    assert passes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "\r\nTwo for the price of one",
        "",
        "\r\n\r\n",
        "no header at all",
        HEAD + "Received: from interview.example\r\n\r\nTwo for one",
        encoded(base64.b64encode(b"an interview in a picture"), "base64", "image/png"),
        encoded(base64.b64encode(b"two for one"), "base64"),
        encoded(b"tw=6F for one", "quoted-printable"),
        "Subject: =?utf-8?b?U2FsZQ==?=\r\n\r\n",
    ],
)
def test_mail_without_any_sign_is_held_back(raw: str | bytes) -> None:
    assert not passes(raw)


def test_an_answer_in_a_known_thread_passes() -> None:
    raw = HEAD + "References: <a@x.example>\r\n <b@x.example>\r\nIn-Reply-To: <b@x.example>\r\n\r\nYes."
    assert passes(raw, threads=frozenset({thread_hash("<b@x.example>")}))
    assert not passes(raw, threads=frozenset({thread_hash("<c@x.example>")}))


def test_a_known_contact_passes() -> None:
    assert passes("from:\r\n ann <ANN@acme.example>\r\n\r\nYes.", contacts=frozenset({"ann@acme.example"}))
    assert not passes("To: ann@acme.example\r\n\r\nYes.", contacts=frozenset({"ann@acme.example"}))


def test_the_thread_of_a_message_is_the_hashed_ids_it_answers() -> None:
    raw = b"In-Reply-To: <b@x.example>\nReferences: <a@x.example> <b@x.example>\n\nReferences: <c@x.example>"
    assert set(thread_of(raw)) == {thread_hash("<a@x.example>"), thread_hash("<b@x.example>")}
    assert thread_of(b"Subject: none\n\n") == ()
    assert len(thread_hash("<a@x.example>")) == 16


def test_without_words_only_threads_contacts_and_calendars_pass() -> None:
    sieve = Sieve(("", "  "))
    assert not sieve.passes(b"Subject: Interview\n\n", NOBODY, NOBODY)
    assert sieve.passes(b"Subject: x\n\nBEGIN:VCALENDAR", NOBODY, NOBODY)


LETTERS = st.text(alphabet="abcdef efghij=\r\n.", max_size=40)


@given(LETTERS, st.sampled_from(("Interview", "ABACUS", "bewerbung")), LETTERS, st.integers(0, 4))
def test_no_encoding_hides_a_word(before: str, word: str, after: str, how: int) -> None:
    text = f"{before} {word} {after}".encode()
    if how == 0:
        raw = encoded(quopri.encodestring(text), "quoted-printable")
    elif how == 1:
        raw = encoded(base64.encodebytes(text), "base64")
    elif how == 2:
        everything = b"".join(b"=%02X" % octet for octet in text)
        raw = encoded(b"=\r\n".join(everything[i : i + 72] for i in range(0, len(everything), 72)), "quoted-printable")
    elif how == 3:
        subject = Header(" ".join(text.decode().split()), "utf-8").encode(linesep="\r\n")
        raw = f"Subject: {subject}\r\n\r\n".encode()
    else:
        # A part that is not encoded, in a message of which another part is.
        raw = encoded(b"x=3D1\r\n--b\r\n\r\n" + text, "quoted-printable")
    assert passes(raw)


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_what_was_sieved_before_changes_no_answer(messages: list[bytes]) -> None:
    sieve = Sieve(WORDS)
    first = [sieve.passes(raw, NOBODY, NOBODY) for raw in messages]
    assert [sieve.passes(raw, NOBODY, NOBODY) for raw in messages] == first
    assert [Sieve(WORDS).passes(raw, NOBODY, NOBODY) for raw in messages] == first


def test_memory_of_words_seen_is_given_back() -> None:
    sieve = Sieve(WORDS)
    many = " ".join("".join(chr(97 + (n // 26**k) % 26) for k in range(5)) for n in range(110_000))
    assert not sieve.passes(b"\n\n" + many.encode(), NOBODY, NOBODY)
    assert not sieve.passes(b"\n\n" + many.encode(), NOBODY, NOBODY)
    assert sieve.passes(b"\n\ninterview", NOBODY, NOBODY)
