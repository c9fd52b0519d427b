"""The page docs/import.md, drawn from the columns."""

from collections.abc import Iterator, Sequence

from employers.values import ContractKind
from forsa.exchange import employers_csv, profile_columns, vacancy_columns
from forsa.exchange.columns import AnyColumn
from forsa.exchange.csv_files import MOST_ROWS
from forsa.exchange.csv_lines import MEGABYTE, MOST_BYTES
from forsa.exchange.list_cells import LICENCES
from kernel.places import NAMES
from skills.values.consents import ConsentMethod
from skills.values.profiles import (
    EducationLevel,
    ExperienceKind,
    PhysicalTask,
    Priority,
    Transport,
)

SECTIONS: tuple[tuple[str, str, tuple[AnyColumn, ...]], ...] = (
    ("employers", "One row for each employer.", employers_csv.COLUMNS),
    (
        "vacancies",
        "One row for each vacancy; its employer is imported before. A reference is unique within "
        "its employer.",
        vacancy_columns.COLUMNS,
    ),
    (
        "profiles",
        "One row for each person; office and caseworker's account are there before. A reference "
        "is unique within its office.",
        profile_columns.COLUMNS,
    ),
)

INTRODUCTION = f"""# Importing lists

<!-- Drawn from the code by `forsa docs`; change the columns there. -->

```
forsa import employers|vacancies|profiles FILE [--keep-good] [--dry-run] [--as EMAIL]
forsa import employers|vacancies|profiles --template
forsa export profiles FILE --office CODE [--as EMAIL]
```

`export` writes an office's people as `import` reads them, to a file that its owner alone can
read. What it writes changes nothing when it is read again. Left out are time abroad, notes,
introductions and the yes to one employer or to messages; nobody's files of another office are
there, and that somebody wrote the list stands in the audit.

`--template` prints a file with one example row, which imports as it is. The last line of an
import is `added A, changed C, unchanged U`. The same file imported twice changes nothing: rows
are known by their reference.

**One bad row, and nothing of the file is kept.** The first 20 problems are printed, each with
line, column, what stands there and what is needed; the exit code is 1. With `--keep-good` the
good rows are imported and the bad ones written to `FILE.bad.csv` with a column `reason`: mend
them there and import that file. `--dry-run` reads, checks and writes nothing. Without `--as`
the command acts as the system.

## The file

- CSV in UTF-8, with or without a mark; comma, semicolon or tab between cells, which is seen by
  itself; cells in double quotes where they hold a separator or a line end. In Excel: File,
  Save as, type "CSV UTF-8". UTF-16, Windows-1256 and workbooks are named and refused.
- At most {MOST_BYTES // MEGABYTE} MB and {MOST_ROWS:,} rows.
- Columns in any order; small or large letters, spaces or underscores in their names. Columns
  we do not know are named and left out. An empty cell means that nobody has asked yet.
"""

METHODS = ", ".join(f"`{method}`" for method in ConsentMethod)
CELLS = f"""## Cells

- **Digits** of any script: `750,000`, `750.000` and `٧٥٠٬٠٠٠` are the same number.
- **Dates** as `2026-03-25`. `25/03/2026` is understood; `03/04/2026` is refused, because it
  can be read in two ways.
- **Phones** as in Iraq if no country is named: `0770 123 4567`, `00964…`, `+964…`, `٠٧٧٠…`.
- **Yes or no** also as `نعم` / `لا`, `بەڵێ` / `نەخێر`.
- **Governorates** by name in English, Arabic or Sorani, or by code: {", ".join(NAMES)}.
- **Lists** are parted by `;` or `|`. A skill may carry a level after `=`: 1 basic, 2 working,
  3 skilled, 4 expert (`welding=3`). Words are looked up in the taxonomy and always kept as
  typed.
- **Lists with details** hold a name each and after `=` what is said of it, parted by `/`, in any
  order: `welder=36/formal/abroad`, `vocational=2009/finished/metal work`. Works:
  {", ".join(f"`{kind}`" for kind in ExperienceKind)}, months, `iraq` or `abroad`. Schools:
  {", ".join(f"`{level}`" for level in EducationLevel)}. Transport:
  {", ".join(f"`{kind}`" for kind in Transport)}. Contracts:
  {", ".join(f"`{kind}`" for kind in ContractKind)}. Tasks:
  {", ".join(f"`{task}`" for task in PhysicalTask)}. What matters:
  {", ".join(f"`{what}`" for what in Priority)}. A backslash before `;` `|` `=` `/`
  makes it a letter. What is on file stays: the same work is brought up to date, schools and
  certificates are filled in, and what an office chose a work to mean stays chosen.
- **Languages** with a level from A1 to C2: `en:B1;ar:C2`; a mother tongue is `native`.
- **Licences** by code: {", ".join(f"`{code}`" for code in LICENCES)}.
- **Formulas**: in files we write, an apostrophe stands before a cell that a spreadsheet might
  take for a formula; it is taken away when the file comes back.

## Consents

A consent is two columns: the day of the yes, and how it was given ({METHODS}), for example
`consent_matching_on` with `2026-10-01` and `consent_matching_method` with `signed`. Whoever
has none is kept and never matched. A day in the future is refused; one more than 12 months ago
is kept as ended and named, and counts for nothing until the person is asked again. Consents to
name and phone for one vacancy, and to messages, are never imported.
"""


def import_page() -> str:
    """Return the page in Markdown."""
    return "\n".join([INTRODUCTION, *_tables(), CELLS])


def _tables() -> Iterator[str]:
    for noun, words, columns in SECTIONS:
        yield f"## Columns of {noun}\n\n{words}\n"
        yield "\n".join(_table(columns)) + "\n"


def _table(columns: Sequence[AnyColumn]) -> Iterator[str]:
    yield "| column | needed | this is | example |"
    yield "| --- | --- | --- | --- |"
    for column in columns:
        needed = "yes" if column.needed else ""
        example = f"`{_in_table(column.example)}`" if column.example else ""
        yield f"| `{column.name}` | {needed} | {_in_table(column.meaning)} | {example} |"


def _in_table(text: str) -> str:
    return text.replace("|", "\\|")
