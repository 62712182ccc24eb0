"""Opening: private, one at a time, and every trouble one sentence."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from agent.errors import LedgerError
from agent.ledger import SqlLedger, open_ledger
from tests.ledger.values import ACCOUNT, MONDAY, batch, intent, noted, opened, reading

HOLD = """
import sys
from pathlib import Path
from agent.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
sys.stdout.write("open")
sys.stdout.flush()
sys.stdin.read()
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def held_by_another(path: Path) -> Iterator[int]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.read(4) == b"open"
        yield other.pid


def test_everything_made_is_for_the_user_alone_whatever_the_umask(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append_events([opened()], MONDAY)
        made = {file.name: mode(file) for file in path.parent.iterdir()}
    assert mode(path.parent) == 0o700
    assert made == dict.fromkeys(["ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.lock"], 0o600)


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", ".lock"])
def test_a_file_open_to_others_is_refused_with_the_command_to_type(path: Path, suffix: str) -> None:
    open_ledger(path).close()
    file = path.with_name(path.name + suffix)
    file.touch()
    file.chmod(0o640)
    for read_only in (False, True):
        with pytest.raises(LedgerError, match=rf"mode 0640.*`chmod 600 .*{file.name}`"):
            open_ledger(path, read_only=read_only)


def test_a_directory_open_to_others_is_refused_with_the_command_to_type(tmp_path: Path) -> None:
    folder = tmp_path / "my state"
    folder.mkdir(mode=0o755)
    with pytest.raises(LedgerError, match=r"mode 0755.*`chmod 700 '.*my state'`"):
        open_ledger(folder / "ledger.db")


def test_a_name_with_odd_characters_is_only_a_name(tmp_path: Path) -> None:
    odd = tmp_path / "what? 100%25 #1 & é" / "led ger?mode=memory.db"
    with open_ledger(odd) as ledger:
        ledger.append_events([opened()], MONDAY)
    with open_ledger(odd, read_only=True) as ledger:
        assert ledger.events() == (opened(),)


def test_a_place_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o600)
    with pytest.raises(LedgerError, match="cannot make the ledger"):
        open_ledger(tmp_path / "file" / "ledger.db")
    (tmp_path / "folder").mkdir(mode=0o700)
    with pytest.raises(LedgerError, match="cannot make the ledger"):
        open_ledger(tmp_path / "folder")
    with pytest.raises(LedgerError, match="is not a file"):
        open_ledger(tmp_path / "folder", read_only=True)
    (tmp_path / "ledger.db.lock").mkdir(mode=0o700)
    with pytest.raises(LedgerError, match="cannot lock the ledger"):
        open_ledger(tmp_path / "ledger.db")


def test_a_second_afterword_is_told_who_holds_the_ledger(path: Path) -> None:
    with held_by_another(path) as pid, pytest.raises(LedgerError, match=rf"another Afterword \(process {pid}\)"):
        open_ledger(path)
    open_ledger(path).close()


def test_within_one_process_too_a_ledger_is_opened_once(path: Path) -> None:
    with open_ledger(path), pytest.raises(LedgerError, match="another Afterword"):
        open_ledger(path)


def test_while_the_daemon_runs_others_may_look(path: Path) -> None:
    with open_ledger(path) as daemon:
        daemon.append_events([opened()], MONDAY)
        with open_ledger(path, read_only=True) as onlooker:
            assert onlooker.events() == (opened(),)
            daemon.append_events([noted("later")], MONDAY)
            assert onlooker.events() == (opened(), noted("later"))


def test_while_the_daemon_runs_the_user_may_have_a_word(path: Path) -> None:
    with open_ledger(path) as daemon:
        with open_ledger(path, beside=True) as word:
            word.append_events([noted("rang them")], MONDAY)
            daemon.append_events([noted("later")], MONDAY)
        with pytest.raises(LedgerError, match="another Afterword"):
            open_ledger(path)
        assert daemon.events() == (noted("rang them"), noted("later"))


def test_where_no_daemon_runs_a_word_holds_the_ledger_and_makes_it(path: Path) -> None:
    with open_ledger(path, beside=True) as word:
        word.append_events([opened()], MONDAY)
        with pytest.raises(LedgerError, match="another Afterword"):
            open_ledger(path)
    open_ledger(path).close()


def test_one_who_looks_cannot_write(path: Path) -> None:
    open_ledger(path).close()
    with open_ledger(path, read_only=True) as onlooker:
        for write in (
            lambda: onlooker.append_events([opened()], MONDAY),
            lambda: onlooker.record(ACCOUNT, batch((1, reading("hello")))),
            lambda: onlooker.intend(intent()),
            lambda: onlooker.mark_first_read(ACCOUNT, MONDAY),
        ):
            with pytest.raises(LedgerError, match="open for reading only"):
                write()
        assert onlooker.events() == ()


def test_looking_at_a_ledger_that_is_not_there_makes_none(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(path, read_only=True)
    path.touch(mode=0o600)
    with pytest.raises(LedgerError, match="older Afterword"):
        open_ledger(path, read_only=True)


def test_closing_twice_is_closing_once(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    ledger.close()
    open_ledger(path).close()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_one_sentence(path: Path, read_only: bool) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(b"From: me\r\n" * 1000)
    path.chmod(0o600)
    with pytest.raises(LedgerError, match="damaged, or not a ledger: move it"):
        open_ledger(path, read_only=read_only)


def test_a_ledger_whose_pages_are_damaged_is_one_sentence(path: Path) -> None:
    with open_ledger(path) as ledger:
        for n in range(40):
            ledger.record(ACCOUNT, batch((n, reading(f"hello {n}"))))
            ledger.append_events([noted("words " * 100)], MONDAY)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match="is damaged"), open_ledger(path) as ledger:
        ledger.events()


def test_an_examination_finds_what_has_been_tampered_with(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.record(ACCOUNT, batch((1, reading("hello")), (2, reading("there"))))
        assert ledger.verify() == ()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("DROP TRIGGER events_are_never_removed")
            raw.execute("UPDATE readings SET reading = '{}' WHERE uid = 1")
            raw.execute("DELETE FROM mailboxes")
            raw.commit()
        orphans, guard, broken = ledger.verify()
        with open_ledger(path, read_only=True) as onlooker:
            assert onlooker.verify() == (orphans, guard, broken)
    assert orphans == "2 rows belong to nothing"
    assert guard == "the guard `events_are_never_removed` is gone"
    assert broken.startswith("reading ")


def test_opening_puts_missing_guards_up_again(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER events_are_never_removed")
        raw.commit()
    with open_ledger(path) as ledger:
        assert ledger.verify() == ()


def test_the_file_is_synced_at_every_commit_and_wiped_when_rows_go(path: Path) -> None:
    with open_ledger(path) as ledger, ledger._backend.transaction() as connection:  # noqa: SLF001 - settings show nowhere else
        asked = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


def test_threads_of_one_process_take_turns(ledger: SqlLedger) -> None:
    def write(word: str) -> None:
        for n in range(20):
            ledger.append_events([noted(f"{word} {n}")], MONDAY)

    writers = [threading.Thread(target=write, args=(word,)) for word in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(ledger.events()) == 60
