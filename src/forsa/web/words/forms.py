"""What somebody says that own words are, read from a form."""

from sqlmodel import Session

from forsa.i18n import N_
from forsa.web.forms import Form
from skills.interface.concepts import concept_kinds, concepts_named
from skills.interface.rulings import text_keys
from skills.interface.words import holds_phone
from skills.values.taxonomy import ConceptKind
from skills.values.words import (
    KINDS_ABOVE,
    KINDS_OF,
    NAMED_IN,
    NewConcept,
    RulingDraft,
    Verdict,
    WaitingWords,
    WordsPart,
)

LONGEST_NAME = 200


def read_ruling(session: Session, form: Form, waiting: WaitingWords) -> RulingDraft | None:
    """Return what a form says of the words that wait, None if something in it is wrong."""
    verdict = form.choice("verdict", Verdict)
    words, language = waiting.examples[0], language_of(waiting)
    if verdict is Verdict.LINK:
        uri = form.raw.first("concept")
        if not _is_one_of(session, uri, KINDS_OF[waiting.part]):
            form.wrong("concept", N_("Please choose one."))
        draft = RulingDraft(words, verdict, concept_uri=uri, language=language, part=waiting.part)
    elif verdict is Verdict.NEW_CONCEPT:
        draft = RulingDraft(
            words,
            verdict,
            concept=_read_concept(session, form, waiting.part),
            language=language,
            part=waiting.part,
        )
    else:
        draft = RulingDraft(words, verdict or Verdict.KEEP, language=language, part=waiting.part)
    return draft if form.is_right else None


def _read_concept(session: Session, form: Form, part: WordsPart) -> NewConcept:
    is_work = part is WordsPart.WORK
    kind = ConceptKind.OCCUPATION if is_work else form.choice("kind", ConceptKind)
    if kind is not None and kind not in KINDS_OF[part]:
        form.wrong("kind", N_("Please choose one."))
    names = {one: form.text(f"name_{one}", longest=LONGEST_NAME) for one in NAMED_IN}
    keys = text_keys(set(names.values()))
    known = concepts_named(session, set(keys.values()), KINDS_OF[part])
    for one, name in names.items():
        if holds_phone(name):
            form.wrong(f"name_{one}", N_("This looks like a phone number. Write a name here."))
        elif name and not keys[name]:
            form.wrong(f"name_{one}", N_("Please fill this in."))
        elif keys[name] in known:
            form.wrong(f"name_{one}", N_("This name is known already. Choose it above."))
    broader = form.raw.first("broader") or None
    is_missing = broader is None and is_work
    if is_missing or (broader and not _is_one_of(session, broader, KINDS_ABOVE[part])):
        form.wrong("broader", N_("Please choose one."))
    return NewConcept(kind or ConceptKind.SKILL, names, broader)


def _is_one_of(session: Session, uri: str, kinds: frozenset[ConceptKind]) -> bool:
    return bool(uri) and concept_kinds(session, [uri]).get(uri) in kinds


def language_of(waiting: WaitingWords) -> str | None:
    """Return the language in which words were said most often, as far as anybody knows."""
    known = {code: count for code, count in waiting.languages.items() if code}
    return max(sorted(known), key=lambda code: known[code]) if known else None
