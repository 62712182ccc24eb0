"""A password is fetched from where the config says, or a sentence says why not; it is never repeated."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from agent.errors import AfterwordError, ConfigError, LoginRefused
from agent.settings import Account, Command, Credential, SecretFile, Security, password_of
from agent.settings.model import PasswordSource


def fetched(source: PasswordSource, seconds: float = 30) -> str:
    return password_of(Account("personal", "localhost", 993, "sam", Security.TLS, source), seconds)()


def python(code: str) -> Command:
    return Command((sys.executable, "-c", code))


def secret(path: Path, raw: bytes, mode: int = 0o600) -> SecretFile:
    path.write_bytes(raw)
    path.chmod(mode)
    return SecretFile(path)


def refusal(source: PasswordSource, kind: type[AfterwordError], seconds: float = 30) -> str:
    with pytest.raises(kind) as raised:
        fetched(source, seconds)
    return str(raised.value)


def test_the_first_line_a_program_prints_is_the_password() -> None:
    assert fetched(python("print('hunter2\\nuser: sam')")) == "hunter2"


def test_no_shell_sees_the_words_of_a_command() -> None:
    assert fetched(Command((sys.executable, "-c", "import sys; print(sys.argv[1])", "$(id); `id` *"))) == (
        "$(id); `id` *"
    )


def test_a_program_that_asks_gets_no_answer_and_does_not_wait() -> None:
    assert "ended with 1" in refusal(python("input()"), LoginRefused)


def test_a_program_that_fails_is_a_refused_log_in_and_its_complaint_is_not_repeated() -> None:
    said = refusal(python("import sys; print('hunter2'); sys.exit('hunter2')"), LoginRefused)
    assert said.startswith("personal: ")
    assert "ended with 1" in said
    assert "hunter2" not in said


def test_a_program_that_hangs_is_given_up_on() -> None:
    said = refusal(python("import threading; threading.Event().wait()"), LoginRefused, 0.3)
    assert said.endswith("gave no password within 0.3 s; is the store locked?")


def test_a_program_that_is_not_there_or_cannot_be_run_is_told(tmp_path: Path) -> None:
    assert refusal(Command(("no-such-program-anywhere",)), ConfigError) == (
        "password: accounts.personal.password: there is no program no-such-program-anywhere; "
        "install it, or write its full path"
    )
    assert "cannot be run" in refusal(Command((str(tmp_path),)), ConfigError)


@pytest.mark.parametrize("raw", [b"hunter2\n", b"hunter2", b"hunter2\r\nnotes\n"])
def test_the_first_line_of_a_file_is_the_password(raw: bytes, tmp_path: Path) -> None:
    assert fetched(secret(tmp_path / "secret", raw)) == "hunter2"


def test_a_password_keeps_its_spaces_and_letters(tmp_path: Path) -> None:
    assert fetched(secret(tmp_path / "secret", " pässword \n".encode())) == " pässword "


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_file_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    assert refusal(secret(path, b"hunter2", mode), ConfigError) == (
        f"password: accounts.personal.password: others may read {path}; run: chmod 600 {path}"
    )


@pytest.mark.parametrize("raw", [b"", b"\nhunter2", b"\xff\xfehunter2", b"hunter2" * 2000])
def test_what_cannot_be_a_password_is_refused_and_not_repeated(raw: bytes, tmp_path: Path) -> None:
    said = refusal(secret(tmp_path / "secret", raw), ConfigError)
    assert "; " in said
    assert "hunter2" not in said


def test_a_file_that_is_not_there_or_is_none_is_told(tmp_path: Path) -> None:
    assert "there is no file" in refusal(SecretFile(tmp_path / "absent"), ConfigError)
    assert "is not a file" in refusal(SecretFile(tmp_path), ConfigError)
    assert "cannot be read" in refusal(SecretFile(tmp_path / ("x" * 5000)), ConfigError)


def test_a_credential_of_the_service_is_the_password(tmp_path: Path) -> None:
    (tmp_path / "imap").write_bytes(b"hunter2")
    assert fetched(Credential("imap", tmp_path)) == "hunter2"


def test_a_credential_that_was_not_given_is_told(tmp_path: Path) -> None:
    assert refusal(Credential("imap", tmp_path), ConfigError) == (
        "password: accounts.personal.password: the service has no credential imap; "
        "put LoadCredential=imap:/path/to/it into the unit"
    )
    assert "is given to the service only" in refusal(Credential("imap", None), ConfigError)


def test_a_password_is_fetched_anew_each_time(tmp_path: Path) -> None:
    source = secret(tmp_path / "secret", b"old")
    password = password_of(Account("personal", "localhost", 993, "sam", Security.TLS, source))
    assert password() == "old"
    (tmp_path / "secret").write_bytes(b"new")
    assert password() == "new"
