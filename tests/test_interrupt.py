"""Ctrl-C ends a command without a traceback, even while it is still being loaded."""

import os
import signal
import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["bot", "index"])
def test_ctrl_c_while_the_commands_are_loaded_shows_no_traceback(package: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", package, "stats"],
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        # Python tells of each module that it has loaded.
        env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"},
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if line.endswith(" click.core\n"):
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
    assert process.returncode == -signal.SIGINT
    assert "Traceback" not in rest
    assert "KeyboardInterrupt" not in rest
