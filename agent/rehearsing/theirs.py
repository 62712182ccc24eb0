"""What the other side does in a story: the sentences there are for it, and the messages they stand for.

What the user does is in `mine`. A sentence says what a message was understood to say, never its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from agent.reading import (
    Automated,
    Deadline,
    Evidence,
    Facts,
    Kind,
    Part,
    Person,
    Said,
    Slot,
    Span,
    Trust,
)
from agent.rehearsing.days import DAY, day_of, moments_of
from agent.rehearsing.forms import Form, Found
from agent.rehearsing.meetings import FORMS as MEETINGS
from agent.rehearsing.model import SlipError
from agent.rehearsing.scene import Matter, Scene
from agent.tracking import Form as OfferForm
from agent.tracking import OfferRecorded

Does = Callable[[Scene, Found], None]

AT_WORK = "sam@present-employer.example"
"""Where the user has an address at work, in stories that speak of it."""

HALF = 0.5
"""How surely an unclear message was understood: not surely enough to be acted upon."""


def _who(scene: Scene, found: Found, gap: str = "who") -> tuple[Matter, Person]:
    matter = scene.matter(found, found[gap])
    return matter, scene.person(found[gap], matter)


def _at(found: Found) -> datetime:
    assert found.at is not None  # noqa: S101 - these forms are looked for in dated sentences only
    return found.at


def _mail(kind: Kind, scene: Scene, found: Found, rule: str = "told") -> None:
    matter, sender = _who(scene, found)
    scene.gets(matter, _at(found), kind, sender, rule=rule)


def _promises(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    span = _span(found)
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, Facts(promise=span))


def _span(found: Found) -> Span:
    last = day_of(found["day"])
    first = day_of(found["first"]) if "first" in found else last
    if first > last:
        raise SlipError("the first day comes after the last", "write the earlier one first")
    return Span(first, last, f"by {last}")


def _proposes(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    slots = slots_of(found["moments"], scene)
    scene.gets(matter, _at(found), Kind.INTERVIEW_INVITE, sender, Facts(proposed=slots))


def slots_of(text: str, scene: Scene) -> tuple[Slot, ...]:
    """The times in a gap, an hour each, by the user's clock."""
    hour = timedelta(hours=1)
    return tuple(Slot(at, at + hour, scene.me.timezone, "then") for at in moments_of(text, scene.zone))


def due(scene: Scene, found: Found) -> Deadline | None:
    """The instant something is asked by: a day alone is over at its end."""
    if "when" not in found:
        return None
    text = found["when"]
    at = scene.moment(f"{text} 23:59") if re.fullmatch(DAY, text) else scene.moment(text)
    return Deadline(at, f"by {text}")


def _test(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    matter.tester = sender
    scene.gets(matter, _at(found), Kind.ASSESSMENT, sender, Facts(deadline=due(scene, found)))


def _offer(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    scene.gets(matter, _at(found), Kind.OFFER, sender, Facts(deadline=due(scene, found)))


def _verbal(scene: Scene, found: Found) -> None:
    matter, caller = _who(scene, found)
    by = due(scene, found)
    matter.spoke.append(caller)
    scene.events.append(OfferRecorded(matter.id, _at(found), OfferForm.VERBAL, by.at if by else None))


def _away(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    until = day_of(found["day"])
    facts = Facts(away_until=Span(_at(found).astimezone(scene.zone).date(), until, f"until {until}"))
    scene.gets(matter, _at(found), Kind.OUT_OF_OFFICE, sender, facts, Automated.AUTO_REPLIED)


def _bounces(scene: Scene, found: Found) -> None:
    matter, lost = _who(scene, found)
    postmaster = Person("Mail Delivery", f"postmaster@{(lost.address or '').partition('@')[2]}", Part.CONTACT)
    scene.gets(matter, _at(found), Kind.BOUNCE, postmaster, Facts(people=(lost,)), Automated.BOUNCE)


def _unclear(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    scene.gets(matter, _at(found), Kind.UNSURE, sender, confidence=HALF)


def _forged(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, trust=Trust.FAILED)


def _suspicious(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    signs = (Evidence("trust.fee", "a fee of 50 pounds"),)
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, trust=Trust.SUSPECT, distrust=signs)


def _wishes(group: str, quote: str, scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, Facts(no_contact=Said(group, quote)))


def _means_no(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    wish = Said("silence-means-no", "assume that you were not chosen")
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, Facts(no_contact=wish, promise=_span(found)))


def _channel(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    channel = found["word"]
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, Facts(channel=Said(channel, channel)))


def _rings(scene: Scene, found: Found) -> None:
    matter, caller = _who(scene, found)
    matter.spoke = [p for p in matter.spoke if p.address != caller.address] + [caller]
    scene.notes(matter, _at(found), f"{caller.name} rang", contact="phone", by="them")
    if "day" in found:
        scene.corrects(matter, _at(found), "promise", day_of(found["day"]).isoformat())


def _in_copy(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    other = scene.person(found["other"], matter)
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, copied=(other,))


def _at_work(scene: Scene, found: Found) -> None:
    matter, sender = _who(scene, found)
    scene.me = replace(scene.me, work_addresses=(AT_WORK,))
    scene.gets(matter, _at(found), Kind.EMPLOYER_REPLY, sender, copied=(Person(scene.me.name, AT_WORK, Part.CONTACT),))


FORMS: tuple[Form[Does], ...] = (
    Form("acknowledgement from {who}", "they have your application", partial(_mail, Kind.ACKNOWLEDGEMENT)),
    Form(
        "{who} writes that (I|we) will hear by {day}",
        "a person names the last day by which you will hear from them",
        _promises,
    ),
    Form(
        "{who} writes that (I|we) will hear between {day:first} and {day}",
        "they name a stretch of days, such as early next week; its last day is what counts",
        _promises,
    ),
    Form(
        "{who} writes that only the chosen are answered",
        "they answer nobody else, so an application is not asked about",
        partial(_wishes, "only-the-chosen", "we only contact those we shortlist"),
    ),
    Form(
        "{who} writes that silence until {day} means no",
        "who has not heard by that day is to think of it as a no",
        _means_no,
    ),
    Form(
        "{who} writes that silence means no",
        "the same, without a day",
        partial(_wishes, "silence-means-no", "assume that you were not chosen"),
    ),
    Form(
        "{who} writes that it is on hold",
        "no rejection, but for a long while nothing is asked",
        partial(_mail, Kind.EMPLOYER_REPLY, rule="employer_reply.on-hold"),
    ),
    Form(
        "{who} writes that (nothing is decided|they are still deciding)",
        "a person's word that moves nothing",
        partial(_mail, Kind.EMPLOYER_REPLY),
    ),
    Form("{who} writes to me at work", "the message goes to your address at work as well", _at_work),
    Form("{who} writes with {who:other} in copy", "a person writes, and somebody else is in Cc", _in_copy),
    Form("{who} writes[ again]", "a person writes, and asks and settles nothing", partial(_mail, Kind.EMPLOYER_REPLY)),
    Form("{who} chats", "a person writes, but not about the job", partial(_mail, Kind.NOT_JOB)),
    Form("{who} asks for references", "they want names of people who know you", partial(_mail, Kind.REFERENCE_REQUEST)),
    Form("{who} asks for (something|papers)", "it is your turn to send something", partial(_mail, Kind.INFO_REQUEST)),
    Form("{who} asks me to come", "an invitation to an interview without times", partial(_mail, Kind.INTERVIEW_INVITE)),
    Form("{who} proposes {moments}", "an invitation with times to choose from", _proposes),
    Form(
        "{who} asks not to be called",
        "no calls, please; letters are another matter",
        partial(_wishes, "do-not-ask", "please do not call us"),
    ),
    Form(
        "{who} asks not to be (written to|contacted|asked)",
        "nobody there wants to be written to",
        partial(_wishes, "do-not-ask", "please do not write to us"),
    ),
    Form("{who} prefers contact by {word}", "phone, portal or linkedin instead of mail", _channel),
    Form(
        "{who} rings[ and says that (I|we) will hear by {day}]",
        "a call you noted, perhaps with a date they named",
        _rings,
    ),
    Form("(test|task) from {who}[, due {when}]", "something to do for them, by no-reply or by a person", _test),
    Form("offer from {who}[, answer by {when}]", "a written offer, with the last day to answer", _offer),
    Form("verbal offer from {who}[, answer by {when}]", "an offer by phone, recorded by you", _verbal),
    Form("rejection from {who}", "they turn you down", partial(_mail, Kind.REJECTION)),
    Form("out of office from {who} until {day}", "an automatic note that somebody is away", _away),
    Form("mail to {who} comes back", "the address is dead", _bounces),
    Form("job alert from {who}", "bulk mail about jobs, no word on yours", partial(_mail, Kind.JOB_ALERT)),
    Form("{who} approaches me", "a recruiter writes about a job unasked", partial(_mail, Kind.RECRUITER_OUTREACH)),
    Form("unclear mail from {who}", "nobody is sure what it says", _unclear),
    Form("forged mail from {who}", "your provider says that it is not from them", _forged),
    Form("suspicious mail from {who}", "it wants a fee, or shows another sign of deceit", _suspicious),
    *MEETINGS,
)
"""What the other side may do, each with a sentence of what it means."""
