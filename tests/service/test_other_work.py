"""Work that somebody did beside their main one counts, as it is written in their file."""

from employers.interface import vacancy_brief
from matching.queries.fields import best_few, field_now
from matching.scorer import shipped_weights
from matching.values.ranking import ReasonCode
from skills.interface.returnees import profile
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import SpellOfWork
from tests import factories as make

BAKER = "http://example.org/occupation/baker"


def test_an_earlier_spell_of_the_work_is_read_and_counts(database, now):
    caseworker = make.save_caseworker(database, now=now)
    drove = ExperienceDraft("سائق", None, "8332", 120)
    baked = ExperienceDraft("خباز", BAKER, "7512", 36)
    who = [
        make.save_returnee(database, now=now, caseworker=caseworker, experiences=work)
        for work in ((drove,), (drove, baked))
    ]
    vacancy_id = make.save_vacancy(
        database, now=now, occupation_uri=BAKER, isco="7512", requirements=()
    )
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        vacancy = vacancy_brief(session, vacancy_id)
        read = profile(session, who[1])
        first, second = best_few(session, field, vacancy, top=2).matches

    assert read.work == (SpellOfWork(None, "8332", 120), SpellOfWork(BAKER, "7512", 36))
    assert (first.returnee_id, second.returnee_id) == (who[1], who[0])
    assert ReasonCode.DONE_BEFORE in {one.code for one in first.reasons}
