"""From an action to a draft: the right words, in the right thread, to one person, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Address, Identity, Part, Person
from agent.tracking import Noted
from agent.writing import Draft, Refused, Templates, compose
from agent.writing.demands import DEMANDS
from agent.writing.lint_content import TOO_SIMILAR, similarity
from agent.writing.samples import ME as SAMPLE_USER
from agent.writing.samples import sample_actions
from agent.writing.values import values
from tests.writing.records import (
    HELD,
    INTERVIEW,
    LENA,
    ME,
    PRIYA,
    SHIPPED,
    SITUATIONS,
    TOM,
    action,
    answering,
    application,
    draft,
    mail,
    one_template,
    parsed,
    refused,
)

FACT = "I am writing about the {{ role }} role at {{ company }} and my interview on {{ interview_date }}."
QUESTION = "Could you tell me what comes next, and roughly when?"


@pytest.mark.parametrize("template", sorted(SITUATIONS))
def test_every_kind_of_draft_is_written_without_a_remark(template: str) -> None:
    written = draft(action(template))
    assert written.remarks == ()
    assert written.occasion == f"harbour-operations-analyst/{template}/uid-1@harbour.example/1"


def test_a_draft_is_one_plain_message_to_one_person() -> None:
    written = draft(answering())
    message = parsed(written.raw)
    assert message["To"] == "Priya Nair <priya.nair@harbour.example>"
    assert message["From"] == "Robin Marsh <robin@marsh.example>"
    assert message["Message-ID"] == written.message_id
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == written.text
    assert (written.to, message["Cc"], message["Bcc"]) == ("priya.nair@harbour.example", None, None)
    assert message["Date"].datetime == datetime(2026, 3, 25, 10, 15, tzinfo=UTC)


def test_the_date_is_told_in_the_users_own_zone() -> None:
    me = replace(ME, timezone="Asia/Tokyo")
    assert parsed(draft(action(), me).raw)["Date"] == "Wed, 25 Mar 2026 19:15:00 +0900"


def test_a_zone_nobody_knows_leaves_the_instant_as_it_is() -> None:
    assert parsed(draft(action(), replace(ME, timezone="Mars/Olympus")).raw)["Date"].endswith("10:15:00 +0000")


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("Interview for Operations Analyst", "Re: Interview for Operations Analyst"),
        ("Re: Interview", "Re: Interview"),
        ("RE: AW: Re[2]: SV: Interview", "Re: Interview"),
        ("回复\uff1aInterview", "Re: Interview"),
        ("Fwd: Interview", "Re: Fwd: Interview"),
        ("Re: Vorstellungsgespräch – nächste Woche", "Re: Vorstellungsgespräch – nächste Woche"),
        ("Interview\r\nBcc: eve@evil.example", "Re: Interview Bcc: eve@evil.example"),
        ("URGENT! Interview!", "Re: URGENT! Interview!"),
        ("Reference check", "Re: Reference check"),
        ("Ref: HFA-118", "Re: Ref: HFA-118"),
        ("x" * 5000, "Re: " + "x" * 250),
    ],
)
def test_a_thread_keeps_its_subject_with_one_re(subject: str, kept: str) -> None:
    written = draft(answering(subject=subject))
    assert written.subject == kept
    assert parsed(written.raw)["Subject"] == kept


@pytest.mark.parametrize("subject", ["", "Re:", "Re: AW:  "])
def test_a_thread_without_a_subject_gets_one_of_ours(subject: str) -> None:
    assert draft(answering(subject=subject)).subject == "Operations Analyst interview – Robin Marsh"


def test_a_new_thread_takes_the_first_subject_that_fits() -> None:
    long = application(role="Senior Principal Operations and Logistics Analyst", promise=None)
    assert draft(action(app=long)).subject == "Interview at Harbour Freight Analytics"


def test_a_new_thread_has_no_thread_headers() -> None:
    message = parsed(draft(action()).raw)
    assert message["In-Reply-To"] is None
    assert message["References"] is None


LONG_ID = f"<{'A1b2' * 50}@eu-west-1.amazonses.example>"


def test_long_ids_stand_in_the_bytes_as_they_came() -> None:
    raw = draft(answering(message_id=LONG_ID, references=("<root@harbour.example>",))).raw
    assert f"\r\nIn-Reply-To: {LONG_ID}\r\n".encode() in raw
    assert f"\r\nReferences: <root@harbour.example> {LONG_ID}\r\n".encode() in raw


@pytest.mark.parametrize("length", [10, 60, 225])
def test_references_are_trimmed_in_the_middle_and_keep_first_and_last(length: int) -> None:
    ids = tuple(f"<{n:03}{'x' * length}@harbour.example>" for n in range(60))
    raw = draft(answering(message_id=ids[-1], references=ids[:-1])).raw
    (line,) = re.findall(rb"\r\nReferences: ([^\r]*)\r\n", raw)
    kept = line.decode().split()
    assert (kept[0], kept[-1]) == (ids[0], ids[-1])
    assert kept[1:] == list(ids[len(ids) - len(kept) + 1 :])
    assert len(kept) <= 20
    assert len(line) <= 900


def test_without_references_the_parents_in_reply_to_stands_in() -> None:
    raw = draft(answering(in_reply_to=("<a@x.example>", "<b@x.example>"))).raw
    assert b"\r\nReferences: <a@x.example> <invite-7@harbour.example>\r\n" in raw


def test_an_id_is_referred_to_once() -> None:
    ids = ("<a@x.example>", "<invite-7@harbour.example>", "<a@x.example>")
    raw = draft(answering(references=ids)).raw
    assert b"\r\nReferences: <a@x.example> <invite-7@harbour.example>\r\n" in raw


@pytest.mark.parametrize(
    "hostile", [None, "", "plain", "<a b@x>", "<a\r\nBcc: e@x>", "<é@x>", "<" + "a" * 300 + "@x>", "<a><b>"]
)
def test_a_malformed_id_is_dropped_and_the_subject_kept(hostile: str | None) -> None:
    message = parsed(draft(answering(message_id=hostile, references=("junk", "<ok@x.example>"))).raw)
    assert message["In-Reply-To"] is None
    assert message["References"] == "<ok@x.example>"
    assert message["Subject"] == "Re: Interview for Operations Analyst"


@pytest.mark.parametrize(
    ("written_to", "sender"),
    [
        ("robin@marsh.example", "robin@marsh.example"),
        ("robin.marsh@post.example", "robin.marsh@post.example"),
        ("robin+jobs@marsh.example", "robin+jobs@marsh.example"),
        ("list@harbour.example", "robin@marsh.example"),
    ],
)
def test_the_draft_is_from_the_address_they_wrote_to(written_to: str, sender: str) -> None:
    to = (Address("", "office@harbour.example"), Address("", written_to))
    written = draft(answering(to=to))
    assert parsed(written.raw)["From"].addresses[0].addr_spec == sender
    assert written.message_id.endswith(f"@{sender.partition('@')[2]}>")


def test_a_new_thread_is_from_the_address_they_last_wrote_to() -> None:
    mails = (mail(), mail(fingerprint="f2", cc=(Address("", "robin.marsh@post.example"),), to=()))
    written = draft(action(app=application(mails=mails, promise=None)))
    assert parsed(written.raw)["From"].addresses[0].addr_spec == "robin.marsh@post.example"


@pytest.mark.parametrize(
    ("me", "ending"),
    [
        (ME, "Robin Marsh\n"),
        (replace(ME, phone="+44 161 496 0000"), "Robin Marsh\n+44 161 496 0000\n"),
        (replace(ME, signature="Robin Marsh\nAnalyst\r\n  Leeds  ", phone="1"), "Robin Marsh\nAnalyst\nLeeds\n"),
        (replace(ME, name=""), ""),
        (replace(ME, signature="marsh.example"), "Robin Marsh\nmarsh.example\n"),
    ],
)
def test_a_draft_is_signed_as_the_profile_says(me: Identity, ending: str) -> None:
    assert draft(action(), me).text.partition(",\n")[2].rpartition(",\n")[2] == ending


PANEL = tuple(
    Person(f"{n} Lee", f"{n.lower()}@harbour.example", Part.INTERVIEWER) for n in ("Ada", "Bo", "Cy", "Di", "Ed")
)


def test_no_two_members_of_a_panel_get_the_same_letter() -> None:
    held = replace(INTERVIEW, people=PANEL)
    app = application(interviews=(held,), notes=(), promise=None)
    letters = {draft(action("thank_you", app=app, to=p, interview=held)).text.partition("\n")[2] for p in PANEL}
    assert len(letters) == len(PANEL)


@pytest.mark.parametrize("part", [Part.COORDINATOR, Part.CONSULTANT, Part.RECRUITER])
def test_whoever_arranged_the_interview_is_thanked_for_that_and_asked_to_pass_thanks_on(part: Part) -> None:
    wish = action("thank_you", to=replace(LENA, part=part))
    written = draft(wish)
    assert written.remarks == ()
    assert re.search(
        r"thank you for (?:arranging|setting up)|thanks for your help in organising", written.text, re.IGNORECASE
    )
    assert "Priya Nair and Tom Ellis" in written.text
    without = Templates(tuple((n, s) for n, s in SHIPPED.sources if "coordinator" not in n))
    assert draft(wish, templates=without).text.startswith("Dear Lena,")


def test_a_second_draft_on_an_occasion_takes_the_next_wording() -> None:
    first = action()
    second = replace(first, occasion=replace(first.occasion, n=2))
    assert draft(first).text != draft(second).text


def test_what_they_have_read_before_is_said_in_other_words() -> None:
    first = draft(action())
    second = draft(action(), sent_before=(first.text,))
    assert second.text != first.text
    everything = [draft(action(), sent_before=sent).text for sent in ((), (first.text,), (first.text, second.text))]
    last = compose(action(), ME, SHIPPED, everything)
    assert isinstance(last, Refused)
    assert {p.lint for p in last.problems} == {"L20"}


def test_the_topic_of_the_users_note_makes_the_letter_specific_and_the_rest_of_the_note_stays_private() -> None:
    note = Noted(
        "x", HELD + timedelta(hours=1), "I was nervous about SQL\nTopic: forecasting port delays.\nask about hours"
    )
    text = draft(action("thank_you", app=application(notes=(note,), promise=None))).text
    assert "forecasting port delays" in text
    assert "nervous" not in text
    assert "hours" not in text


def test_a_note_from_before_the_interview_is_not_what_was_talked_about() -> None:
    note = Noted("x", HELD - timedelta(days=1), "topic: bring the portfolio")
    assert "portfolio" not in draft(action("thank_you", app=application(notes=(note,), promise=None))).text


def test_a_language_without_a_template_gets_the_english_one_and_a_remark() -> None:
    written = draft(action(app=application(language="nl-BE", promise=None)))
    assert written.text.startswith("Dear Priya,")
    assert [p.lint for p in written.remarks] == ["L21"]


def test_a_template_of_the_users_own_in_the_threads_language_is_used_with_its_dates() -> None:
    source = (
        "subject: Gespräch\n=== eins\nGuten Tag {{ full_name }},\n\n"
        "vielen Dank für das Gespräch am {{ interview_date }} über die Stelle {{ role }} bei {{ company }}.\n"
        "Können Sie mir sagen, wie es weitergeht und wann ungefähr ich wieder von Ihnen hören werde?\n"
        "Ich freue mich nach wie vor sehr auf die Aufgabe und liefere gern alles nach, was Sie noch brauchen.\n\n"
        "closing: Mit freundlichen Grüßen\n"
    )
    templates = Templates((*SHIPPED.sources, ("status_no_promise.de.txt", source)))
    written = draft(action(app=application(language="de-AT", promise=None)), templates=templates)
    assert "am Donnerstag, 12. März über" in written.text
    assert written.text.endswith("Mit freundlichen Grüßen\nRobin Marsh\n")
    assert written.remarks == ()


@pytest.mark.parametrize(
    "address", [None, "", "nobody", "a@b@c.example", "änn@acme.example", "a@x.example, b@x.example"]
)
def test_without_an_address_that_mail_can_carry_nothing_is_written(address: str | None) -> None:
    assert refused(action(to=replace(PRIYA, address=address))) == {"L07"}


def test_a_profile_without_a_usable_address_is_refused_and_does_not_fail() -> None:
    assert refused(action(), me=replace(ME, addresses=("robin",))) == {"L07"}


def test_a_template_that_is_missing_or_broken_is_said_and_not_guessed() -> None:
    assert refused(action(), templates=Templates(())) == {"template"}
    assert refused(action(), templates=one_template("{{ rolle }}")) == {"template"}


def test_a_template_that_swells_beyond_all_measure_is_refused() -> None:
    app = application(role="x" * 100, promise=None)
    sentences = ["{{role}}" * 60] * 20
    assert refused(action(app=app), templates=one_template(*sentences)) == {"L01"}


def test_the_recipients_name_is_looked_for_where_they_were_seen() -> None:
    nameless = replace(LENA, name="")
    assert draft(action(to=nameless)).text.startswith("Dear Lena,\n")
    seen = application(mails=(mail(sender=replace(LENA, name="Careers")),), people=(LENA,), promise=None)
    assert draft(action(app=seen, to=nameless)).text.startswith("Dear Lena,\n")
    unknown = replace(nameless, address="someone@harbour.example")
    assert draft(action(app=seen, to=unknown)).text.startswith("Dear hiring team,\n")


def test_the_other_interviewers_are_named_and_neither_the_reader_nor_the_user() -> None:
    me_too = Person("Robin Marsh", "robin@marsh.example", Part.INTERVIEWER)
    unnamed = Person("Robin Marsh", None, Part.INTERVIEWER)
    held = replace(INTERVIEW, people=(PRIYA, TOM, LENA, me_too, unnamed, PRIYA))
    app = application(interviews=(held,), promise=None)
    assert values(action("thank_you_to_coordinator", app=app, interview=held), ME, "en")["interviewers"] == (
        "Priya Nair and Tom Ellis"
    )
    assert values(action("thank_you", app=app, interview=held), ME, "en")["interviewers"] == "Tom Ellis"
    many = replace(held, people=PANEL)
    assert "interviewers" not in values(action("thank_you", app=app, interview=many), ME, "en")


def test_without_an_interview_of_its_own_a_draft_speaks_of_the_latest_one_held() -> None:
    first = replace(INTERVIEW, key="one", start=HELD - timedelta(days=7), end=HELD - timedelta(days=7))
    ahead = replace(INTERVIEW, key="three", start=HELD + timedelta(days=90), end=HELD + timedelta(days=90))
    app = application(interviews=(first, INTERVIEW, ahead), promise=None)
    assert "Thursday 12 March" in draft(action(app=app, interview=None)).text


HOSTILE = st.one_of(
    st.text(st.characters(), max_size=150),
    st.sampled_from(
        [
            "{{ 7*7 }}", "{% for i in range(9**9) %}x{% endfor %}", "Ann\r\nBcc: eve@evil.example", "\x00\u202egpj.exe",
            "=?utf-8?q?a=0d=0aBcc:b?=",
            "x" * 9000, "Eve, boss@corp.example", '"><script>', "\ud800", "\U0001d49cnn \u0392aker",
        ]
    ),
)  # fmt: skip


@pytest.mark.slow
@given(name=HOSTILE, company=HOSTILE, role=HOSTILE, subject=HOSTILE, requisition=HOSTILE, message_id=HOSTILE)
def test_whatever_a_mail_says_the_draft_is_sound_or_refused_and_always_the_same(
    name: str, company: str, role: str, subject: str, requisition: str, message_id: str
) -> None:
    wish = answering("status_no_promise", subject=subject, message_id=message_id)
    app = replace(wish.application, company=company, role=role, requisition=requisition)
    wish = replace(wish, application=app, to=replace(PRIYA, name=name))
    written = compose(wish, ME, SHIPPED)
    assert compose(wish, ME, SHIPPED) == written
    if isinstance(written, Refused):
        assert written.problems
        return
    _is_sound(written)


def _is_sound(written: Draft) -> None:
    message = parsed(written.raw)
    allowed = {"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version"}
    assert set(message.keys()) <= allowed | {"Content-Type", "Content-Transfer-Encoding"}
    assert len(set(message.keys())) == len(message.keys())
    assert message["Subject"] == written.subject
    assert [a.addr_spec for a in message["To"].addresses] == [PRIYA.address]
    assert message.get_content().replace("\r\n", "\n") == written.text
    assert written.raw.isascii()
    assert written.raw.count(b"\n") == written.raw.count(b"\r\n")
    assert max(map(len, written.raw.split(b"\r\n"))) <= 998
    assert "49" not in written.text
    assert "{" not in written.text


NAME = st.text(st.sampled_from("qzxjkvw"), min_size=4, max_size=9).map(str.title)
WORD = re.compile(r"[^\W_]+")


@given(
    names=st.lists(NAME, min_size=10, max_size=10, unique=True),
    kind=st.sampled_from(sorted(DEMANDS)),
    turn=st.integers(0, 2),
)
def test_every_word_of_a_draft_is_the_templates_or_a_records(names: list[str], kind: str, turn: int) -> None:
    first, last, company, role, topic, number, why, point, boss, news = names
    turns = sample_actions(kind)
    wish = turns[turn % len(turns)]
    grounds, app = wish.grounds, wish.application
    referee = grounds.referee and replace(grounds.referee, points=point)
    wish = replace(
        wish,
        to=replace(wish.to, name=f"{first} {last}"),
        application=replace(
            app,
            company=company,
            role=role,
            requisition=number,
            notes=(Noted("x", HELD + timedelta(hours=1), f"topic: {topic}"), Noted("x", HELD, f"news: {news}")),
            people=(Person(f"{boss} {boss}", "boss@acme.example", Part.RECRUITER),),
        ),
        grounds=replace(grounds, wish=grounds.wish and replace(grounds.wish, reason=why), referee=referee),
    )
    written = compose(wish, SAMPLE_USER, SHIPPED)
    assert isinstance(written, Draft)
    source = re.sub(r"\{\{.*?\}\}", " ", SHIPPED.source(kind, "en") or "")
    recorded = " ".join((*names, SAMPLE_USER.phone, SAMPLE_USER.name, DAYS_AND_PEOPLE))
    assert set(WORD.findall(written.text)) <= set(WORD.findall(source)) | set(WORD.findall(recorded))


DAYS_AND_PEOPLE = """
Thursday 12 March, 20 March, 2 March, 6 March, 18 March, Monday 30 March at 10:00, or Tuesday 31 March at 14:00 or
16:30 (London time), Wednesday 25 March at 8:30 and 7:30, Friday 27 March at 9:30, Wednesday 8 April, Tuesday 24 March,
March 2026, Ann Baker and Ben Cole
"""
"""The samples' days, times and interviewers."""


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("familiar", [False, True])
def test_a_question_after_a_promise_before_any_interview_still_says_what_it_is_about(
    language: str, familiar: bool
) -> None:
    """In every wording: which one comes first is chosen by the occasion."""
    wish = action("status_after_promise")
    promised = replace(wish.application, interviews=(), language=language, familiar=familiar)
    for n in range(1, 6):
        written = draft(replace(wish, application=promised, interview=None, occasion=replace(wish.occasion, n=n)))
        assert "Harbour" in written.text
        assert written.text.count("?") == 1


def test_once_every_wording_has_been_read_there_their_paragraphs_are_put_together_anew() -> None:
    """A dozen interviewers at one house within half a year: no two letters are much alike, and nobody goes without."""
    before: list[str] = []
    for number in range(12):
        person = replace(PRIYA, name=f"Priya Nair{'abcdefghijkl'[number]}", address=f"p{number}@harbour.example")
        panel = replace(INTERVIEW, people=(person,))
        thanks = action("thank_you")
        wish = replace(thanks, to=person, interview=panel, occasion=replace(thanks.occasion, anchor=f"{number}"))
        written = compose(wish, ME, SHIPPED, before)
        assert isinstance(written, Draft), f"letter {number + 1}"
        assert all(similarity(written.text, text) < TOO_SIMILAR for text in before)
        before.append(written.text)
