"""Any reading and any event, however odd, that the types allow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from agent.reading import Envelope, Reading
from agent.tracking import Event

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(
    min_value=datetime(1971, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    max_value=datetime(2099, 1, 1),  # noqa: DTZ001 - likewise
    timezones=OFFSETS | st.just(UTC),
)
"""Every offset, for the Date header's own is kept."""

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
"""Any text without lone surrogates; those have a test of their own."""

st.register_type_strategy(datetime, INSTANTS)
st.register_type_strategy(timedelta, st.timedeltas(timedelta(0), timedelta(days=60)))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(0, 1))


FINGERPRINTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
EVENTS: st.SearchStrategy[Event] = st.from_type(Event)  # type: ignore[arg-type]  # a union is a type form
READINGS = st.builds(Reading, envelope=st.builds(Envelope, fingerprint=FINGERPRINTS))
