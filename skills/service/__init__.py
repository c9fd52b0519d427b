"""What people do with returnees, their skills, their consents and the taxonomy.

A deed reads, checks, decides, writes and records, in that order, and never commits: the
caller holds the transaction (docs/adr/0001-one-transaction-for-one-deed.md).
"""

from skills.service.archiving import move_record
from skills.service.assigning import assign_caseworker, pass_file_on
from skills.service.changes import (
    change_about,
    change_languages,
    change_licences,
    change_place,
    record_time_abroad,
    show_abroad,
)
from skills.service.consents import record_consent, withdraw_consent, withdraw_disclosure
from skills.service.duplicates import say_different
from skills.service.experiences import add_experience, change_experience, remove_experience
from skills.service.followings import follow_replaced
from skills.service.hand_overs import (
    accept_hand_over,
    let_hand_over_expire,
    propose_hand_over,
    refuse_hand_over,
    withdraw_hand_over,
)
from skills.service.offices import record_office
from skills.service.outreach import record_outreach
from skills.service.papers import (
    add_certificate,
    add_education,
    change_certificate,
    change_education,
    remove_certificate,
    remove_education,
)
from skills.service.person_merging import (
    join_files,
    keep_merge,
    part_files,
    take_merge_back,
)
from skills.service.returnees import move_availability, record_returnee, record_returnees
from skills.service.rulings import rule_on_words, second_ruling, undo_ruling
from skills.service.skill_history import undo_last_change
from skills.service.skill_merging import merge_skills
from skills.service.skill_records import add_skill, choose_concept, remove_skill
from skills.service.stand_ins import end_stand_in, name_stand_in
from skills.service.taxonomy import activate_taxonomy, import_taxonomy
from skills.service.taxonomy_pruning import prune_taxonomy
from skills.service.wishes import change_wishes

__all__ = [
    "accept_hand_over",
    "activate_taxonomy",
    "add_certificate",
    "add_education",
    "add_experience",
    "add_skill",
    "assign_caseworker",
    "change_about",
    "change_certificate",
    "change_education",
    "change_experience",
    "change_languages",
    "change_licences",
    "change_place",
    "change_wishes",
    "choose_concept",
    "end_stand_in",
    "follow_replaced",
    "import_taxonomy",
    "join_files",
    "keep_merge",
    "let_hand_over_expire",
    "merge_skills",
    "move_availability",
    "move_record",
    "name_stand_in",
    "part_files",
    "pass_file_on",
    "propose_hand_over",
    "prune_taxonomy",
    "record_consent",
    "record_office",
    "record_outreach",
    "record_returnee",
    "record_returnees",
    "record_time_abroad",
    "refuse_hand_over",
    "remove_certificate",
    "remove_education",
    "remove_experience",
    "remove_skill",
    "rule_on_words",
    "say_different",
    "second_ruling",
    "show_abroad",
    "take_merge_back",
    "undo_last_change",
    "undo_ruling",
    "withdraw_consent",
    "withdraw_disclosure",
    "withdraw_hand_over",
]
