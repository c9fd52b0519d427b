"""The measures as a table, with bar and peer beside each, and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

import click

from benchmarks.end_to_end.pages import Throughput
from benchmarks.end_to_end.processes import Run
from benchmarks.end_to_end.ranks import Ranks

MOST_LIST_QUERIES, MOST_QUERIES = 6, 12
ROW = "{:<44}{:>14}{:>14}   {}"


@dataclass(frozen=True, slots=True)
class Measures:
    """All that was measured. `imports` are of employers, vacancies and people, in this order."""

    imports: tuple[Run, ...]
    ranks: Ranks
    draw_up: Run
    query_counts: Mapping[str, int]
    list_pages: tuple[str, ...]
    pages: tuple[Throughput, ...]

    @property
    def slowest(self) -> Throughput:
        """The page that leaves least of the bare handler's throughput."""
        return min(self.pages, key=lambda page: page.share)

    @property
    def most_list_queries(self) -> int:
        """The most queries of any list page."""
        return max(self.query_counts[path] for path in self.list_pages)

    def as_json(self) -> dict[str, object]:
        """Return the figures; throughput is that of the page that does worst."""
        worst = self.slowest
        return {
            "import_seconds": round(self.imports[-1].seconds, 1),
            "rank_ms_median": round(self.ranks.median_ms, 2),
            "rss_mib": round(max(one.rss_mib for one in self.imports)),
            "pages_per_second": round(worst.ours, 1),
            "bare_pages_per_second": round(worst.bare, 1),
            "people": self.ranks.people,
            "field_ms": round(self.ranks.load_ms),
            "rank_ms_slowest": round(self.ranks.slowest_ms, 1),
            "draw_up_seconds": round(self.draw_up.seconds, 1),
            "most_list_queries": self.most_list_queries,
            "most_queries": max(self.query_counts.values()),
            "pages": {
                page.path: {
                    "ours": round(page.ours, 1),
                    "bare": round(page.bare, 1),
                    "sql": round(page.sql, 1),
                }
                for page in self.pages
            },
        }


def print_table(measures: Measures) -> None:
    """Print the table."""
    click.echo(ROW.format("", "ours", "bar", "peer"))
    people, ranks = measures.imports[-1], measures.ranks
    memory = max(one.rss_mib for one in measures.imports)
    _line("import of people, seconds", f"{people.seconds:.1f}", "60")
    _line("import, most memory, MiB", f"{memory:.0f}", "512")
    _line(
        "one vacancy, median ms",
        f"{ranks.median_ms:.1f}",
        "50",
        f"{ranks.plain_ms:.0f} plain Python, without gates and reasons",
    )
    _line("one vacancy, slowest ms", f"{ranks.slowest_ms:.1f}", "")
    _line(f"reading {ranks.people:,} people before, ms", f"{ranks.load_ms:.0f}", "")
    _line("draw up all shortlists, seconds", f"{measures.draw_up.seconds:.1f}", "")
    for page in measures.pages:
        _line(
            f"{page.path}, pages a second",
            f"{page.ours:.0f} ({page.share:.0%})",
            "40%",
            f"{page.bare:.0f} bare handler; {page.sql:.0f} with its SQL alone",
        )
        _line(f"{page.path}, 95 % within ms", f"{page.ours_p95_ms:.0f}", "")
    lists = {path: measures.query_counts[path] for path in measures.list_pages}
    _line(
        "most queries of a list page",
        f"{max(lists.values())}",
        f"{MOST_LIST_QUERIES}",
        max(lists, key=lambda path: lists[path]),
    )
    counts = measures.query_counts
    _line(
        "most queries of any page",
        f"{max(counts.values())}",
        f"{MOST_QUERIES}",
        max(counts, key=lambda path: counts[path]),
    )


def _line(what: str, ours: str, bar: str, peer: str = "") -> None:
    click.echo(ROW.format(what, ours, bar, peer))
