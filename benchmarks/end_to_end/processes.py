"""Child processes: a command with its time and memory, a server that is stopped in the end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK_EVERY_SECONDS = 0.05
READY_WITHIN_SECONDS = 30
STOP_WITHIN_SECONDS = 15
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended well. `rss_mib` is the most memory it held, 0 where unknown."""

    seconds: float
    rss_mib: float
    output: str


class CommandFailed(Exception):
    """A command did not end well. Says which, and its last words."""


def python(*arguments: str) -> list[str]:
    """Return the command line of this Python with the checkout on its path."""
    return [sys.executable, *arguments]


def forsa(*arguments: str) -> list[str]:
    """Return the command line of a command of Forsa."""
    return python("-c", "from forsa.cli.root import cli; cli()", *arguments)


def run(command: list[str], env: Mapping[str, str]) -> Run:
    """Run a command to its end and measure it.

    Raises
    ------
    CommandFailed
        If it does not end with 0.
    """
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        env=_environment(env),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as child:
        most = 0.0
        while child.poll() is None:
            most = max(most, _peak_mib(child.pid))
            time.sleep(LOOK_EVERY_SECONDS)
        seconds = time.perf_counter() - begin
        output = child.stdout.read() if child.stdout is not None else ""
    if child.returncode:
        message = f"{' '.join(command[-4:])} ended with {child.returncode}: {output[-500:]}"
        raise CommandFailed(message)
    return Run(seconds, most, output)


@contextmanager
def served(command: list[str], env: Mapping[str, str], port: int) -> Iterator[None]:
    """Run a server while the block runs; it is asked to stop, and killed if it does not.

    Raises
    ------
    CommandFailed
        If nobody listens on the port within half a minute.
    """
    child = subprocess.Popen(
        command,
        env=_environment(env),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_listens(child, port)
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, **env, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _peak_mib(pid: int) -> float:
    # Not what `wait4` says: that counts what this process held when it began the child.
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found is not None else 0.0


def _wait_until_it_listens(child: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while child.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(LOOK_EVERY_SECONDS)
    message = "A server did not begin to listen."
    raise CommandFailed(message)
