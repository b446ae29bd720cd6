"""The columns of 総括表 and reports: one table for files, API and data dictionary."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.columns import Column, ColumnType
from pledges.reports.choices import RatingStatus
from pledges.sets.choices import RollUp, Rounding


def _label(choices: Any, key: str) -> Any:
    return lambda row: str(choices(row[key]).label)


REPORT_COLUMNS = [
    Column("pledge_set", _("公約"), ColumnType.TEXT, _("公約のアドレスの名前。")),
    Column(
        "municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード（6けた）。")
    ),
    Column("fiscal_year", _("年度"), ColumnType.INTEGER, _("報告の年度の始まる西暦の年。")),
    Column("as_of_text", _("時点"), ColumnType.TEXT, _("いつの時点か。資料に書かれたとおり。")),
]
LINE_COLUMNS = [
    *REPORT_COLUMNS,
    Column("path", _("項目の位置"), ColumnType.TEXT, _("上から何番目かをつないだもの。全体は空。")),
    Column("parent", _("上の項目の位置"), ColumnType.TEXT, _("すぐ上の項目。いちばん上は空。")),
    Column("level", _("段階"), ColumnType.TEXT, _("基本政策、公約、施策など。")),
    Column("label", _("番号"), ColumnType.TEXT, _("資料の番号を上からつないだもの。")),
    Column("title", _("文"), ColumnType.LONG_TEXT, _("公約の文。資料に書かれたとおり。")),
    Column(
        "percent_published",
        _("公表値（%）"),
        ColumnType.NUMBER,
        _("市が公表した値。ないときは空。"),
    ),
    Column(
        "percent_computed",
        _("計算値（%）"),
        ColumnType.NUMBER,
        _("決まりのとおりに計算した値。計算しないとき、できないときは空。"),
    ),
    Column("children", _("計算に使った項目"), ColumnType.TEXT, _("平均に入れた下の項目の位置。")),
    Column(
        "children_percent",
        _("計算に使った値"),
        ColumnType.TEXT,
        _("その項目の値（%）。順に並べる。"),
    ),
    Column(
        "left_out",
        _("計算から除いた項目"),
        ColumnType.TEXT,
        _("値がないため除いた下の項目の位置。"),
    ),
    Column("mean", _("端数の処理の前の平均"), ColumnType.TEXT, _("小数第4位まで。")),
    Column(
        "roll_up",
        _("計算のもと"),
        ColumnType.TEXT,
        _("何の平均か。APIでは none、mean_of_published、mean_of_exact。"),
        cell=_label(RollUp, "roll_up"),
    ),
    Column(
        "rounding",
        _("端数"),
        ColumnType.TEXT,
        _("そのまま、切り捨て、四捨五入。"),
        cell=_label(Rounding, "rounding"),
    ),
    Column("decimals", _("小数のけた"), ColumnType.INTEGER, _("端数を処理するけた。")),
    Column("rule", _("計算の決まり"), ColumnType.TEXT, _("決まりを言葉で書いたもの。")),
    Column(
        "rule_is_inferred",
        _("決まりは推定"),
        ColumnType.TEXT,
        _("「推定」は、市が決まりを示さず、公表値から推定したとき。"),
        cell=lambda row: str(_("推定")) if row["rule_is_inferred"] else "",
    ),
    Column("stars", _("星"), ColumnType.INTEGER, _("星の数。ないときは空。")),
    Column("star_steps", _("星の段階"), ColumnType.INTEGER, _("星がいくつの段階か。")),
    Column(
        "word", _("状況"), ColumnType.TEXT, _("状況の言葉。星やパーセントを使わない公約のとき。")
    ),
    Column(
        "status",
        _("評価の状態"),
        ColumnType.TEXT,
        _(
            "評価あり（rated）、未評価（not_rated）、該当なし（not_applicable）、"
            "資料に記載なし（not_stated）。"
        ),
        cell=_label(RatingStatus, "status"),
    ),
    Column("reason", _("理由"), ColumnType.LONG_TEXT, _("市の述べた理由。")),
    Column("note", _("注"), ColumnType.LONG_TEXT, _("資料の読み方についての注。")),
    Column(
        "departments",
        _("担当部署"),
        ColumnType.TEXT,
        _("担当の部署。この報告のときのもの。"),
        cell=lambda row: "、".join(one["name"] for one in row["departments"]),
    ),
    Column(
        "initiatives",
        _("取組事業"),
        ColumnType.LONG_TEXT,
        _("実施した内容。資料に書かれたとおり。ファイルでは改行で区切ります。"),
        cell=lambda row: "\n".join(row["initiatives"]),
    ),
    Column("url", _("アドレス"), ColumnType.TEXT, _("この項目のページ。")),
]


COMPARISON_COLUMNS = [
    Column("path", _("項目の位置"), ColumnType.TEXT, _("上から何番目かをつないだもの。全体は空。")),
    Column("level", _("段階"), ColumnType.TEXT, _("基本政策、公約、施策など。")),
    Column("label", _("番号"), ColumnType.TEXT, _("資料の番号を上からつないだもの。")),
    Column("title", _("文"), ColumnType.LONG_TEXT, _("公約の文。後の報告のもの。")),
    Column("from_value", _("前の報告"), ColumnType.TEXT, _("前の報告の値。")),
    Column("to_value", _("後の報告"), ColumnType.TEXT, _("後の報告の値。")),
    Column(
        "difference", _("差"), ColumnType.NUMBER, _("後から前を引いたもの。比べられないときは空。")
    ),
    Column("way", _("変化"), ColumnType.TEXT, _("上がった、下がった、変わらない、など。")),
    Column("reason", _("理由"), ColumnType.LONG_TEXT, _("後の報告で市の述べた理由。")),
]
