"""What people and jobs do with introductions, shortlists and tasks: one function for one deed.

A deed reads, checks, decides, writes and records, in that order, and never commits: the
caller holds the transaction (docs/adr/0001-one-transaction-for-one-deed.md).
"""

from matching.service.answers import answer_entry, carry_out_answer, take_answer_back
from matching.service.introductions import (
    end_introduction,
    move_introduction,
    suggest,
    suggest_again,
    want,
    write_disclosure,
)
from matching.service.judgement import put_forward
from matching.service.model_versions import go_back, keep_model, put_model_to_use
from matching.service.person_rows import (
    join_introductions,
    part_introductions,
)
from matching.service.shortlists import (
    close_shortlists,
    draw_up_shortlist,
    issue_shortlist,
    list_again,
)
from matching.service.steps import let_wait, take_step, take_up_again
from matching.service.tasks import close_tasks_about, finish_task, hand_tasks_over, open_task

__all__ = [
    "answer_entry",
    "carry_out_answer",
    "close_shortlists",
    "close_tasks_about",
    "draw_up_shortlist",
    "end_introduction",
    "finish_task",
    "go_back",
    "hand_tasks_over",
    "issue_shortlist",
    "join_introductions",
    "keep_model",
    "let_wait",
    "list_again",
    "move_introduction",
    "open_task",
    "part_introductions",
    "put_forward",
    "put_model_to_use",
    "suggest",
    "suggest_again",
    "take_answer_back",
    "take_step",
    "take_up_again",
    "want",
    "write_disclosure",
]
