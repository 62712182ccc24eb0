"""All applications at hand, with indexes, so that filing a message costs the same with ten of them or ten thousand.

The one thing of this room that changes in place: the cycle files thousands of messages, and copying the indexes for
each would cost more than the filing. It only looks up; which application is meant is decided in `correlate`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from agent.reading import Direction, Reading
from agent.tracking.domains import beginnings, labels, own_domain
from agent.tracking.events import Event, MailFiled
from agent.tracking.fold import fold
from agent.tracking.model import Application
from agent.tracking.names import Tokens, organisation_key, requisition_key, role_key
from agent.tracking.taught import NOTHING_TAUGHT, Taught

Sign = tuple[str, str | Tokens]
"""Something an application is found by: what it is (`thread`, `calendar`, …), and its value."""


class Directory(Mapping[str, Application]):
    """A mapping from id to application that can also be asked by thread, calendar, requisition, name and address."""

    def __init__(self, applications: Iterable[Application] = (), taught: Taught = NOTHING_TAUGHT) -> None:
        """`taught` is what the user has said of messages, for as long as this directory is used."""
        self._taught = taught
        self._applications: dict[str, Application] = {}
        self._found_by: defaultdict[Sign, set[str]] = defaultdict(set)
        self._names: dict[str, frozenset[Sign]] = {}
        for application in applications:
            self.replace(application)

    def __getitem__(self, name: str) -> Application:
        return self._applications[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._applications)

    def __len__(self) -> int:
        return len(self._applications)

    def fold(self, event: Event) -> Application:
        """Fold one event into its application, which is opened if need be, and hand on the result."""
        application = fold(self._applications.get(event.application), event, self._taught)
        self.replace(application)
        return application

    def replace(self, application: Application) -> None:
        """Take an application in, or a newer state of it. Mail is only ever added, names may be corrected."""
        name = application.id
        known = self._applications.get(name)
        self._applications[name] = application
        names = frozenset(_names(application))
        for sign in self._names.get(name, frozenset()) - names:
            self._found_by[sign].discard(name)
        self._names[name] = names
        for sign in names:
            self._found_by[sign].add(name)
        for event in _fresh(application, known):
            if isinstance(event, MailFiled):
                for sign in _signs(event.reading):
                    self._found_by[sign].add(name)

    def in_thread(self, message_id: str) -> tuple[Application, ...]:
        """Applications with this message, or with one that answers it."""
        return self._at("thread", message_id)

    def with_meeting(self, uid: str) -> tuple[Application, ...]:
        """Applications in which a calendar with this UID was received."""
        return self._at("calendar", uid)

    def with_requisition(self, number: str) -> tuple[Application, ...]:
        """Applications with this requisition number."""
        return self._at("requisition", requisition_key(number))

    def at_organisation(self, name: str) -> tuple[Application, ...]:
        """Applications at an organisation, or through an agency, of this name."""
        return self._at("organisation", organisation_key(name))

    def near_organisation(self, name: str) -> tuple[Application, ...]:
        """Applications at an organisation whose name goes on where this one ends, or ends where this one goes on."""
        key = organisation_key(name)
        longer = self._at("beginning", key)
        shorter = (application for part in _beginnings(key) for application in self._at("organisation", part))
        return (*longer, *shorter)

    def with_words_of_role(self, title: str) -> tuple[Application, ...]:
        """Applications for a role whose title shares a word with this one."""
        found = {a.id: a for word in role_key(title) for a in self._at("role word", word)}
        return tuple(found[name] for name in sorted(found))

    def nameless(self) -> tuple[Application, ...]:
        """Applications in which neither employer nor agency is known."""
        return self._at("nameless", "nameless")

    def near_domain(self, address: str) -> tuple[Application, ...]:
        """Applications whose employer's name resembles an address's domain, or whose people write from that domain."""
        named = [a for label in labels(address) for a in self._at("label", label)]
        found = {a.id: a for a in (*named, *self._at("home", own_domain(address)))}
        return tuple(found[name] for name in sorted(found))

    def with_contact(self, address: str) -> tuple[Application, ...]:
        """Applications in which this address is on the other side."""
        return self._at("contact", address.lower())

    def _at(self, what: str, value: str | Tokens) -> tuple[Application, ...]:
        """In order of id, so that what is said about them does not depend on the order they came in."""
        names = self._found_by.get((what, value), set()) if value else set()
        return tuple(self._applications[name] for name in sorted(names))


def _fresh(application: Application, known: Application | None) -> tuple[Event, ...]:
    """The events that came since; all of them when they did not simply come at the end."""
    before = 0 if known is None else len(known.events)
    follows = known is not None and application.events[:before] == known.events
    return application.events[before:] if follows else application.events


def _names(application: Application) -> Iterator[Sign]:
    """What may change by a correction or become known later."""
    for organisation in (application.company, application.agency):
        key = organisation_key(organisation)
        yield "organisation", key
        yield from (("beginning", part) for part in _beginnings(key))
    yield from _labels(application.company)
    yield from (("role word", word) for word in role_key(application.role))
    if not (application.company or application.agency):
        yield "nameless", "nameless"
    yield "requisition", requisition_key(application.requisition)
    yield from (("thread", draft.message_id) for draft in application.drafts)
    yield from (("contact", d.to.lower()) for d in application.drafts if not application.is_referee(d.to))
    yield from (("contact", person.address.lower()) for person in application.people if person.address)
    yield from (("home", own_domain(person.address)) for person in application.people if person.address)


def _labels(company: str) -> Iterator[Sign]:
    """What an employer's domain may be called."""
    words = tuple(word for word in organisation_key(company) if word != "and")
    yield from (("label", label) for label in ("".join(words), *beginnings(words)))


def _beginnings(key: Tokens) -> Iterator[Tokens]:
    return (key[:length] for length in range(1, len(key)))


def _signs(mail: Reading) -> Iterator[Sign]:
    """What a mail adds for good."""
    envelope, facts = mail.envelope, mail.facts
    yield from (("thread", message_id) for message_id in (envelope.message_id, *envelope.thread) if message_id)
    if facts.meeting is not None and facts.meeting.uid is not None:
        yield "calendar", facts.meeting.uid
    if mail.direction is Direction.OUTBOUND:
        yield from (("contact", address.address.lower()) for address in envelope.to)
    elif mail.human:
        senders = () if envelope.sender is None else (envelope.sender,)
        yield from (("contact", address.address.lower()) for address in (*senders, *envelope.reply_to))
