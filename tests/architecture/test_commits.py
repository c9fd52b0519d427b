"""One place commits, and what touches several domains is done by the deeds that know them all."""

import ast

from tests.architecture.sources import trees_of

ENDS = {"commit", "rollback"}
PARTS = {
    "matching": {"move_introduction", "end_introduction", "carry_out_answer"},
    "skills": {
        "withdraw_consent",
        "move_availability",
        "record_outreach",
        "propose_hand_over",
        "accept_hand_over",
        "refuse_hand_over",
        "withdraw_hand_over",
        "assign_caseworker",
        "pass_file_on",
        "move_record",
        "name_stand_in",
        "activate_taxonomy",
        "follow_replaced",
        "prune_taxonomy",
        "rule_on_words",
        "second_ruling",
        "undo_ruling",
    },
    "employers": {
        "move_employer",
        "move_vacancy",
        "record_vacancies",
        "take_place",
        "give_place_back",
        "follow_replaced",
        "apply_ruling",
        "undo_ruling",
    },
}
"""Deeds of one domain that mean something for others: `forsa.deeds` wraps each."""


def test_only_the_database_module_ends_a_transaction():
    found = {
        str(path)
        for path, tree in trees_of("kernel", "skills", "employers", "matching", "forsa")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ENDS
    }

    assert found == {"src/forsa/database.py"}


def parts_called(tree: ast.Module) -> set[str]:
    """Return the part-deeds that a module imports or calls on the service it imported."""
    called = set()
    services: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            domain, _, rest = node.module.partition(".")
            names = {alias.name: alias.asname or alias.name for alias in node.names}
            if domain in PARTS and rest.startswith("service"):
                called |= set(names) & PARTS[domain]
            if node.module in PARTS and "service" in names:
                services[names["service"]] = domain
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            domain = services.get(node.value.id, "")
            called |= {node.attr} & PARTS.get(domain, set())
    return called


def test_pages_commands_and_jobs_do_not_call_the_parts():
    found = {
        f"{path}: {name}"
        for path, tree in trees_of("forsa")
        if not str(path).startswith("src/forsa/deeds/")
        for name in parts_called(tree)
    }

    assert found == set()


def test_a_call_of_a_part_would_be_found():
    by_name = ast.parse("from matching.service import move_introduction")
    by_module = ast.parse("from skills import service as s\ns.withdraw_consent()")

    assert parts_called(by_name) == {"move_introduction"}
    assert parts_called(by_module) == {"withdraw_consent"}
