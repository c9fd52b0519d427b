import codecs

import pytest

from forsa.exchange.csv_files import MOST_ROWS, read_table
from forsa.exchange.csv_lines import MOST_BYTES
from forsa.exchange.problems import FileProblem, FileRefused, shown

KNOWN = ("employer_reference", "name", "phone", "contact_name")
NEEDED = ("employer_reference", "name")
GOOD = "employer_reference,name,phone\nE-1,Employer 0001,0770 123 4567\n"


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a file of these bytes."""

    def read_bytes(content: bytes | str):
        path = tmp_path / "file.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, known=KNOWN, needed=NEEDED)

    return read_bytes


@pytest.fixture
def refusal(read):
    """Give a function that says why a file of these bytes is refused."""

    def refused(content: bytes | str) -> str:
        with pytest.raises(FileRefused) as caught:
            read(content)
        return str(caught.value)

    return refused


class TestFileThatIsTired:
    @pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
    def test_is_read(self, read, mark, separator, end):
        table = read(mark + GOOD.replace(",", separator).replace("\n", end).encode())
        assert table.names == ("employer_reference", "name", "phone")
        assert [line.cells for line in table.lines] == [("E-1", "Employer 0001", "0770 123 4567")]
        assert table.separator == separator

    def test_may_quote_separators_and_line_ends(self, read):
        table = read('employer_reference,name\r\n"E,1","Two ""good""\nlines"\r\nE-2,b\r\n')
        assert [(line.number, line.cells) for line in table.lines] == [
            (2, ("E,1", 'Two "good"\nlines')),
            (4, ("E-2", "b")),
        ]

    def test_may_name_its_separator_in_the_first_line(self, read):
        table = read("sep=;\r\nemployer_reference;name\r\nE-1;a\r\n")
        assert [(line.number, line.cells) for line in table.lines] == [(3, ("E-1", "a"))]

    def test_may_write_column_names_freely(self, read):
        assert read(" Employer reference ,NAME\nE-1,a\n").names == ("employer_reference", "name")

    def test_may_have_empty_lines_and_empty_columns_at_the_end(self, read):
        table = read("employer_reference,name,,\n\n,,,\nE-1,a,,\nE-2\n")
        assert [(line.number, line.cells) for line in table.lines] == [
            (4, ("E-1", "a")),
            (5, ("E-2", "")),
        ]

    def test_may_have_been_written_by_us_with_guards(self, read):
        assert read("employer_reference,name\nE-1,'=1+1\n").lines[0].cells[1] == "=1+1"

    def test_may_have_unknown_columns_which_are_named(self, read):
        table = read("employer_reference,name,fone,colour,reason\nE-1,a,1,2,3\n")
        assert table.notes == (
            "Column 'fone' is not known and was left out. Did you mean 'phone'?",
            "Column 'colour' is not known and was left out.",
        )


class TestFileThatCannotBeRead:
    def test_is_empty(self, refusal):
        assert refusal("") == (
            "Found an empty file; needed a line that names the columns, then rows."
        )

    @pytest.mark.parametrize("content", ["\n\n", "\ufeff", "  \r\n"])
    def test_holds_only_white_space(self, refusal, content):
        assert "white space" in refusal(content)

    def test_is_not_there(self, tmp_path):
        with pytest.raises(FileRefused, match="no file under this name"):
            read_table(tmp_path / "none.csv", known=KNOWN, needed=NEEDED)

    def test_has_a_header_only(self, refusal):
        assert refusal("employer_reference,name\n") == (
            "Found a file with a header line only; needed at least one row under it."
        )

    def test_lacks_a_column_and_hears_what_is_there_and_what_may_be_meant(self, refusal):
        assert refusal("employer_referense,phone\n1,2\n") == (
            "Found the columns employer_referense, phone; needed also the columns "
            "employer_reference (is it 'employer_referense'?); name."
        )

    def test_has_a_column_twice(self, refusal):
        assert "the column name more than once" in refusal("employer_reference,name,Name\n1,2,3\n")

    def test_has_200_megabytes_and_is_not_opened(self, tmp_path):
        path = tmp_path / "large.csv"
        with path.open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        with pytest.raises(FileRefused) as caught:
            read_table(path, known=KNOWN, needed=NEEDED)
        assert str(caught.value) == (
            "Found a file of 200 MB; needed one of at most 50 MB; split it, or save it without "
            "what is not in the template."
        )
        assert MOST_BYTES == 50 * 1024 * 1024

    def test_has_too_many_rows(self, refusal):
        rows = "E-1,a\n" * (MOST_ROWS + 1)
        assert "more than 50,000 rows" in refusal("employer_reference,name\n" + rows)

    def test_has_too_many_columns(self, refusal):
        header = "employer_reference,name," + ",".join(f"c{n}" for n in range(200))
        assert refusal(header + "\n1,2\n") == "Found 202 columns; needed at most 200."

    @pytest.mark.parametrize(
        "content",
        [
            codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"),
            codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"),
            GOOD.encode("utf-16-le"),
            ("employer_reference,name\n" + "ع" * 9).encode("utf-16-be"),
        ],
    )
    def test_is_utf_16_and_hears_how_to_save_it(self, refusal, content):
        assert "UTF-16" in refusal(content)
        assert "'CSV UTF-8'" in refusal(content)

    def test_is_windows_1256_and_hears_how_to_save_it(self, refusal):
        assert refusal("employer_reference,name\nE-1,شركة البناء\n".encode("cp1256")) == (
            "Line 2: found text in Windows-1256 (Arabic Windows); needed UTF-8; in Excel: File, "
            "Save as, type 'CSV UTF-8'."
        )

    def test_is_western_windows_and_not_taken_for_arabic(self, refusal):
        assert "Windows-1252" in refusal(
            "employer_reference,name\nE-1,Smørrebrød\n".encode("cp1252")
        )

    def test_holds_a_nul_byte_and_hears_where(self, refusal):
        assert refusal("employer_reference,name\nE-1,a\nE-2,\0\n").startswith(
            "Line 3: found a NUL byte"
        )

    @pytest.mark.parametrize(
        ("start", "name"),
        [
            (b"PK\x03\x04", "an Excel workbook"),
            (b"%PDF-1.7", "a PDF"),
            (b"\xd0\xcf\x11\xe0", "old Excel"),
        ],
    )
    def test_is_of_another_kind(self, refusal, start, name):
        assert name in refusal(start + b"rest")

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ('E-1,"a\nE-2,b\n', "Line 3: found a quotation mark that never closes"),
            ('E-1,"a"b\n', "Line 3: found a quotation mark inside a quoted cell"),
            ("E-1," + "a" * 140_000, "Line 3: found a cell of more than 131,072 characters"),
        ],
    )
    def test_has_broken_cells_and_hears_where(self, refusal, content, sentence):
        assert refusal("employer_reference,name\nE-0,z\n" + content).startswith(sentence)


class TestRowWithMoreCellsThanColumns:
    def test_is_set_apart(self, read):
        table = read("employer_reference,name\nE-1,a,b\nE-2,c\n")
        assert [line.number for line in table.uneven] == [2]
        assert [line.number for line in table.lines] == [3]


class TestProblem:
    def test_shows_no_more_than_forty_characters_in_one_line(self):
        text = "\x1b[31m" + "a\n" * 80
        assert len(shown(text)) == 40
        assert "\n" not in shown(text)
        assert "\x1b" not in shown(text)

    def test_says_that_nothing_stands_there(self):
        assert FileProblem(4, "name", " ", "the name").sentence == (
            "Line 4, column name: found nothing, needed the name."
        )
