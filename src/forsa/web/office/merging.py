"""Two files of one person: side by side, made one, and two again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.accounts.queries import account_briefs
from forsa.database import Database
from forsa.deeds.merging import merge_people, undo_merge
from forsa.i18n import N_, Language
from forsa.i18n.field_values import field_value
from forsa.shapes.merging import FieldNotTaken, FieldToChoose, FileToMerge, MergeLine
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import NotFound
from kernel.references import Kind, reference, row_id_of
from skills.errors import MergeInTheWay
from skills.queries.files import person_file
from skills.queries.person_merging import merges_of, two_files
from skills.values.person_merging import (
    Difference,
    FileSide,
    MergeBrief,
    MergeOrder,
    Side,
    TwoFiles,
)

SIDES = ("first", "second")
CHOICE = "choose-"
"""Begins the name of each field in which somebody chooses."""


class MergePages(Controller):
    """Two files side by side, for whoever may make them one."""

    path = "/office/people/same/{first:str}/{second:str}"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        first: FromPath[Reference],
        second: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what both files say, and ask which holds where they differ."""
        return _side_by_side(request, _files(database, first, second, actor, now), Form.empty())

    @post(sync_to_thread=True)
    def merge(
        self,
        request: Request,
        first: FromPath[Reference],
        second: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Make the two files one."""
        actor = actor_of(request)
        files = _files(database, first, second, actor, now)
        order = _order(form, files)
        if order is None:
            return _side_by_side(request, files, form)
        with database.writing() as session:
            merge_people(session, order=order, actor=actor, now=now)
        return see_other(f"{person_address(order.stays_id)}?said=merged")


class MergedPages(Controller):
    """The files that were made one with a person's."""

    path = "/office/people/{ref:str}/merged"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show them, with what was not taken of each, and how to take it back."""
        return _merged(request, database, ref, now)

    @post(sync_to_thread=True)
    def find_other(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Go on to this file and the one whose number was typed, side by side."""
        try:
            other = row_id_of(Kind.PERSON, form.text("other", longest=20))
        except NotFound:
            form.wrong("other", N_("We do not know this number. A number looks like K-7K3QMA."))
            return _merged(request, database, ref, now, form=form)
        return see_other(f"/office/people/same/{ref}/{reference(Kind.PERSON, other)}")

    @post("/undo", sync_to_thread=True)
    def undo(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Make the files two again, or say what was written since that this would lose."""
        number, actor = form.whole("merge", needed=False) or 0, actor_of(request)
        try:
            with database.writing() as session:
                undo_merge(session, merge_id=number, actor=actor, now=now)
        except MergeInTheWay as error:
            return _merged(request, database, ref, now, in_the_way={number: error.parts})
        return see_other(f"/office/people/{ref}?said=parted")


def _files(database: Database, first: str, second: str, actor: Actor, now: datetime) -> TwoFiles:
    ids = (row_id_of(Kind.PERSON, first), row_id_of(Kind.PERSON, second))
    with database.reading() as session:
        return two_files(session, returnee_ids=ids, actor=actor, now=now)


def _side_by_side(request: Request, files: TwoFiles, form: Form) -> Page:
    language = visit_of(request).language
    return page(
        request,
        "office/merge.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        files=tuple(
            _side(name, one) for name, one in zip(SIDES, (files.first, files.second), strict=True)
        ),
        fields=tuple(_field(one, form, language) for one in files.differences),
        taken_back=tuple(one.value for one in files.taken_back),
        keep=form.raw.first("keep") or SIDES[0],
    )


def _side(name: str, one: FileSide) -> FileToMerge:
    return FileToMerge(
        name,
        reference(Kind.PERSON, one.returnee_id),
        one.full_name,
        one.version,
        one.skill_count,
        one.work_count,
        one.consent_count,
    )


def _field(one: Difference, form: Form, language: Language) -> FieldToChoose:
    return FieldToChoose(
        one.name,
        field_value(one.name, one.first, language),
        field_value(one.name, one.second, language),
        form.raw.first(CHOICE + one.name) or None,
    )


def _order(form: Form, files: TwoFiles) -> MergeOrder | None:
    """Return what was chosen, None if something is missing."""
    keep = form.raw.first("keep")
    if keep not in SIDES:
        form.wrong("keep", N_("Please choose one."))
    choices = {}
    for one in files.differences:
        chosen = form.raw.first(CHOICE + one.name)
        if chosen not in SIDES:
            form.wrong(CHOICE + one.name, N_("Please choose one."))
        choices[one.name] = Side.STAYS if chosen == keep else Side.GOES
    if not form.is_right:
        return None
    versions = [form.whole(f"version-{name}", needed=False) or 0 for name in SIDES]
    sides = list(zip((files.first, files.second), versions, strict=True))
    stays, goes = sides if keep == SIDES[0] else sides[::-1]
    return MergeOrder(stays[0].returnee_id, goes[0].returnee_id, stays[1], goes[1], choices)


def _merged(
    request: Request,
    database: Database,
    ref: str,
    now: datetime,
    *,
    form: Form | None = None,
    in_the_way: Mapping[int, tuple[str, ...]] | None = None,
) -> Page:
    form, actor = form or Form.empty(), actor_of(request)
    with database.reading() as session:
        returnee_id = row_id_of(Kind.PERSON, ref)
        file = person_file(session, returnee_id=returnee_id, actor=actor, now=now)
        found = merges_of(session, returnee_id)
        names = account_briefs(session, [one.merged_by for one in found if one.merged_by])
    status_code = 409 if in_the_way else 200 if form.is_right else 422
    return page(
        request,
        "office/merged.html",
        status_code=status_code,
        errors=form.errors,
        person=reference(Kind.PERSON, file.returnee_id),
        name=file.full_name,
        merges=tuple(
            replace(
                _line(one, visit_of(request).language),
                by=names[one.merged_by].name if one.merged_by else None,
                in_the_way=(in_the_way or {}).get(one.merge_id, ()),
            )
            for one in found
        ),
        other=form.raw.first("other"),
    )


def _line(one: MergeBrief, language: Language) -> MergeLine:
    return MergeLine(
        one.merge_id,
        reference(Kind.PERSON, one.goes_id),
        one.goes_name,
        local_day(one.merged_at),
        tuple(
            FieldNotTaken(name, field_value(name, value, language))
            for name, value in one.not_taken
        ),
        undone_on=local_day(one.undone_at) if one.undone_at is not None else None,
    )
