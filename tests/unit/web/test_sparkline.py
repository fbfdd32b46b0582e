"""Small lines."""

from regiewijzer.web.charts.sparkline import EDGE, HEIGHT, WIDTH, range_of, sparkline


def test_the_line_runs_from_edge_to_edge():
    assert sparkline([0, 10]).path == f"M{EDGE} {HEIGHT - EDGE}L{WIDTH - EDGE} {EDGE}"


def test_a_gap_lifts_the_pen():
    assert sparkline([1, 2, None, 4, 5]).path.count("M") == 2


def test_a_point_without_neighbours_becomes_a_dot():
    found = sparkline([None, 5, None, 0, 10])
    assert found.dots == (((WIDTH - 2 * EDGE) / 4 + EDGE, HEIGHT / 2),)
    assert found.end == (WIDTH - EDGE, EDGE)


def test_nothing_to_show_is_no_line():
    found = sparkline([None, None])
    assert (found.path, found.dots, found.end) == ("", (), None)


def test_a_line_that_hardly_moves_looks_so():
    low, high = range_of([100, 101])
    assert high - low >= 0.4 * 101


def test_lines_in_one_box_share_their_heights():
    box = range_of([0, 100], [50, 50])
    assert sparkline([100, 50], box=box).path.split("L")[1] == sparkline([0, 50], box=box).path.split("L")[1]
