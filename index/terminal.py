"""What both command lines share: errors in words, exit statuses, and text that is safe on a terminal."""

import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from index.config import Config, load
from index.display import printable
from index.errors import ConfigError, DatelineError, InputError, NotFoundError

log = logging.getLogger(__name__)
# Unknown errors, with their tracebacks: for the file alone, never for the terminal.
unknown = logging.getLogger(f"{__name__}.unknown")
unknown.propagate = False
unknown.addHandler(logging.NullHandler())

# The file in the data folder that keeps them, and the bytes after which it begins anew.
ERRORS, MOST_BYTES = "errors.log", 1_000_000

# The exit statuses, a contract: all done; done in part, not found, or no answer; wrong use; failed.
DONE, PARTLY, USAGE, FAILED = 0, 1, 2, 3


# What JSON may hold as it is, but a terminal might obey: control characters and marks that turn the direction.
UNSEEN = re.compile(r"[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def emit(value: Any) -> None:
    """Print one JSON object on one line, at once."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    click.echo(UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def configured(path: Path | None) -> Config:
    """The configuration, with logging to standard error set up."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for ours in ("index", "bot"):
        logging.getLogger(ours).setLevel(logging.INFO)
    config = load(path)
    _keep_unknown(config.data)
    return config


def _keep_unknown(folder: Path) -> None:
    """Let unknown errors be written into the folder, once it is there. What cannot be written is let go."""
    handler = RotatingFileHandler(folder / ERRORS, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.handleError = lambda record: None  # type: ignore[method-assign]  # no second error on the terminal
    unknown.handlers[:] = [handler]


@contextmanager
def told() -> Iterator[None]:
    """Turn every error into one clear line and its exit status; only here are errors caught."""
    try:
        yield
    except (InputError, ConfigError) as error:
        _end(str(error), USAGE)
    except NotFoundError as error:
        _end(str(error), PARTLY)
    except DatelineError as error:
        _end(str(error), FAILED)
    except KeyboardInterrupt:
        _end("Interrupted. What was reported as done is kept.", PARTLY)
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`); let the interpreter's own flush not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename and not full(error):
            _end(f"{error.filename}: {error.strerror}.", FAILED)
        if full(error):
            _end("The disk is full. Free some room and run the same command again; nothing was lost.", FAILED)
        reference = uuid4().hex[:8]
        unknown.error("reference %s", reference, exc_info=error)
        unknown.handlers[0].close()
        _end(
            f"Something went wrong ({type(error).__name__}, reference {reference}). "
            f"{ERRORS} in the data folder says where.",
            FAILED,
        )


def full(error: BaseException | None) -> bool:
    """Whether a full disk is behind the error."""
    while error:
        words = str(error).lower()
        if "no space left" in words or "disk is full" in words or "disk quota" in words:
            return True
        error = error.__cause__ or error.__context__
    return False


def _end(message: str, status: int) -> None:
    if os.environ.get("DATELINE_DEBUG"):
        log.warning("", exc_info=True)
    click.echo("\n".join(printable(line) for line in message.splitlines()), err=True)
    sys.exit(status)


class Command(click.Group):
    """A group of commands whose errors are told in words."""

    def invoke(self, context: click.Context) -> Any:
        with told():
            return super().invoke(context)


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The config.yaml to use [default: DATELINE_CONFIG, else the one beside the packages].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def bounds(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say from when a question is asked, and what it must not go beyond."""
    for option in (
        click.option("--source", "sources", multiple=True, help="Only this outlet; may be given again."),
        click.option("--until", help="Only articles published on this day or earlier."),
        click.option("--since", help="Only articles published on this day or later (2015-10-02, “last week”)."),
        click.option("--asked-at", help="The moment that “this week” and “latest” are meant from [default: now]."),
    ):
        command = option(command)
    return command
