from regiewijzer.web.charts.drawing import FIRST_PICTURE, picture, warm_up


def test_the_first_picture_is_one():
    assert picture(FIRST_PICTURE).startswith("<svg")


def test_warming_up_ends_without_a_trace():
    engine = warm_up()
    engine.join(timeout=60)
    assert not engine.is_alive()
