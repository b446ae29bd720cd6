"""The safe subset of Markdown."""

import pytest

from kyodo_portal.markdown import MOST_MESSAGES, Block, Piece, UnsafeMarkdown, parse, plain_text


def test_parse_paragraphs_lists_and_heading():
    text = "はじめ\n続き\n\n- 一つ\n- 二つ\n\n### 小見出し\n\n1. 先\n2. 後"
    assert parse(text) == [
        Block("paragraph", [[Piece("はじめ")], [Piece("続き")]]),
        Block("list", [[Piece("一つ")], [Piece("二つ")]]),
        Block("heading", [[Piece("小見出し")]]),
        Block("numbered", [[Piece("先")], [Piece("後")]]),
    ]


def test_parse_bold_and_link_of_the_site():
    assert parse("前**太字**と[一覧](/projects/?form=koen)と[形態](#form-1)") == [
        Block(
            "paragraph",
            [
                [
                    Piece("前"),
                    Piece("太字", is_bold=True),
                    Piece("と"),
                    Piece("一覧", url="/projects/?form=koen"),
                    Piece("と"),
                    Piece("形態", url="#form-1"),
                ]
            ],
        )
    ]


def test_parse_lone_marks_are_words():
    assert parse("5 < 6、#1、約10%*") == [Block("paragraph", [[Piece("5 < 6、#1、約10%*")]])]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>太字</b>",
        "< img src=x onerror=alert(1)>",
        "<!-- 注 -->",
        "![絵](/x.png)",
        "```\nx\n```",
        "`x`",
        "# 見出し",
        "> 引用",
        "| a | b |",
        "[外](https://example.com/)",
        "[外](//example.com/)",
        "[外](/\\example.com)",
        "[悪](javascript:alert(1))",
        "[悪](JavaScript:alert)",
        "[悪](data:text/html,x)",
        "[空]()",
        "[a]: https://example.com/",
        "**閉じない",
        "[制御](/\x01projects/)",
        "[制御](#\x7f)",
    ],
)
def test_parse_outside_the_subset_is_refused_with_the_line(text):
    with pytest.raises(UnsafeMarkdown) as refusal:
        parse(f"よい行\n\n{text}")
    assert [message[:3] for message in refusal.value.messages][:1] == ["3行目"]


def test_parse_of_a_text_in_other_markup_names_only_its_first_places():
    with pytest.raises(UnsafeMarkdown) as refusal:
        parse("<p>\n" * 5_000)
    assert len(refusal.value.messages) == MOST_MESSAGES


def test_plain_text_leaves_out_the_marks():
    assert plain_text("**太字**\n\n- [一覧](/projects/)") == "太字\n一覧"
