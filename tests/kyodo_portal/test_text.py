"""Folding for search and matching, and characters that may not be stored."""

import sys

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kyodo_portal.fiscal_years.names import fold_name
from kyodo_portal.text import (
    bigrams,
    fold,
    normalise_newlines,
    refuse_unsafe_characters,
    search_words,
    unsafe_characters,
)

HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
# Letters that fold in several steps: combining marks, ligatures, small and half-width kana.
TRICKY = "ワヷﾜヵヶか゛゙ﾞ゚ﾟーｰ-－〜～ヴｳうßẞİıǰﬁ㌔㋿①½¯ 　\u200b\ufe0f\u00ad゠・･ΐςΣᾳ\u0345ᎠͅΑ"

texts = st.one_of(st.text(max_size=30), st.text(st.sampled_from(TRICKY), max_size=12))
names = st.text(st.sampled_from("本のばりっこ市（春秋）「」053・ゼロA"), max_size=12).map(
    "本{}".format
)


# fold


@given(texts)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_what_stays():
    everything = "本".join(map(chr, range(sys.maxunicode + 1)))
    assert fold(fold(everything)) == fold(everything)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20))
def test_full_width_folds_to_the_same(text):
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in text)
    assert fold(wide) == fold(text) == fold(text.upper())


@given(st.text(st.sampled_from(HIRAGANA), max_size=20))
def test_katakana_folds_to_the_same_as_hiragana(text):
    katakana = "".join(chr(ord(sign) + 0x60) for sign in text)
    assert fold(katakana) == fold(text)


@given(st.text(st.sampled_from("あア春Ab-ー"), max_size=8), st.sampled_from(" 　\n\t\u00a0\u200b"))
def test_spaces_and_invisible_signs_fold_away(text, space):
    assert fold(space.join(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("ボランティア", "ﾎﾞﾗﾝﾃｨｱ"),
        ("ヴァイオリン", "ｳﾞｧｲｵﾘﾝ"),
        ("ヴ", "ゔ"),
        ("ヽヾ", "ゝゞ"),
        ("センター", "センタ－"),
        ("センター", "せんた-"),
        ("4～5月", "４〜５月"),
        ("緑ヶ丘", "緑ケ丘"),
        ("NPO法人", "ｎｐｏ法人"),
        ("第16回", "第１６回"),
        ("㈱", "(株)"),
        ("令和", "㋿"),
        ("苫小牧 市立\n中央図書館", "苫小牧市立中央図書館"),
    ],
)
def test_two_writings_of_one_word_fold_to_the_same(written, same):
    assert fold(written) == fold(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [("春", "秋"), ("はん", "ばん"), ("ロ", "口"), ("一", "ー"), ("〜", "ー"), ("か", "が")],
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


def test_folded_text_is_as_expected():
    assert fold("ＹＡＣ日本宇宙少年団　苫小牧分団") == "yac日本宇宙少年団苫小牧分団"
    assert fold("ゼロカーボン〜ﾂｱｰ") == "ぜろか-ぼん~つあ-"


# search_words, bigrams


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        (" 　 ", []),
        ("\u200b", []),
        ("図書館　ボランティア", ["図書館", "ぼらんてぃあ"]),
        ("  Peace  ＳＴＲＥＥＴ ", ["peace", "street"]),
    ],
)
def test_query_is_divided_into_folded_words(query, words):
    assert search_words(query) == words


@given(texts)
def test_search_words_are_folded_and_never_empty(query):
    words = search_words(query)
    assert "" not in words
    assert [fold(word) for word in words] == words


@pytest.mark.parametrize(
    ("folded", "pairs"),
    [
        ("", []),
        ("本", []),
        ("本の市", ["本の", "の市"]),
        ("ああああ", ["ああ"]),
        ("𠮷野", ["𠮷野"]),
    ],
)
def test_bigrams_are_distinct_pairs_in_order(folded, pairs):
    assert bigrams(folded) == pairs


@given(st.text(max_size=30), st.data())
def test_bigrams_of_a_part_are_among_those_of_the_whole(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert set(bigrams(text[start:end])) <= set(bigrams(text))


# fold_name


@pytest.mark.parametrize(
    ("one_year", "another"),
    [
        ("第16回本のばりっこ市", "第１７回 本のばりっこ市"),
        ("第16回本のばりっこ市", "第十六回本のばりっこ市"),
        ("第16回本のばりっこ市", "本のばりっこ市"),
        ("第二十回目本のばりっこ市", "本のばりっこ市（第21回）"),
        ("令和7年度観光サポーター", "観光サポーター"),
        ("観光サポーター（令和元年度）", "観光サポーター（平成31年度）"),
        ("観光サポーター R7", "観光サポーターＲ８"),
        ("R7年度観光サポーター", "S63年度観光サポーター"),
        ("2025年度 観光サポーター", "観光サポーター2026"),
        ("備えるフェスタ2025 inとまこまい", "備えるフェスタ２０２６ inとまこまい"),
        ("FY2025観光サポーター", "観光サポーター"),
        ("観光サポーター【2025】", "観光サポーター"),
        ("「053（ゼロごみ）の日」（春）", "『053(ゼロごみ)の日』［春］"),
        ("“ゼロ”の日", "「ゼロ」の日"),
    ],
)
def test_name_of_another_year_has_the_same_key(one_year, another):
    assert fold_name(one_year) == fold_name(another)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("「053（ゼロごみ）の日」（春）", "「053（ゼロごみ）の日」（秋）"),
        ("「053（ゼロごみ）の日」", "「（ゼロごみ）の日」"),
        ("2000人の吹奏楽", "1900人の吹奏楽"),
        ("第1部", "第2部"),
        ("講座1", "講座2"),
        ("AM/FMラジオを作ろう", "ラジオを作ろう"),
        ("H2Oを調べよう", "Oを調べよう"),
        ("M1の広場", "M2の広場"),
        ("12025番地", "番地"),
    ],
)
def test_names_of_two_projects_have_two_keys(name, other):
    assert fold_name(name) != fold_name(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("「053（ゼロごみ）の日」（春）", '"053(ぜろごみ)の日"(春)'),
        ("第16回本のばりっこ市", "本のばりっこ市"),
        ("SDGs イベント「新春！ゼロカーボン」", 'sdgsいべんと"新春!ぜろか-ぼん"'),
        ("令和7年度", "令和7年度"),
        ("第1回", "第1回"),
        ("", ""),
    ],
)
def test_key_of_a_name(name, key):
    assert fold_name(name) == key


@given(names, st.integers(1, 200), st.integers(2000, 2099), st.integers(1, 64))
def test_number_and_year_around_any_name_do_not_count(name, number, year, era_year):
    key = fold_name(name)
    for written in (
        f"第{number}回 {name}",
        f"{name}（第{number}回）",
        f"{year}年度 {name}",
        f"{name} {year}",
        f"令和{era_year}年度 {name}",
        f"{name}（平成{era_year}年度）",
        f"{name} R{era_year}",
    ):
        assert fold_name(written) == key


@given(texts)
def test_key_is_empty_only_for_an_empty_name(text):
    assert (fold_name(text) == "") == (fold(text) == "")


# Characters that may not be stored


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ふつうの文\t二列目\r\n二行目", []),
        ("𠮷野家　葛\U000e0100城 👨‍👩‍👧", []),
        ("a\x00b", ["U+0000"]),
        ("\x1b[31m\x7f\x85", ["U+001B", "U+007F", "U+0085"]),
        ("\u202egnp.exe\u202e\u2066", ["U+202E", "U+2066"]),
        ("\ufeff表\ufffe\ufdd0\U0010ffff", ["U+FEFF", "U+FFFE", "U+FDD0", "U+10FFFF"]),
        ("\ud800", ["U+D800"]),
    ],
)
def test_unsafe_characters_are_named_once_each(text, found):
    assert unsafe_characters(text) == found


def test_exactly_these_characters_are_unsafe():
    expected = {
        *(set(range(0x20)) - {0x09, 0x0A, 0x0D}),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        0xFEFF,
        *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    }
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert unsafe_characters(everything) == [f"U+{code:04X}" for code in sorted(expected)]


@given(st.text(max_size=30))
def test_text_is_refused_exactly_when_it_holds_unsafe_characters(text):
    if unsafe_characters(text):
        with pytest.raises(ValidationError):
            refuse_unsafe_characters(text)
    else:
        refuse_unsafe_characters(text)


def test_refusal_says_what_and_where():
    with pytest.raises(ValidationError) as refusal:
        refuse_unsafe_characters("本の\x00市\u202e")
    assert refusal.value.code == "unsafe_characters"
    assert refusal.value.messages == [
        (
            "3文字目に、使えない文字（U+0000, U+202E）があります。画面には見えないことがあります。"
            "その前後の文字ごと消して、入力し直してください。"
        )
    ]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\x0b二\u2028三\u2029四\x85五", "一\n二\n三\n四\n五"),
        ("一\r\n\r\n二", "一\n\n二"),
    ],
)
def test_line_ends_become_line_feeds(written, normal):
    assert normalise_newlines(written) == normal
