"""Hostile shapes: messages made to be cheap to send and dear to read, each under the name of what it does.

Every shape is far over what a real message holds. What must become of each is in `test_bombs`; how long each takes and
how much memory, `python -m tests.bench.worst` tells.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

HEAD = (
    b"From: Ann Ames <ann@acme.example>\nTo: sam@home.example\nSubject: Your interview\nMIME-Version: 1.0\n"
    b"Date: Wed, 11 Mar 2026 10:00:00 +0000\nMessage-ID: <1@acme.example>\n"
)
PLAIN = b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = b"Content-Type: text/html; charset=utf-8\n\n"
MIXED = b'Content-Type: multipart/mixed; boundary="b"\n\n'
CALENDAR = b"Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\n"
WORDS = b"\nWe would like to invite you to an interview for the Analyst role.\n"


def header(field: bytes, value: bytes) -> bytes:
    """A message with one field of this value, in place of its own."""
    rest = b"".join(line + b"\n" for line in HEAD.splitlines() if not line.startswith(field + b":"))
    return field + b": " + value + b"\n" + rest + PLAIN + WORDS


def text(body: bytes) -> bytes:
    return HEAD + PLAIN + WORDS + body


def page(body: bytes) -> bytes:
    return HEAD + HTML + b"<html><body><p>" + WORDS + b"</p>" + body


def event(lines: bytes, before: bytes = b"") -> bytes:
    """A calendar with one event that holds these lines."""
    return (
        HEAD
        + CALENDAR
        + (b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n" + before + b"BEGIN:VEVENT\nUID:1\nDTSTART:20260312T140000Z\n" + lines)
        + b"SUMMARY:Interview\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def nested(depth: int) -> bytes:
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return HEAD + opening + PLAIN + WORDS


def packed(octets: bytes) -> bytes:
    """A text part in base64."""
    return HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(octets)


def zones(rule: bytes) -> bytes:
    standard = (
        b"BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n" + rule + b"END:STANDARD\n"
    )
    return event(
        b"DTSTART;TZID=Own:20260312T140000\n", b"BEGIN:VTIMEZONE\nTZID:Own\n" + standard * 50 + b"END:VTIMEZONE\n"
    )


HEADERS: dict[str, Callable[[], bytes]] = {
    "120 kB of backslashes in From": lambda: header(b"From", b"\\" * 120_000),
    "300 kB of quotation marks in From": lambda: header(b"From", b'"' * 300_000 + b" <ann@acme.example>"),
    "an unclosed comment in From, 5,000 deep": lambda: header(b"From", b"(" * 5_000 + b" ann@acme.example"),
    "encoded words of 0.8 MB": lambda: header(b"Subject", b"=?utf-8?q?inter?= " * 45_000),
    "encoded words that nearly are some": lambda: header(b"Subject", b"=?utf-8?q?=?utf-8?b?" * 5_000),
    "100,000 recipients": lambda: header(b"To", b", ".join(b"p%d@x.example" % n for n in range(100_000))),
    "100,000 ids in References": lambda: header(
        b"References", b" ".join(b"<%d@x.example>" % n for n in range(100_000))
    ),
    "one id of 1 MB": lambda: header(b"Message-ID", b"<" + b"a" * 1_000_000 + b"@x.example>"),
    "100,000 fields": lambda: HEAD + b"".join(b"X-Job-%d: 1\n" % n for n in range(100_000)) + PLAIN + WORDS,
    "a header of 5 MB without an end": lambda: HEAD + b"X-Auto: " + b" folded\n" * 700_000,
    "5 MB of colons": lambda: b":" * 5_000_000,
    "50,000 parameters": lambda: HEAD + b"Content-Type: text/plain" + b"; a=b" * 50_000 + b"\n\n" + WORDS,
    "a charset of NUL": lambda: HEAD + b'Content-Type: text/plain; charset="\0"\n\n' + WORDS,
    "a quadratic charset": lambda: HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + WORDS + b"a" * 400_000,
    "results of 16 kB in comments": lambda: header(b"Authentication-Results", b"mx.x.example; " + b"(" * 16_000),
    "results repeated 5,000 times": lambda: (
        b"Authentication-Results: mx.x.example; spf=pass\n" * 5_000 + (HEAD + PLAIN + WORDS)
    ),
    "a Date of 1 MB": lambda: header(b"Date", b"Wed, " * 200_000),
    "a name of a thousand scripts": lambda: header(
        b"From", "".join(map(chr, range(0x400, 0x2400))).encode() + b" <a@b.example>"
    ),
}
PARTS: dict[str, Callable[[], bytes]] = {
    "50,000 parts": lambda: HEAD + MIXED + (b"--b\n" + PLAIN + b"Part.\n") * 50_000 + b"--b--\n",
    "multiparts nested 2,000 deep": lambda: nested(2_000),
    "messages enclosed 2,000 deep": lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 2_000 + PLAIN + WORDS,
    "lines that nearly are delimiters": lambda: HEAD + MIXED + b"--bx\n" * 500_000,
    "an attachment of 20 MB": lambda: (
        HEAD
        + MIXED
        + (
            b"--b\n"
            + PLAIN
            + WORDS
            + b"--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
        )
        + b"QUJD" * 5_000_000
        + b"\n--b--\n"
    ),
    "5 MB of base64 that is text": lambda: packed(b"interview " * 500_000),
    "5 MB of quoted-printable": lambda: (
        HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=41=\n" * 1_000_000
    ),
    "32 MB of nothing": lambda: HEAD + PLAIN + b"\n" * (32 * 2**20),
    "3,000 base64 words in the body": lambda: text(b"Content-Transfer-Encoding: base64\n\nAAAA\n" * 3_000),
}
PAGES: dict[str, Callable[[], bytes]] = {
    "5 MB of tags": lambda: page(b"<b>" * 1_700_000),
    "elements nested 100,000 deep": lambda: page(b"<div>" * 100_000 + b"interview"),
    "quotations nested 50,000 deep": lambda: page(b"<blockquote type=cite>" * 50_000 + b"interview"),
    "tables nested 50,000 deep": lambda: page(b"<table><tr><td>" * 50_000 + b"interview"),
    "hidden elements that never end": lambda: page(b'<div style="display:none">' * 50_000),
    "a million entities": lambda: page(b"&amp;" * 1_000_000),
    "numeric entities without end": lambda: page(b"&#" + b"9" * 2_000_000 + b";"),
    "entities that nearly are some": lambda: page(b"&notanentityatall" * 200_000),
    "5 MB of <": lambda: page(b"<" * 5_000_000),
    "comments that never end": lambda: page(b"<!--" * 500_000),
    "quotation marks that never end": lambda: page(b'<a href="' * 300_000),
    "one tag with 300,000 attributes": lambda: page(b"<p " + b"a=b " * 300_000 + b">"),
    "one tag of quotation marks": lambda: page(b"<p " + b"'\"" * 300_000 + b">"),
    "one style of 1 MB": lambda: page(b'<p style="' + b"height : " * 120_000 + b'">'),
    "a line of 2 MB": lambda: page(b"interview " * 200_000),
    "100,000 links": lambda: page(b'<a href="https://x.example/">interview</a>' * 100_000),
    "a million cells": lambda: page(b"<td>a</td>" * 300_000),
}
CALENDARS: dict[str, Callable[[], bytes]] = {
    "100,000 guests": lambda: event(b"ATTENDEE;CN=A:mailto:a@x.example\n" * 100_000),
    "7,000 guests within the size limit": lambda: event(b"ATTENDEE;CN=A:mailto:a@x.example\n" * 7_000),
    "10,000 events": lambda: HEAD + CALENDAR + b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nUID:1\nEND:VEVENT\n" * 7_000,
    "components nested 10,000 deep": lambda: event(b"BEGIN:VALARM\n" * 15_000),
    "a line folded 100,000 times": lambda: event(b"DESCRIPTION:a\n" + b" a\n" * 80_000),
    "a recurrence without end": lambda: event(b"RRULE:FREQ=SECONDLY\n" * 1_000),
    "a zone that changes every second": lambda: zones(b"RRULE:FREQ=SECONDLY\n"),
    "a zone with a yearly rule since 1601": lambda: zones(b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"),
    "a thousand zones": lambda: event(
        b"", b"BEGIN:VTIMEZONE\nTZID:a\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n" * 2_000
    ),
    "parameters without end": lambda: event(b"ORGANIZER" + b';CN="a"' * 30_000 + b":mailto:a@x.example\n"),
    "a duration beyond time": lambda: event(b"DURATION:P" + b"9" * 200 + b"D\n"),
    "a date beyond time": lambda: event(b"DTSTART:99991231T235959Z\nDURATION:P9999D\n"),
    "backslashes in a description": lambda: event(b"DESCRIPTION:" + b"\\" * 200_000 + b"\n"),
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "quoted 100,000 deep": lambda: text(b">" * 100_000 + b" interview\n"),
    "100,000 quoted lines": lambda: text(b"> interview\n" * 100_000),
    "quoted deeper with every line": lambda: text(b"".join(b">" * n + b" a\n" for n in range(1_500))),
    "20,000 openings of quotations": lambda: text(b"On Mon, 2 Mar 2026 at 09:12, Ann Ames wrote:\n" * 10_000),
    "openings that do not end": lambda: text(b"On Mon, 2 Mar 2026 " * 20_000),
    "20,000 forwarded headers": lambda: text(b"From: a\nSent: b\nTo: c\nSubject: d\n\n" * 10_000),
    "signatures": lambda: text(b"-- \nAnn Ames\n" * 40_000),
    "phones": lambda: text(b"".join(b"Sent from my phone %d\n" % n for n in range(20_000))),
    "disclaimers": lambda: text(b"".join(b"you are not the intended recipient %d\n\n" % n for n in range(13_000))),
    "one word of 500 kB": lambda: text(b"a" * 500_000),
    "one sentence of 500 kB": lambda: text(b"interview " * 50_000),
    "full stops": lambda: text(b". " * 250_000),
    "abbreviations": lambda: text(b"Mr. e.g. a.m. Inc. " * 26_000),
    "questions": lambda: text(b"Are you free? " * 36_000),
    "bullets": lambda: text(b"- a\n" * 120_000),
    "labels": lambda: text(b"Role: Analyst\nCompany: Acme\nDate: Monday\n" * 12_000),
    "dates": lambda: text(b"on Thursday, 12 March 2026 at 10:30 am GMT or " * 11_000),
    "dates, one a line": lambda: text(b"Thursday, 12 March 2026, 10:30 am - 11:00 am GMT\n" * 10_000),
    "times in full sentences": lambda: text((WORDS + b"Are you free at " + b"10:00-" * 180 + b".\n") * 160),
    "times of another language": lambda: text(
        (WORDS + b"Are you free \xc3\xa0 " + b"10 h \xc3\xa0 " * 130 + b".\n") * 160
    ),
    "numbers": lambda: text(b"12 3 2026 10 30 " * 31_000),
    "digits": lambda: text(b"1" * 500_000),
    "times": lambda: text(b"10:00-10:30, " * 38_000),
    "promises": lambda: text(b"we will get back to you by the end of next week " * 10_000),
    "names": lambda: text(b"Ann Lee of Acme Holdings and Bob de la Roe for " * 10_000),
    "names, one a line": lambda: text(b"Ann Lee\nHead of Talent\nAcme Ltd\n\n" * 15_000),
    "capitals": lambda: text(b"A " * 250_000),
    "addresses": lambda: text(b"a@b.example " * 41_000),
    "addresses that nearly are some": lambda: text(b"a.a.a.a.a.a@" * 40_000),
    "links": lambda: text(b"https://x.example/a " * 25_000),
    "brackets": lambda: text(b"(((((" * 100_000),
    "hyphens": lambda: text(b"a-a-a-a-" * 60_000),
    "apostrophes": lambda: text(b"a'a'a'a'" * 60_000),
    "contractions": lambda: text(b"we've won't you'll " * 26_000),
    "combining marks": lambda: text("á\u0301\u0301\u0301".encode() * 60_000),
    "greetings and thanks": lambda: text(
        b"Dear Sam,\n\nThank you for applying to Acme.\n\nBest regards,\nAnn\n\n" * 7_000
    ),
    "names that never end": lambda: text((b"Thank you for applying to " + b"A/" * 500 + b"\n\n") * 400),
    "gaps that never end": lambda: text(
        (b"Thank you for your application for the job of " + b".-" * 500 + b"\n\n") * 400
    ),
    "tails that never end": lambda: text((b"Thank you for applying to Acme" + b".," * 500 + b"x\n\n") * 400),
    "roles with such tails": lambda: text((b"the position of Analyst" + b".-," * 300 + b"x at Acme\n\n") * 400),
    "links that never end": lambda: text(b"http://" * 70_000),
    "what fakes say": lambda: text(
        b"you pay a registration fee to us by bitcoin which is refunded with your first salary " * 5_700
    ),
    "wrapped lines": lambda: text((b"we would like to invite you to talk about it " * 2 + b"\n") * 5_000),
    "flowed lines": lambda: (
        HEAD + b"Content-Type: text/plain; format=flowed; delsp=yes\n\n" + WORDS + b">" * 50 + b" a \n" * 100_000
    ),
}
SHAPES = {**HEADERS, **PARTS, **PAGES, **CALENDARS, **TEXTS}
