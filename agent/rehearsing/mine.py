"""What the user does in a story: applies, writes, rings, wishes, decides, and deals with the drafts.

What the other side does is in `theirs`. What becomes of a draft is only noted here as an act; which draft it is shows
when the story is played.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from agent.reading import Direction, Kind, Part, Person
from agent.rehearsing.days import day_of
from agent.rehearsing.forms import Form, Found
from agent.rehearsing.meetings import meeting_of, noted
from agent.rehearsing.model import SlipError
from agent.rehearsing.scene import Act, Scene
from agent.rehearsing.theirs import due, slots_of
from agent.tracking import (
    Closed,
    Debriefed,
    MailFiled,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Reopened,
    Wish,
    Wished,
)
from agent.tracking import Form as OfferForm

Does = Callable[[Scene, Found], None]


def _at(found: Found) -> datetime:
    assert found.at is not None  # noqa: S101 - these forms are looked for in dated sentences only
    return found.at


def _applied(scene: Scene, found: Found) -> None:
    scene.opens(found, found["name"], found.role, found.at)


def _writes(scene: Scene, found: Found) -> None:
    matter = scene.matter(found, found["who"])
    scene.writes(matter, _at(found), scene.person(found["who"] or "they", matter))


def _calendar(scene: Scene, found: Found) -> None:
    matter = scene.matter(found)
    scene.writes(matter, _at(found), scene.person("they", matter), rule="calendar.reply")


def _touch(contact: str, scene: Scene, found: Found) -> None:
    matter = scene.matter(found, found["who"])
    scene.notes(matter, _at(found), "in touch", contact=contact, by="me")


def _notes(scene: Scene, found: Found) -> None:
    scene.notes(scene.matter(found), _at(found), found["text"])


def _ends(outcome: Outcome, scene: Scene, found: Found) -> None:
    matter = scene.matter(found)
    scene.events.append(Closed(matter.id, _at(found), outcome, "the user said so"))


def _reopens(scene: Scene, found: Found) -> None:
    scene.events.append(Reopened(scene.matter(found).id, _at(found), "the user took it up again"))


def _act(verb: str, scene: Scene, found: Found) -> None:
    scene.acts.append(Act(_at(found), verb, found["who"], found["rule"], scene.line))


def _wishes(wish: Wish, scene: Scene, found: Found) -> None:
    matter = scene.matter(found)
    until = day_of(found["day"]) if "day" in found else None
    slots = slots_of(found["moments"], scene) if "moments" in found else ()
    scene.events.append(Wished(matter.id, _at(found), wish, slots, until, found["text"]))


def _missed(scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    scene.corrects(matter, _at(found), "interview_held", "no", meeting.key)
    _wishes(Wish.EXCUSE_ABSENCE, scene, found)


def _nobody_came(scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    scene.corrects(matter, _at(found), "interview_held", "no", meeting.key)
    _wishes(Wish.ASK_AFTER_NO_SHOW, scene, found)


def _held(value: str, scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    scene.corrects(matter, _at(found), "interview_held", value, meeting.key)


def _offer(form: OfferForm, conditional: bool, scene: Scene, found: Found) -> None:
    by = due(scene, found)
    event = OfferRecorded(scene.matter(found).id, _at(found), form, by.at if by else None, conditional)
    scene.events.append(event)


def _referee(scene: Scene, found: Found) -> None:
    matter, name = scene.matter(found), found["name"]
    referee = scene.known(name) or Person(
        name if " " in name else f"{name} Gray", f"{name.split()[0].casefold()}@referee.example", Part.CONTACT
    )
    scene.knows(name, referee)
    event = RefereeNamed(matter.id, _at(found), referee.name, referee.address or "", found["text"])
    scene.events.append(event)


def _debriefs(scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    pairs = [part.partition(": ") for part in found["text"].split("; ")]
    if any(not colon for _, colon, _ in pairs):
        raise SlipError("an answer lacks its question", 'write it as in "I debrief: topics: the billing system"')
    answers = tuple((question.strip(), answer.strip()) for question, _, answer in pairs)
    scene.events.append(Debriefed(matter.id, _at(found), meeting.key, answers))


def _says(field: str, value: str, scene: Scene, found: Found) -> None:
    scene.corrects(scene.matter(found), _at(found), field, value)


def _says_day(field: str, scene: Scene, found: Found) -> None:
    _says(field, day_of(found["day"]).isoformat(), scene, found)


def _says_word(field: str, scene: Scene, found: Found) -> None:
    _says(field, found["word"], scene, found)


def _contact(scene: Scene, found: Found) -> None:
    matter = scene.matter(found, found["who"])
    person = scene.person(found["who"], matter)
    scene.corrects(matter, _at(found), "contact", f"{person.name} <{person.address}>")


def _dismisses(scene: Scene, found: Found) -> None:
    rule = found["rule"] or scene.rule
    scene.corrects(scene.matter(found), _at(found), "dismiss", rule)


def _says_kind(scene: Scene, found: Found) -> None:
    matter, word = scene.matter(found), found["word"]
    if word not in set(Kind):
        raise SlipError(f'there is no kind of message "{word}"', f"the kinds are {', '.join(Kind)}")
    filed = [e.reading for e in scene.events if isinstance(e, MailFiled) and e.application == matter.id]
    theirs = [r for r in filed if r.direction is Direction.INBOUND and r.at <= _at(found)]
    if not theirs:
        raise SlipError("there is no mail of theirs before this")
    scene.corrects(matter, _at(found), "kind", word, max(theirs, key=lambda r: r.at).envelope.fingerprint)


def _in_doubt(scene: Scene, found: Found) -> None:
    scene.in_doubt.append((scene.matter(found).id, _at(found), None))


def _settled(scene: Scene, found: Found) -> None:
    name = scene.matter(found).id
    scene.in_doubt = [
        (n, since, _at(found) if n == name and not until else until) for n, since, until in scene.in_doubt
    ]


def _off(scene: Scene, found: Found) -> None:
    text = found["when"]
    until = scene.moment(text if ":" in text else f"{text} 00:00")
    scene.off.append((_at(found), until))


def _first_read(scene: Scene, found: Found) -> None:
    scene.first_read_at = _at(found)


def _hands_in(scene: Scene, found: Found) -> None:
    matter = scene.matter(found)
    if matter.tester is None:
        raise SlipError("no test or task has been told of", 'write before it "… task from Ann"')
    scene.writes(matter, _at(found), matter.tester)


FORMS: tuple[Form[Does], ...] = (
    Form("[I ]applied to {name}", "an application is opened; say as what, and through which agency if any", _applied),
    Form(
        "the advert closes {day}",
        "the last day on which they take applications",
        partial(_says_day, "closing"),
    ),
    Form("the advert names {who}", "somebody to ask, by name and address", _contact),
    Form("I write[ to {who}]", "you write by hand, unasked", _writes),
    Form("I answer[ {who}]", "you write by hand, to answer what they asked", _writes),
    Form("my calendar answers", "a calendar's “accepted”, which is no letter", _calendar),
    Form("I ring[ {who}]", "a call you noted", partial(_touch, "phone")),
    Form("I answer by (portal|form)", "you answered in their portal, and noted it", partial(_touch, "portal")),
    Form(
        "I answer by (message|LinkedIn)",
        "you answered by another kind of message, and noted it",
        partial(_touch, "message"),
    ),
    Form(
        "interview[ with {people}] that no mail tells of[, on {moment}]{options}",
        "you noted an interview; with “on”, the day in front is when you did, without, when it was",
        noted,
    ),
    Form("I note: {text}", "a note of yours, such as “topic: billing” or “news: …”", _notes),
    Form("I accept[ the offer]", "it ended with the job", partial(_ends, Outcome.ACCEPTED)),
    Form("I decline[ the offer]", "it ended with your no", partial(_ends, Outcome.DECLINED)),
    Form("I withdraw", "you want the job no more", partial(_ends, Outcome.WITHDRAWN)),
    Form("I take it up again", "a closed application is open again, by your word", _reopens),
    Form(
        "I send the draft[ to {who}][ by {rule}]", "the draft that lies there is sent as it is", partial(_act, "send")
    ),
    Form("I edit the draft[ to {who}][ by {rule}]", "you changed it, and left it there", partial(_act, "edit")),
    Form("I delete the draft[ to {who}][ by {rule}]", "you do not want it", partial(_act, "delete")),
    Form("I offer {moments}", "times that suit you, for the invitation", partial(_wishes, Wish.ANSWER_INVITATION)),
    Form("I want to answer the invitation", "without times of your own", partial(_wishes, Wish.ANSWER_INVITATION)),
    Form(
        "I want to move the interview[ to {moments}][: {text}]",
        "it does not suit you, perhaps with times and a reason",
        partial(_wishes, Wish.MOVE_INTERVIEW),
    ),
    Form("I missed the interview[: {text}]", "you were not there, perhaps with the reason", _missed),
    Form("nobody came[, I offer {moments}]", "they missed the interview, perhaps with new times", _nobody_came),
    Form("the interview took place", "your word that it was held", partial(_held, "yes")),
    Form("the interview did not take place", "your word that it was not held", partial(_held, "no")),
    Form(
        "I ask for more time[ until {day}][: {text}]",
        "to think an offer over, perhaps with a day and a reason",
        partial(_wishes, Wish.MORE_TIME),
    ),
    Form(
        "I record a verbal offer[, answer by {when}]",
        "they said it, and wrote nothing",
        partial(_offer, OfferForm.VERBAL, False),
    ),
    Form(
        "I record a written offer[, answer by {when}]",
        "on paper or in a portal",
        partial(_offer, OfferForm.WRITTEN, False),
    ),
    Form(
        "I record a conditional offer[, answer by {when}]",
        "it depends on references or the like",
        partial(_offer, OfferForm.WRITTEN, True),
    ),
    Form("I name {name} as a reference[: {text}]", "you gave them this name, perhaps with what to speak of", _referee),
    Form("I debrief: {text}", "answers after the interview, as in “topics: billing; interest: 4”", _debriefs),
    Form("I correct the promise to {day}", "the day they named, by your word", partial(_says_day, "promise")),
    Form("I correct the promise to nothing", "they named no day", partial(_says, "promise", "")),
    Form("I correct the contact to {who}", "whom to write to", _contact),
    Form("I correct the channel to {word}", "how they want to be reached", partial(_says_word, "channel")),
    Form("I correct the stage to {word}", "how far it has come", partial(_says_word, "stage")),
    Form("I want nobody contacted", "no contact there, by your word", partial(_says, "no_contact", "yes")),
    Form("I want contact again", "their wish, or yours, holds no longer", partial(_says, "no_contact", "no")),
    Form("I do not want this draft[ by {rule}]", "a rule is not wanted for this application", _dismisses),
    Form("I would rather have another job", "this one is not what you hope for", partial(_says, "preferred", "no")),
    Form("I keep it open", "silence must not close it", partial(_says, "keep_open", "yes")),
    Form("I say that the last mail is {word}", "what a message is, by your word", _says_kind),
    Form("a mail may belong here or not", "only you can say which application it is about", _in_doubt),
    Form("I say where that mail belongs", "the question is settled", _settled),
    Form("I hand it in", "the test or task is done, and sent to whoever set it", _hands_in),
    Form("the computer is off until {when}", "nothing is looked at before it is on again", _off),
    Form("my mail is read for the first time", "what was due before that is shown, and not drafted", _first_read),
)
"""What the user may do, each with a sentence of what it means."""
