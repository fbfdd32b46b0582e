import pytest

from regiewijzer.ledger.districts import DistrictTableError, districts_of, read_districts
from regiewijzer.ledger.home import Home


@pytest.mark.parametrize(
    "text",
    [
        "postcode,district_code\n2511 CS,WK1\n",
        "postcode;district_code\n2511CS;WK1\n",
        "\ufeffpostcode,district_code\n2511cs,WK1\n",
    ],
)
def test_districts_are_read_from_csv(tmp_path, text):
    path = tmp_path / "districts.csv"
    path.write_text(text, "utf-8")
    assert read_districts(path) == {"2511CS": "WK1"}


@pytest.mark.parametrize(
    ("text", "line"), [("postcode,wijk\n2511CS,WK1\n", "line 2"), ("postcode,district_code\n2511CS,WK1\n251,WK1\n", "line 3")]
)
def test_a_wrong_district_table_names_the_line(tmp_path, text, line):
    path = tmp_path / "districts.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(DistrictTableError, match=line):
        read_districts(path)


def test_the_region_file_names_the_table(tmp_path):
    home = Home(tmp_path)
    assert districts_of(home) == {}
    home.region.write_text("name: Test\npostcode_districts: districts.csv\n")
    (tmp_path / "districts.csv").write_text("postcode,district_code\n2511,WK1\n")
    assert districts_of(home) == {"2511": "WK1"}
