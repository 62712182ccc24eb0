"""The command `afterword`: its group of commands, and the one place that turns errors into sentences and exit codes."""

from __future__ import annotations

import io
import sys
import traceback
from pathlib import Path

import click

from agent.cli import exits
from agent.cli.correcting import correct
from agent.cli.debriefing import debrief
from agent.cli.demo import demo
from agent.cli.lessons import lessons
from agent.cli.read import read
from agent.cli.replay import replay
from agent.cli.userword import add, close, note
from agent.cli.views import digest, plan, show, status, why
from agent.cli.watching import check, once, run
from agent.errors import AfterwordError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration to use; else $AFTERWORD_CONFIG, else $XDG_CONFIG_HOME/afterword/config.toml.",
)
@click.version_option(package_name="afterword", message="%(package)s %(version)s")
@click.pass_context
def afterword(context: click.Context, config: Path | None) -> None:
    """Watch your inbox for answers to your job applications, and draft polite follow-ups.

    Nothing is ever sent: drafts are put into your Drafts folder, where you read, edit and send them, or not.

    New here? `afterword demo` needs no account. Then copy config.example.toml, run `afterword check`, `afterword once`
    and `afterword plan`. `afterword COMMAND --help` tells more of each command.
    """
    context.obj = config


LOOKING = (plan, digest, status, show, why, read, replay, check)
SAYING = (add, note, debrief, correct, lessons, close)

for command in (demo, run, once, *LOOKING, *SAYING):
    afterword.add_command(command)


def main() -> None:
    """Run the command line, and end with the exit code that says whose turn it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows a question mark
    sys.exit(_run())


def _run() -> int:
    try:
        outcome = afterword.main(standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except AfterwordError as error:
        click.echo(exits.explain(error), err=True)
        return next(code for kind, code in exits.BY_ERROR.items() if isinstance(error, kind))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception:  # noqa: BLE001 - a bug: its traceback is what we need to be told
        traceback.print_exc()
        return exits.BUG
    return outcome if isinstance(outcome, int) else 0
