"""Plain text becomes what its writer saw, and the better of two versions is chosen."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.message import Message
from agent.reading.parsing import text as texts
from agent.reading.parsing.parse import parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def read(content_type: str, body: str, *more: str) -> Message:
    head = ("From: ann@acme.example", "Subject: x", f"Content-Type: {content_type}", *more, "", body)
    message = parse("\n".join(head).encode(), NOW)
    assert isinstance(message, Message), message
    return message


def alternative(plain: str, page: str) -> Message:
    parts = f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{page}\n--b--\n"
    return read("multipart/alternative; boundary=b", parts)


def test_flowed_lines_are_joined_within_one_depth_and_unstuffed() -> None:
    body = "We would like \nto invite you.\n \n>From Monday on \n>> deeper\n  indented"
    assert texts.plain(body, flowed=True, delsp=False) == (
        "We would like to invite you.\n\n> From Monday on\n>> deeper\n indented"
    )


def test_delsp_takes_the_blank_away_that_marks_the_join() -> None:
    assert texts.plain("Vorstel \nlung", flowed=True, delsp=True) == "Vorstellung"


def test_the_signature_mark_is_never_joined() -> None:
    assert texts.plain("Bye \n-- \nAnn", flowed=True, delsp=False) == "Bye\n--\nAnn"


@given(st.text(alphabet="ab> -\n", max_size=60), st.booleans())
def test_unflowing_keeps_every_letter_in_order(body: str, delsp: bool) -> None:
    letters = [c for c in body if c in "ab"]
    assert [c for c in texts.plain(body, flowed=True, delsp=delsp) if c in "ab"] == letters


def test_lines_broken_by_a_program_are_joined_and_the_writers_own_are_not() -> None:
    wrapped = (
        "Thank you for coming in on Tuesday. We enjoyed our conversation and would\n"
        "like to invite you to a second interview with the head of the department\n"
        "next week.\n\nTuesday at ten\nWednesday at noon\n\nYours"
    )
    assert texts.unwrapped(wrapped).split("\n") == [
        (
            "Thank you for coming in on Tuesday. We enjoyed our conversation and would like to invite you to a second "
            "interview with the head of the department next week."
        ),
        "",
        "Tuesday at ten",
        "Wednesday at noon",
        "",
        "Yours",
    ]


def test_list_items_and_labels_begin_lines_of_their_own() -> None:
    lines = ["x" * 70, "- second point of the list", "Date: Monday", "1. first of all"]
    assert texts.unwrapped("\n".join(lines)).split("\n") == lines


def test_text_that_was_never_wrapped_stays() -> None:
    long = "word " * 60
    assert texts.unwrapped(f"{long}\nshort\n{long}") == f"{long}\nshort\n{long}"
    assert texts.unwrapped("") == ""


@given(st.text(alphabet="ab c\n-", max_size=300))
def test_unwrapping_changes_line_ends_only(body: str) -> None:
    assert texts.unwrapped(body).replace("\n", " ") == body.replace("\n", " ")


@pytest.mark.parametrize(
    ("plain", "page", "chosen"),
    [
        (
            "Dear Sam, please come on Monday.",
            "<p>Dear Sam, please come on Monday.</p>",
            "Dear Sam, please come on Monday.",
        ),
        ("", "<p>Dear Sam</p>", "Dear Sam"),
        ("   \n", "<p>Dear Sam</p>", "Dear Sam"),
        ("https://acme.example/m/1", "<p>Dear Sam, come on Monday</p>", "Dear Sam, come on Monday"),
        (
            "Please view this e-mail in your browser: https://acme.example/m/1",
            "<p>" + "Dear Sam, please come on Monday to our office. " * 4 + "</p>",
            ("Dear Sam, please come on Monday to our office. " * 4).strip(),
        ),
        (
            "Ihr Programm zeigt keine HTML-Ansicht.",
            "<p>" + "Wir laden Sie zum Gespräch ein. " * 4 + "</p>",
            ("Wir laden Sie zum Gespräch ein. " * 4).strip(),
        ),
        (
            "Please open the link in a browser and pick a time.",
            "<p>Short</p>",
            "Please open the link in a browser and pick a time.",
        ),
        ("Dear Sam", "", "Dear Sam"),
    ],
)
def test_the_plain_version_is_read_unless_it_says_nothing(plain: str, page: str, chosen: str) -> None:
    assert alternative(plain, page).text == chosen


def test_an_empty_page_is_never_preferred() -> None:
    assert not texts.prefer_html("", " ")


def test_html_that_calls_itself_plain_is_read_as_html() -> None:
    assert read("text/plain", "<!DOCTYPE html><html><body><p>Dear Sam</p></body></html>").text == "Dear Sam"


def test_texts_that_follow_one_another_are_joined_and_repetition_is_left_out() -> None:
    parts = "--b\n\nDear Sam\n--b\nContent-Type: text/html\n\n<p>Dear Sam</p>\n--b\n\nSecond thought\n--b--\n"
    assert read("multipart/mixed; boundary=b", parts).text == "Dear Sam\n\nSecond thought"


def test_links_written_out_lose_the_punctuation_around_them() -> None:
    body = "Join (https://zoom.us/j/1), or see <https://acme.example/a?b=c&d>. Again https://zoom.us/j/1!"
    assert read("text/plain", body).links == ("https://zoom.us/j/1", "https://acme.example/a?b=c&d")


@pytest.mark.parametrize(
    ("content_type", "encoding", "body", "words"),
    [
        ("text/plain; charset=utf-8", "quoted-printable", "Gespr=C3=A4ch am=\n Montag", "Gespräch am Montag"),
        ("text/plain; charset=utf-8", "base64", "R2VzcHLDpGNo", "Gespräch"),
        ("text/plain; charset=utf-8", "BASE64 ", "R2VzcHLDpGNo", "Gespräch"),
        ("text/plain; charset=none-such", "8bit", "Gespräch", "Gespräch"),
        ("text/plain", "x-unheard-of", "Gespräch", "Gespräch"),
        ("nonsense", "7bit", "Dear Sam", "Dear Sam"),
    ],
)
def test_encodings_are_undone(content_type: str, encoding: str, body: str, words: str) -> None:
    assert read(content_type, body, f"Content-Transfer-Encoding: {encoding}").text == words


def test_a_text_file_attached_is_no_part_of_the_letter() -> None:
    attached = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nx'
    parts = f"--b\n\nDear Sam\n--b\n{attached}\n--b--\n"
    message = read("multipart/mixed; boundary=b", parts)
    assert (message.text, message.attachments) == ("Dear Sam", ("a.txt",))


def test_an_enclosed_message_is_forwarded_matter_with_its_heading() -> None:
    inner = "From: Bo <bo@acme.example>\nSubject: Offer\nMessage-ID: <1@acme.example>\n\nWe offer you the job."
    message = read(
        "multipart/mixed; boundary=b", f"--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    assert message.text == "See below."
    assert message.forwarded == "From: Bo <bo@acme.example>\nSubject: Offer\n\nWe offer you the job."
