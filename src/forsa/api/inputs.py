"""What may come in by an address of the API: types that say the bounds, and what each is."""

from typing import Annotated

from litestar.params import QueryParameter

from forsa.i18n import Language
from kernel.places import Governorate

PlaceAsked = Annotated[
    Governorate | None,
    QueryParameter(description="Only vacancies of this governorate (ISO 3166-2)."),
]

Labels = Annotated[
    Language | None,
    QueryParameter(
        description="In which language to name concepts: en, ar or ckb. Without it "
        "Accept-Language decides."
    ),
]

PageAsked = Annotated[int, QueryParameter(ge=1, le=10_000, description="Which page, from 1.")]
