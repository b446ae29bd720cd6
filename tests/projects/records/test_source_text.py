"""The wording of the city's 協働事業一覧 and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_portal.quantities.participants import (
    InvalidParticipants,
    Participants,
    parse_participants,
)
from kyodo_portal.text import fold
from projects.records.source_text import (
    PartnerName,
    UnknownForm,
    parse_form,
    parse_recurrence,
    says_which_other,
    split_partners,
)

CLEAN_UP_DAY = ["町内会・自治会", "老人クラブ", "学校PTA", "同好会", "各種団体"]
# 関係団体名（主催者） of the rows 1 to 14 of 苫小牧市 協働事業一覧 令和7年度.
PARTNERS_OF_R7 = [
    ("苫小牧市立中央図書館", ["苫小牧市立中央図書館"]),
    ("苫小牧市立中央図書館", ["苫小牧市立中央図書館"]),
    ("町内会・自治会", ["町内会・自治会"]),
    ("YAC日本宇宙少年団苫小牧分団", ["YAC日本宇宙少年団苫小牧分団"]),
    ("町内会・自治会、老人クラブ、学校PTA、同好会、各種団体等", CLEAN_UP_DAY),
    ("苫小牧市美術博物館", ["苫小牧市美術博物館"]),
    ("苫小牧市", ["苫小牧市"]),
    (
        "日本無線(株)北海道支社、(株)電気工事西川組、苫小牧発明研究会",
        ["日本無線(株)北海道支社", "(株)電気工事西川組", "苫小牧発明研究会"],
    ),
    ("苫小牧市立中央図書館", ["苫小牧市立中央図書館"]),
    ("トヨタ自動車北海道(株)", ["トヨタ自動車北海道(株)"]),
    ("苫小牧市環境衛生部ゼロカーボン推進室", ["苫小牧市環境衛生部ゼロカーボン推進室"]),
    ("苫小牧市立中央図書館", ["苫小牧市立中央図書館"]),
    ("町内会・自治会、老人クラブ、学校PTA、同好会、各種団体等", CLEAN_UP_DAY),
    (
        "苫小牧市（協働・男女参画室）+ゼロカーボン推進室",
        ["苫小牧市（協働・男女参画室）", "ゼロカーボン推進室"],
    ),
]

partner_texts = st.text(
    st.one_of(st.sampled_from("、，,､＋+\n\r・（）()「」『』［］【】等など -"), st.characters()),
    max_size=40,
)


def names(text):
    return [partner.name for partner in split_partners(text)]


# Partners


@pytest.mark.parametrize(("text", "partners"), PARTNERS_OF_R7)
def test_partners_of_the_citys_list(text, partners):
    assert names(text) == partners


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("", []),
        (" 　\n", []),
        ("等", []),
        ("、、＋", []),
        ("該当なし", []),
        ("－", []),
        ("Ａ会，Ｂ会,Ｃ会､Ｄ会", ["Ａ会", "Ｂ会", "Ｃ会", "Ｄ会"]),
        ("A会＋B会\nC会\r\nD会", ["A会", "B会", "C会", "D会"]),
        ("・A会\n・B会", ["A会", "B会"]),
        ("A会（春、秋）、B会", ["A会（春、秋）", "B会"]),
        ("A会(本部、(支部、分会)、室)+B会", ["A会(本部、(支部、分会)、室)", "B会"]),
        ("「花、緑」の会、『水＋土』の会", ["「花、緑」の会", "『水＋土』の会"]),
        ("A会（本部)、B会[C、D]", ["A会（本部)", "B会[C、D]"]),
        ("A会（本部、B会", ["A会（本部", "B会"]),
        ("A会）、B会（C、D）", ["A会）", "B会（C、D）"]),
        ("ABC Co., Ltd.、D会", ["ABC Co., Ltd.", "D会"]),
        ("A会 、 B会　", ["A会", "B会"]),
        ("PTA、A会、ＰＴＡ、pta", ["PTA", "A会"]),
        ("A会等、B会など", ["A会", "B会"]),
        ("PTA、等", ["PTA"]),
        ("各種団体（PTA等）", ["各種団体（PTA等）"]),
        ("苫小牧市男女平等", ["苫小牧市男女平等"]),
        ("高等学校、初等科研究会", ["高等学校", "初等科研究会"]),
    ],
)
def test_partners_are_divided_outside_brackets(text, partners):
    assert names(text) == partners


def test_partner_keeps_the_item_as_written():
    assert split_partners("同好会、 各種団体等") == [
        PartnerName("同好会", "同好会"),
        PartnerName("各種団体", "各種団体等"),
    ]


@given(partner_texts)
def test_partners_are_parts_of_the_text_and_distinct(text):
    partners = split_partners(text)
    assert all(partner.as_written in text for partner in partners)
    assert all(partner.as_written.startswith(partner.name) for partner in partners)
    keys = [fold(partner.name) for partner in partners]
    assert "" not in keys
    assert len(set(keys)) == len(keys)


@given(
    st.lists(st.text("図書館・a1（、＋）", max_size=6).map("（{}）会".format), unique_by=fold),
    st.sampled_from("、，＋+\n"),
)
def test_partners_joined_are_divided_again(written, separator):
    balanced = [name for name in written if name.count("（") == name.count("）") == 1]
    assert names(separator.join(balanced)) == balanced


# Participants


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1,225", 1225),
        ("１，２２５", 1225),
        ("1225", 1225),
        ("1,225人", 1225),
        (" 1,225 名\n", 1225),
        ("12,827", 12827),
        ("0", 0),
        (0, 0),
        (4, 4),
        (1225.0, 1225),
        (99_999_999, 99_999_999),
    ],
)
def test_participants_are_counted(written, count):
    assert parse_participants(written) == Participants(count, "counted")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("不明", "unknown"),
        (" 不 明 ", "unknown"),
        ("-", "not_applicable"),
        ("－", "not_applicable"),
        ("—", "not_applicable"),
        ("――", "not_applicable"),
        ("ー", "not_applicable"),
        ("該当なし", "not_applicable"),
        ("", "not_entered"),
        (" 　", "not_entered"),
        (None, "not_entered"),
    ],
)
def test_participants_without_number_have_their_status(written, status):
    assert parse_participants(written) == Participants(None, status)


@pytest.mark.parametrize(
    "written",
    [
        "約50人",
        "50人以上",
        "-5",
        -5,
        "12.5",
        12.5,
        "1,22",
        "1 225",
        "五十人",
        "なし",
        "28人 20人",
        True,
        100_000_000,
        "9" * 5000,
        float("nan"),
        float("inf"),
        "１２\x00",
    ],
)
def test_participants_that_are_no_number_are_refused(written):
    with pytest.raises(InvalidParticipants):
        parse_participants(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "約50人",
            (
                "「約50人」は人数として読み取れません。0以上の人数を数字だけで書いてください（例：1,225）。"
                "分からないときは「不明」、当てはまらないときは「-」と書きます。"
            ),
        ),
        (
            "1,000,000,000",
            "「1,000,000,000」は人数として大きすぎます。99,999,999以下の数字で書いてください。",
        ),
    ],
)
def test_refused_participants_say_how_to_write_them(written, message):
    with pytest.raises(InvalidParticipants) as refusal:
        parse_participants(written)
    assert str(refusal.value) == message


@given(st.integers(0, 99_999_999))
def test_any_number_of_participants_is_read_back(count):
    for written in (count, str(count), f"{count:,}", f"{count:,}人", float(count)):
        assert parse_participants(written) == Participants(count, "counted")


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats()))
def test_participants_are_read_or_refused(written):
    try:
        participants = parse_participants(written)
    except InvalidParticipants:
        return
    assert (participants.count is None) == (participants.status != "counted")


# Recurrence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("毎年実施", "yearly"),
        (" 毎年 実施 ", "yearly"),
        ("毎年", "yearly"),
        ("毎年度", "yearly"),
        ("", "not_entered"),
        ("　", "not_entered"),
        ("隔年", "biennial"),
        ("隔年実施", "biennial"),
        ("２年に１回", "biennial"),
        ("単年度", "once"),
        ("今回のみ", "once"),
        ("１回のみ", "once"),
        ("一回限り", "once"),
        ("不定期", "irregular"),
        ("不定期開催", "irregular"),
        ("年10回", "other"),
        ("３年に１回", "other"),
        ("毎年実施だが今年は中止", "other"),
    ],
)
def test_recurrence_is_read(text, code):
    assert parse_recurrence(text) == code


# Forms


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("その他（事業協力）", ["kyoryoku"]),
        ("その他(事業協力)", ["kyoryoku"]),
        ("その他 （ 事業協力 ）", ["kyoryoku"]),
        ("その他", ["sonota"]),
        ("その他（）", ["sonota"]),
        ("その他（花壇の里親）", ["sonota"]),
        ("その他（事業協力、花壇の里親）", ["kyoryoku", "sonota"]),
        ("事業協力", ["kyoryoku"]),
        ("共催", ["kyosai"]),
        ("共催、後援", ["kyosai", "koen"]),
        ("後援・共催", ["koen", "kyosai"]),
        ("補助", ["hojo"]),
        ("助成", ["hojo"]),
        ("補助・助成", ["hojo"]),
        ("補助金", ["hojo"]),
        ("協議会", ["jikko"]),
        ("実行委員会", ["jikko"]),
        ("実行委員会・協議会", ["jikko"]),
        ("情報提供・情報交換", ["joho"]),
        ("協定", ["kyotei"]),
        ("委託", ["itaku"]),
        ("委託／その他（事業協力）\n共催", ["itaku", "kyoryoku", "kyosai"]),
        ("", []),
        (" 　", []),
    ],
)
def test_form_is_read(text, codes):
    assert parse_form(text) == codes


@pytest.mark.parametrize("text", ["共済", "共催、主催", "その他（事業協力", "委託（一部）", "-"])
def test_unknown_form_is_refused(text):
    with pytest.raises(UnknownForm):
        parse_form(text)


def test_refused_form_names_the_known_ones():
    with pytest.raises(UnknownForm) as refusal:
        parse_form("共催、主催")
    assert str(refusal.value) == (
        "「主催」は協働の形態にありません。"
        "共催、実行委員会、協定、事業協力、委託、補助、後援、情報提供、その他のどれかで書いてください。"
    )


@pytest.mark.parametrize(
    "text", ["その他（事業協力）", "共催、その他：広報", "寄附", "その他 広報"]
)
def test_wording_that_says_which_other(text):
    assert says_which_other(text)


@pytest.mark.parametrize("text", ["", " ", "その他", "その他（）", "その他、共催", "共催・その他"])
def test_wording_that_does_not_say_which_other(text):
    assert not says_which_other(text)
