"""The languages of Forsa: which, their sentences, and how each writes dates, money and names."""

from forsa.i18n.languages import Language, language_of, negotiate
from forsa.i18n.reasons import reason_for_person, reason_sentence
from forsa.i18n.refusals import refusal_sentence
from forsa.i18n.steps import next_step_sentence
from forsa.i18n.templates import environment, install
from forsa.i18n.translators import N_, Translator, translator
from forsa.i18n.words import governorate_name, language_name, word

__all__ = [
    "N_",
    "Language",
    "Translator",
    "environment",
    "governorate_name",
    "install",
    "language_name",
    "language_of",
    "negotiate",
    "next_step_sentence",
    "reason_for_person",
    "reason_sentence",
    "refusal_sentence",
    "translator",
    "word",
]
