"""The source of our packages, for the tests that read it."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOMAINS = ("skills", "employers", "matching")
FOLDERS = {"kernel": "src/kernel", "forsa": "src/forsa", **{name: name for name in DOMAINS}}

Place = str
"""A file and a line, as one reads it in a message."""


def files_of(*packages: str) -> Iterator[Path]:
    """Yield every module of these packages."""
    for package in packages:
        yield from sorted((ROOT / FOLDERS[package]).rglob("*.py"))


def trees_of(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of these packages, parsed."""
    for path in files_of(*packages):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def modules_of(name: str) -> Iterator[ModuleType]:
    """Yield a module and, where it is a package, all modules inside."""
    module = importlib.import_module(name)
    yield module
    for inner in pkgutil.iter_modules(getattr(module, "__path__", [])):
        yield from modules_of(f"{name}.{inner.name}")


def doors_of(*rooms: str) -> Iterator[tuple[Place, Callable[..., object]]]:
    """Yield the public functions of these rooms in every domain, under their full names.

    Where a room is a package that says `__all__`, only what it lists is a door.
    """
    for name in (f"{domain}.{room}" for domain in DOMAINS for room in rooms):
        listed = getattr(importlib.import_module(name), "__all__", None)
        for module in modules_of(name):
            for function_name, function in vars(module).items():
                is_own = inspect.isfunction(function) and function.__module__ == module.__name__
                is_public = function_name in listed if listed else function_name[0] != "_"
                if is_own and is_public:
                    yield f"{module.__name__}.{function_name}", function
