"""What the user says of messages: one word wins over every lesson, and a lesson removed was never learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.reading import Direction, Facts, Kind, Reading, Said, Trust
from agent.tracking import (
    Ambiguous,
    Application,
    ApplicationOpened,
    Corrected,
    Event,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Noted,
    Outcome,
    Scope,
    Stage,
    Unrelated,
    believed,
    file,
    fold,
    moves,
    replay,
    routed,
    taught_by,
)
from agent.tracking.transitions import MOVES
from tests.tracking.mails import ANN, APP, facts, filed, mail, on
from tests.tracking.strategies import FINGERPRINTS, IDS, events, lessons, readings, teachings

LAW = settings(max_examples=60)
HISTORIES = st.lists(events(st.sampled_from(IDS)) | teachings(), min_size=1, max_size=10)
FRESH = 9
"""A number no lesson of a history has."""


def word(field: str, value: str, fingerprint: str, day: float = 20, app: str = APP) -> Corrected:
    return Corrected(app, on(day), field, value, fingerprint)


def lesson(
    field: str,
    value: str,
    scope: Scope = Scope.SENDER,
    *whose: str,
    number: int = 1,
    day: float = 20,
    instead: str = "",
) -> LessonLearned:
    names = {Scope.SENDER: ANN.address, Scope.DOMAIN: ANN.domain, Scope.THREAD: "<ack@mail.example>"}
    about = whose or (names[scope],)
    of: Any = field
    return LessonLearned(number, on(day), scope, about, of, value, "source", "you said so", instead)


def understood(reading: Reading, *said: Event) -> Reading:
    return taught_by(said).understood(reading)


def filing(known: Mapping[str, Application], reading: Reading, *said: Event) -> tuple[Event, ...]:
    verdict = file(known, reading, taught_by(said))
    assert isinstance(verdict, tuple)
    return verdict


def rests_on(event: Event) -> tuple[int, ...]:
    assert isinstance(event, MailFiled)
    return event.lessons


class TestTheLaws:
    @LAW
    @given(HISTORIES.flatmap(lambda happened: st.tuples(st.just(happened), st.permutations(happened))))
    def test_mails_words_lessons_and_removals_fold_to_the_same_in_any_order(
        self, both: tuple[list[Event], list[Event]]
    ) -> None:
        in_time, shuffled = both
        assert replay(in_time) == replay(shuffled)

    @LAW
    @given(HISTORIES)
    def test_folding_one_by_one_says_what_replay_says(self, happened: list[Event]) -> None:
        taught = taught_by(happened)
        one_by_one: dict[str, Application] = {}
        for event in routed(happened, taught):
            one_by_one[event.application] = fold(one_by_one.get(event.application), event, taught)
        assert replay(happened) == one_by_one

    @LAW
    @given(HISTORIES, lessons(st.just(FRESH)), st.sampled_from(IDS), readings(), st.randoms())
    def test_a_lesson_removed_is_as_one_never_learned(
        self,
        happened: list[Event],
        learned: LessonLearned,
        name: str,
        reading: Reading,
        random: Random,
    ) -> None:
        fingerprint = f"{FRESH:064x}"
        new = replace(reading, envelope=replace(reading.envelope, fingerprint=fingerprint))
        upon_it: list[Event] = [
            ApplicationOpened(name, new.at, "Acme", "", "a mail", fingerprint=fingerprint),
            MailFiled(name, new.at, new, "your lesson says so", (FRESH,)),
        ]
        removed = LessonRemoved(FRESH, learned.at, "you took it away")
        with_it = [*happened, learned, *upon_it, removed]
        random.shuffle(with_it)
        assert replay(with_it) == replay(happened)

    @LAW
    @given(HISTORIES, st.sampled_from(FINGERPRINTS), st.sampled_from(IDS))
    def test_a_message_moved_is_as_if_it_had_been_filed_there_at_once(
        self, happened: list[Event], fingerprint: str, home: str
    ) -> None:
        moved = [*happened, Corrected("", on(4000), "application", home, fingerprint)]

        def at_once(event: Event) -> Event:
            if not isinstance(event, MailFiled) or event.application == home:
                return event
            if event.reading.envelope.fingerprint != fingerprint:
                return event
            return replace(event, application=home, because="you said so")

        assert replay(map(at_once, moved)) == replay(moved)

    @LAW
    @given(st.lists(lessons(), max_size=6), readings(), st.sampled_from(Kind))
    def test_a_word_on_a_message_wins_over_every_lesson(
        self, learned: list[LessonLearned], reading: Reading, kind: Kind
    ) -> None:
        name = reading.envelope.fingerprint
        said = [word(field, value, name) for field, value in (("kind", kind), ("company", "Initech"), ("role", ""))]
        taught = taught_by([*learned, *said, word("application", "globex", name)])
        after = taught.understood(reading)
        assert (after.kind, after.confidence) == (kind, 1.0)
        assert (after.facts.company, after.facts.role) == (Said("Initech", "Initech"), None)
        home = taught.home(reading)
        assert home is not None
        assert home.application == "globex"

    @LAW
    @given(st.lists(lessons(), max_size=6), readings())
    def test_lessons_never_make_another_statement_of_what_reading_is_sure_of(
        self, learned: list[LessonLearned], reading: Reading
    ) -> None:
        after = understood(reading, *learned)
        absolute = after.kind is Kind.NOT_JOB and after.confidence == 1.0
        if believed(reading) and MOVES[reading.kind].speaks and not absolute:
            assert after.kind in {reading.kind, Kind.UNSURE}


class TestAKind:
    def test_is_taken_where_reading_is_not_sure(self) -> None:
        after = understood(mail(Kind.UNSURE, 1), lesson("kind", "rejection"))
        assert (after.kind, believed(after)) == (Kind.REJECTION, True)
        assert after.evidence[-1].rule == "lesson.1"

    def test_leaves_what_reading_is_sure_of_but_the_mistake_it_was_learned_from(self) -> None:
        advert = lesson("kind", "job_alert", instead="interview_invite")
        offer, invite = mail(Kind.OFFER, 1), mail(Kind.INTERVIEW_INVITE, 1)
        assert understood(offer, advert) is offer
        assert (understood(invite, advert).kind, believed(understood(invite, advert))) == (Kind.UNSURE, False)

    def test_that_says_something_is_not_taken_where_reading_is_sure_that_nothing_is_said(self) -> None:
        chat = mail(Kind.NOT_JOB, 1)
        assert understood(chat, lesson("kind", "offer")) is chat
        assert understood(chat, lesson("kind", "job_alert")).kind is Kind.JOB_ALERT

    def test_agreeing_with_reading_decides_nothing(self) -> None:
        offer = mail(Kind.OFFER, 1)
        assert understood(offer, lesson("kind", "offer")) is offer

    @pytest.mark.parametrize("scope", [Scope.SENDER, Scope.DOMAIN])
    def test_of_no_job_is_absolute_for_a_sender_and_a_domain(self, scope: Scope) -> None:
        assert understood(mail(Kind.OFFER, 1), lesson("kind", "not_job", scope)).kind is Kind.NOT_JOB

    def test_of_no_job_is_not_absolute_for_a_thread(self) -> None:
        offer = mail(Kind.OFFER, 1, answers="ack")
        assert understood(offer, lesson("kind", "not_job", Scope.THREAD)) is offer

    @pytest.mark.parametrize("trust", [Trust.FAILED, Trust.SUSPECT])
    def test_makes_no_forgery_say_something(self, trust: Trust) -> None:
        forged = replace(mail(Kind.UNSURE, 1), trust=trust)
        assert understood(forged, lesson("kind", "offer")) is forged
        assert understood(forged, lesson("company", "Acme")) is forged
        assert understood(forged, lesson("kind", "job_alert")).kind is Kind.JOB_ALERT

    def test_that_is_none_decides_nothing(self) -> None:
        odd = mail(Kind.UNSURE, 1)
        assert understood(odd, lesson("kind", "nonsense")) is odd

    def test_moves_things_when_it_changes_a_stage_or_takes_an_interview_away(self) -> None:
        assert [kind for kind in Kind if moves(kind)] == [
            Kind.ACKNOWLEDGEMENT,
            Kind.RECRUITER_OUTREACH,
            Kind.INTERVIEW_INVITE,
            Kind.INTERVIEW_SCHEDULED,
            Kind.INTERVIEW_RESCHEDULED,
            Kind.INTERVIEW_CANCELLED,
            Kind.ASSESSMENT,
            Kind.OFFER,
            Kind.REJECTION,
        ]

    def test_folded_into_an_application_is_kept_and_changes_nothing(self) -> None:
        before = replay(filed(mail(Kind.OFFER, 1)))[APP]
        learned = lesson("kind", "rejection")
        assert fold(before, learned) == replace(before, events=(*before.events, learned))


class TestAName:
    @pytest.mark.parametrize(
        ("field", "stated", "value", "instead"),
        [
            ("company", "", "Acme", ""),
            ("company", "Acme Robotics", "Acme", ""),
            ("company", "The Careers Team", "Acme", "The Careers Team"),
            ("role", "", "Engineer", ""),
            ("role", "Reference 77", "Engineer", "Reference 77"),
        ],
    )
    def test_is_taken_where_none_or_nearly_the_same_or_the_same_mistake_is_read(
        self, field: str, stated: str, value: str, instead: str
    ) -> None:
        said = facts(company=stated) if field == "company" else facts(role=stated)
        reading = mail(Kind.OFFER, 1, said, name="ack")
        after = understood(reading, lesson(field, value, Scope.THREAD, instead=instead))
        assert getattr(after.facts, field) == Said(value, value)
        assert after.kind is Kind.OFFER

    def test_stands_against_another_one_as_a_doubt(self) -> None:
        other = mail(Kind.OFFER, 1, facts(company="Globex"))
        after = understood(other, lesson("company", "Acme"))
        assert (after.kind, after.facts.company) == (Kind.UNSURE, Said("Globex", "Globex"))
        advert = replace(other, kind=Kind.JOB_ALERT)
        assert understood(advert, lesson("company", "Acme")) is advert

    def test_that_is_read_or_is_empty_decides_nothing(self) -> None:
        acme = mail(Kind.OFFER, 1, facts(company="Acme"))
        assert understood(acme, lesson("company", "Acme")) is acme
        assert understood(acme, lesson("company", "")) is acme


class TestWhichLesson:
    def test_the_thread_comes_before_the_sender_and_the_sender_before_the_domain(self) -> None:
        odd = mail(Kind.UNSURE, 1, answers="ack")
        of = {
            Scope.DOMAIN: lesson("kind", "info_request", Scope.DOMAIN, number=3, day=22),
            Scope.SENDER: lesson("kind", "job_alert", Scope.SENDER, number=2, day=21),
            Scope.THREAD: lesson("kind", "employer_reply", Scope.THREAD, number=1, day=20),
        }
        assert understood(odd, *of.values()).kind is Kind.EMPLOYER_REPLY
        assert understood(odd, of[Scope.DOMAIN], of[Scope.SENDER]).kind is Kind.JOB_ALERT
        assert understood(odd, of[Scope.DOMAIN]).kind is Kind.INFO_REQUEST

    def test_of_two_alike_the_newer_one_counts(self) -> None:
        older, newer = lesson("kind", "offer", day=20), lesson("kind", "rejection", number=2, day=21)
        for order in ((older, newer), (newer, older)):
            assert understood(mail(Kind.UNSURE, 1), *order).kind is Kind.REJECTION
        removed = LessonRemoved(2, on(22), "")
        assert understood(mail(Kind.UNSURE, 1), newer, removed, older).kind is Kind.OFFER

    def test_the_users_own_mail_is_known_by_its_thread_only(self) -> None:
        mine = mail(Kind.NOT_JOB, 1, sent=True, answers="ack", sender=ANN)
        assert mine.direction is Direction.OUTBOUND
        assert understood(mine, lesson("company", "Acme")) is mine
        assert understood(mine, lesson("company", "Acme", Scope.THREAD)).facts.company == Said("Acme", "Acme")
        assert understood(mine, lesson("kind", "offer", Scope.THREAD)) is mine
        about_globex = replace(mine, kind=Kind.OFFER, facts=facts(company="Globex"))
        assert understood(about_globex, lesson("company", "Acme", Scope.THREAD)) is about_globex

    def test_mail_of_another_sender_at_another_domain_is_left_alone(self) -> None:
        odd = mail(Kind.UNSURE, 1, sender=replace(ANN, address="ann@other.example"))
        assert understood(odd, lesson("kind", "offer"), lesson("kind", "offer", Scope.DOMAIN, number=2)) is odd


class TestWhereItLies:
    ACK = mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme", role="Nurse"), name="ack")
    OPENED = ApplicationOpened(APP, on(1), "Acme", "Nurse", "a mail", fingerprint="ack")

    def test_an_application_goes_with_the_message_that_opened_it(self) -> None:
        happened = [self.OPENED, *filed(self.ACK)]
        assert replay([*happened, word("application", "", "ack")]) == {}
        moved = replay([*happened, word("application", "globex", "ack")])
        assert [a.company for a in moved.values()] == ["Acme"]
        assert list(moved) == ["globex"]

    def test_an_application_that_holds_more_than_that_stays_without_the_names_it_lent(self) -> None:
        happened = [self.OPENED, *filed(self.ACK), Noted(APP, on(2), "called")]
        application = replay([*happened, word("application", "", "ack")])[APP]
        assert (application.company, application.mails, application.opened_at) == ("", (), on(2))

    def test_an_application_is_named_as_the_message_that_opened_it_is_understood(self) -> None:
        said = word("company", "Initech", "ack")
        application = replay([self.OPENED, *filed(self.ACK), said])[APP]
        assert (application.company, application.role) == ("Initech", "Nurse")
        emptied = replay([self.OPENED, *filed(self.ACK), word("role", "", "ack")])[APP]
        assert (emptied.company, emptied.role) == ("Acme", "")

    def test_a_word_on_a_message_is_told_where_the_message_lies(self) -> None:
        said, moved = word("kind", "offer", "ack", app=""), word("application", "globex", "ack", app="")
        application = replay([self.OPENED, *filed(self.ACK), said, moved])["globex"]
        assert {correction.field for correction in application.corrections} == {"kind", "application"}
        assert application.stage is Stage.OFFER

    def test_the_lessons_that_decided_are_kept_with_the_application(self) -> None:
        learned = lesson("kind", "rejection")
        application = replay([*filed(mail(Kind.UNSURE, 1)), learned])[APP]
        assert (application.outcome, application.lessons) == (Outcome.REJECTED, (learned,))

    def test_a_message_is_filed_where_the_user_says(self) -> None:
        known = replay([self.OPENED, *filed(self.ACK)])
        odd = mail(Kind.NOT_JOB, 5, Facts(), name="odd", sender=None)
        assert file(known, odd, taught_by([word("application", "", "odd")])) == Unrelated(
            "you said that it belongs to no application"
        )
        here = taught_by([word("application", APP, "odd")])
        assert file(known, odd, here) == (MailFiled(APP, odd.at, odd, "you said so"),)
        elsewhere = taught_by([lesson("application", "new", Scope.THREAD, "<odd@mail.example>", number=7)])
        assert file(known, odd, elsewhere) == (MailFiled("new", odd.at, odd, "your lesson 7 says so", (7,)),)
        assert file(known, self.ACK, taught_by([word("application", APP, "ack")])) == ()

    def test_what_a_lesson_puts_in_doubt_is_asked_about_even_where_nothing_ties_it_to_an_application(self) -> None:
        invite, advert = mail(Kind.INTERVIEW_INVITE, 1), lesson("kind", "job_alert", instead="interview_invite")
        because = "your lesson 1 and its own words say different things"
        assert file({}, invite, taught_by([advert])) == Ambiguous((), because)
        said = word("kind", "unsure", invite.envelope.fingerprint)
        assert isinstance(file({}, invite, taught_by([said])), Unrelated)

    def test_what_is_filed_to_what_a_lesson_made_known_rests_on_it(self) -> None:
        learned = lesson("company", "Initech", number=3)
        first = mail(Kind.ASSESSMENT, 1, name="first")
        opened, found = filing({}, first, learned)
        assert isinstance(opened, ApplicationOpened)
        assert (opened.company, rests_on(found)) == ("Initech", (3,))
        known = replay([opened, found, learned])
        (event,) = filing(known, mail(Kind.OFFER, 2, answers="first", sender=None), learned)
        assert rests_on(event) == (3,)
        assert replay([opened, found, event, learned, LessonRemoved(3, on(30), "")]) == {}
