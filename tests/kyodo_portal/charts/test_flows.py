"""The drawing of a flow: what stands where."""

from kyodo_portal.charts.flows import Step, draw_flow


def test_step_of_one_party_is_a_box_and_the_rest_are_lines():
    steps = [Step(0, 0, "審査"), Step(0, 1, "承認"), Step(1, 0, "相談", is_directed=False)]
    drawing = draw_flow(["市", "町内会"], steps)
    assert (len(drawing.boxes), len(drawing.arrows), len(drawing.open_lines)) == (1, 1, 1)
    assert [word.number for word in drawing.words] == ["1", "2", "3"]


def test_arrow_points_from_source_to_target():
    drawing = draw_flow(["市", "町内会"], [Step(1, 0, "申請書")])
    assert [(line.start, line.end) for line in drawing.arrows] == [("79.00%", "21.00%")]


def test_long_label_is_broken_and_loses_no_letter():
    label = "随時、活動内容の確認や助言・指導を行う"
    drawing = draw_flow(["市", "町内会", "銀行"], [Step(0, 0, label)])
    assert "".join(word.text for word in drawing.words) == label
    assert drawing.height >= drawing.boxes[0].y + drawing.boxes[0].height


def test_four_parties_need_more_room_than_a_phone_has():
    assert [draw_flow(["あ"] * count, []).is_wide for count in (3, 4)] == [False, True]
