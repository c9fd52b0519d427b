"""Values of the employers package: what travels, frozen."""

from employers.values.employers import (
    EmployerBrief,
    EmployerDraft,
    EmployerState,
    MemberBrief,
    MemberDraft,
    RegistrationKind,
    SizeBand,
)
from employers.values.vacancies import (
    ContractKind,
    Currency,
    Necessity,
    Requirement,
    ReviewReason,
    VacancyBrief,
    VacancyDraft,
    VacancyHeading,
    VacancyState,
    WagePer,
    WordsAsked,
    monthly_wage,
)

__all__ = [
    "ContractKind",
    "Currency",
    "EmployerBrief",
    "EmployerDraft",
    "EmployerState",
    "MemberBrief",
    "MemberDraft",
    "Necessity",
    "RegistrationKind",
    "Requirement",
    "ReviewReason",
    "SizeBand",
    "VacancyBrief",
    "VacancyDraft",
    "VacancyHeading",
    "VacancyState",
    "WagePer",
    "WordsAsked",
    "monthly_wage",
]
