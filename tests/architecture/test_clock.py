"""Below the shell nothing reads the clock, the environment or chance; nothing is pickled."""

import ast
import subprocess
import sys

from tests.architecture.sources import DOMAINS, ROOT, trees_of

OUTSIDE = {"os", "random", "secrets", "time", "uuid", "socket", "subprocess", "getpass"}
PICKLES = {"pickle", "cPickle", "_pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"}
READS_CLOCK = {"now", "utcnow", "today"}


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return {node.module.partition(".")[0]}
    return set()


def asks_clock(node: ast.AST) -> bool:
    """Whether this is `datetime.now`, `date.today` and the like, called or handed on."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in READS_CLOCK
        and isinstance(node.value, ast.Name | ast.Attribute)
        and ast.unparse(node.value).rpartition(".")[2] in {"datetime", "date"}
    )


def test_kernel_and_domains_read_no_clock_environment_or_chance():
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees_of("kernel", *DOMAINS)
        for node in ast.walk(tree)
        if imported(node) & OUTSIDE or asks_clock(node)
    ]

    assert found == []


def test_numpy_draws_nothing_outside_of_training():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in trees_of("kernel", *DOMAINS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node).startswith(("np.random", "numpy.random"))
    ]

    assert found == []


def test_nothing_is_pickled():
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees_of("kernel", *DOMAINS, "forsa")
        for node in ast.walk(tree)
        if imported(node) & PICKLES
        or (
            isinstance(node, ast.keyword)
            and node.arg == "allow_pickle"
            and ast.unparse(node.value) != "False"
        )
    ]

    assert found == []


def test_the_application_starts_without_scikit_learn():
    script = (
        "import sys\n"
        "from forsa.main import create_app\n"
        "from forsa.settings import read_settings\n"
        "from forsa.cli.root import cli\n"
        "assert all(cli.get_command(None, name) for name in cli.list_commands(None))\n"
        "create_app(read_settings({'FORSA_DATABASE_URL': 'sqlite://'}))\n"
        "print([name for name in ('sklearn', 'joblib', 'pandas') if name in sys.modules])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert said.stdout.strip() == "[]"
