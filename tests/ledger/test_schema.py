"""An empty file, a ledger of the first release, and one from the future."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Connection
from sqlalchemy.schema import CreateTable

from agent.errors import LedgerError
from agent.ledger import open_ledger, schema, sqlite
from agent.ledger.tables import metadata
from agent.reading import Facts, Meeting, Part, Person, Slot
from agent.tracking import LessonLearned, LessonRemoved, Scope
from tests.ledger.values import ACCOUNT, MONDAY, batch, filed, intent, name, noted, opened, reading

FIRST_RELEASE = Path(__file__).parent / "first_release.sql"
"""A dump of a ledger as the first release wrote it; never edited, so that every later release is held to read it."""


def test_the_steps_lead_from_an_empty_file_to_the_tables_the_code_means(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    backend = sqlite.backend(path, read_only=False)
    with backend.transaction() as connection:
        schema.upgrade(connection)
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    backend.engine.dispose()
    assert differences == []


def test_a_ledger_of_the_first_release_is_read_and_written_on(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(FIRST_RELEASE.read_text(encoding="utf-8"))
    with open_ledger(path) as ledger:
        assert ledger.events() == (opened(), noted("rang them"))
        assert [stored.reading for stored in ledger.pending(9)] == [reading("hello")]
        assert ledger.intents() == (intent(),)
        assert ledger.first_read_at(ACCOUNT) == MONDAY
        ledger.record(ACCOUNT, batch((11, reading("there"))))
        ledger.append_events([noted("and again")], MONDAY)
        assert ledger.verify() == ()
        assert len(ledger.events()) == 3


def test_in_an_older_ledger_those_one_is_to_meet_become_contacts(path: Path) -> None:
    expected = Person("Ben Cole", "Ben@acme.example", Part.INTERVIEWER)
    meets = Meeting(Slot(MONDAY, MONDAY, None, "then"), "uid-1", 0, "video", "", (expected,))
    invited = replace(reading("hello"), facts=Facts(meeting=meets))
    with open_ledger(path) as ledger:
        ledger.record(ACCOUNT, batch((11, invited)))
        (stored,) = ledger.pending(9)
        ledger.file([filed(stored)], MONDAY)
        today = ledger.contacts()
    assert "ben@acme.example" in today
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM reading_contacts WHERE address = 'ben@acme.example'")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.commit()
    with open_ledger(path) as ledger:
        assert ledger.contacts() == today


def test_in_a_ledger_of_the_first_release_an_opening_knows_its_message_and_lessons_can_be_learned(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(FIRST_RELEASE.read_text(encoding="utf-8"))
        opening = (
            '{"application":"a2","at":"2026-03-02T09:00:00Z","company":"Acme Ltd","role":"Data analyst",'
            '"because":"they wrote","requisition":"","applied_at":null,"type":"application_opened"}'
        )
        raw.execute(
            "INSERT INTO events (application, type, at, recorded_at, source, event) VALUES (?, ?, ?, ?, ?, ?)",
            ("a2", "application_opened", MONDAY.isoformat(), MONDAY.isoformat(), name("hello"), opening),
        )
        raw.commit()
    whose = ("ann@acme.example",)
    learned = LessonLearned(1, MONDAY, Scope.SENDER, whose, "kind", "job_alert", name("hello"), "you said so")
    removed = LessonRemoved(1, MONDAY, "you took it away")
    with open_ledger(path) as ledger:
        assert ledger.events("a2") == (replace(opened("a2"), fingerprint=name("hello")),)
        ledger.append_events([learned, removed], MONDAY)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.events()[-2:] == (learned, removed)
        assert ledger.verify() == ()


def test_the_tables_can_be_made_on_postgresql_too() -> None:
    dialect = URL.create("postgresql").get_dialect()()
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    assert all("CREATE TABLE" in statement for statement in made)
    assert not any("ROWID" in statement or "AUTOINCREMENT" in statement for statement in made)


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    backend = sqlite.backend(path, read_only=False)
    with pytest.raises(LedgerError, match="no such table: elsewhere"), backend.transaction() as connection:
        _upgrade_and_stumble(connection)
    backend.engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_ledger_from_the_future_is_refused_and_left_alone(path: Path, read_only: bool) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(LedgerError, match=r"newer Afterword made this ledger \(its schema is 9999"):
        open_ledger(path, read_only=read_only)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE recipes (dish TEXT)")
        raw.commit()
    with pytest.raises(LedgerError, match="something else than a ledger"):
        open_ledger(path)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def _upgrade_and_stumble(connection: Connection) -> None:
    schema.upgrade(connection)
    connection.exec_driver_sql("DELETE FROM elsewhere")
