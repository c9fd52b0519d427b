import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forsa.exchange.csv_files import read_table
from forsa.exchange.csv_out import csv_text, guarded, is_dangerous, unguarded, write_csv

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example","a")',
    "=",
    "+1+1",
    "+9647701234567",
    "-1+1",
    "-",
    "@SUM(A1)",
    "%0A=1",
    "|calc",
    "\t=1",
    "\r=1",
    "\n=1",
    "\r\n=1",
    " =1",
    "  +1",
    "\u00a0=1",
    "\u2003=1",
    "\u3000=1",
    "\ufeff=1",
    "\u200e=1",
    "\u200f=1",
    "\u202a=1",
    "\u202e=1",
    "\u2066=1",
    "\u2069-1",
    "\u061c=1",
    "\u200b=1",
    "\u00ad=1",
    "\x00=1",
    "\x0b=1",
    "\x0c=1",
    "\x1b=1",
    "\x85=1",
    "\u2028=1",
    "\t\t \u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    "％1",
    "｜calc",
    "−1",
    "﹣1",
    "'=1",
    "''=1",
]
PLAIN = [
    "",
    "welding",
    "'n",
    "O'Brien=1",
    "1=1",
    "لحام",
    "a+b",
    "V-7K3QMA",
    "0770 123 4567",
    "C++",
]


class TestFormula:
    @pytest.mark.parametrize("cell", FORMULAS)
    def test_is_guarded_and_comes_back_as_it_was(self, cell):
        assert guarded(cell).startswith("'")
        assert not is_dangerous(guarded(cell))
        assert unguarded(guarded(cell)) == cell

    @pytest.mark.parametrize("cell", PLAIN)
    def test_is_not_seen_in_plain_cells(self, cell):
        assert guarded(cell) == cell
        assert unguarded(cell) == cell


class TestFileWritten:
    @given(st.lists(st.text(alphabet="='+a,;\"\n\t لح"), min_size=1, max_size=4))
    def test_holds_every_cell_guarded(self, cells):
        [row] = csv.reader(io.StringIO(csv_text([cells]), newline=""))
        assert [unguarded(cell) for cell in row] == cells

    def test_is_read_by_us_as_it_was_and_is_its_owners_alone(self, tmp_path):
        path = tmp_path / "out.csv"
        write_csv(path, [("name", "phone"), ("=1", "+964 770 123 4567")], separator=";")
        table = read_table(path, known=("name", "phone"), needed=("name",))
        assert table.lines[0].cells == ("=1", "+964 770 123 4567")
        assert path.stat().st_mode & 0o777 == 0o600
