"""The columns of 総括表 and reports: one table for files, API and data dictionary."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice, Group, ListOf, part
from kyodo_portal.open_data.columns import LINES_OF_TEXT
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from pledges.reports.choices import RatingStatus
from pledges.sets.choices import RollUp, Rounding

# A report keeps the names of its departments, not what they belonged to.
DEPARTMENT = Group(
    "PledgeDepartment",
    [part("id", ColumnType.INTEGER, _("部署の番号")), part("name", ColumnType.TEXT, _("名前"))],
    words=itemgetter("name"),
)
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
        Choice(RollUp.choices),
        _("何の平均か。APIでは none、mean_of_published、mean_of_exact。"),
    ),
    Column(
        "rounding",
        _("端数"),
        Choice(Rounding.choices),
        _("そのまま、切り捨て、四捨五入。"),
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
        Choice(RatingStatus.choices),
        _(
            "評価あり（rated）、未評価（not_rated）、該当なし（not_applicable）、"
            "資料に記載なし（not_stated）。"
        ),
    ),
    Column("reason", _("理由"), ColumnType.LONG_TEXT, _("市の述べた理由。")),
    Column("note", _("注"), ColumnType.LONG_TEXT, _("資料の読み方についての注。")),
    Column(
        "departments",
        _("担当部署"),
        ListOf(DEPARTMENT),
        _("担当の部署。この報告のときのもの。"),
    ),
    Column(
        "initiatives",
        _("取組事業"),
        LINES_OF_TEXT,
        _("実施した内容。資料に書かれたとおり。ファイルでは改行で区切ります。"),
    ),
    Column("url", _("アドレス"), Address(), _("この項目のページ。")),
]

ITEM_REPORT = Group(
    "ItemReport",
    [
        Column("fiscal_year", _("年度"), ColumnType.INTEGER, _("報告の年度の始まる西暦の年")),
        Column("as_of", _("いつの時点か"), ColumnType.DATE, _("いつの時点か")),
        Column("as_of_text", _("時点"), ColumnType.TEXT, _("時点。資料に書かれたとおり")),
        Column("departments", _("担当部署"), ListOf(DEPARTMENT), _("担当部署")),
        Column("stars", _("星"), ColumnType.INTEGER, _("星の数。ないときは null"), nullable=True),
        Column("star_steps", _("星の段階"), ColumnType.INTEGER, _("星の段階"), nullable=True),
        Column(
            "percent_published",
            _("公表値（%）"),
            ColumnType.NUMBER,
            _("市が公表した値（%）"),
            nullable=True,
        ),
        Column(
            "percent_computed",
            _("計算値（%）"),
            ColumnType.NUMBER,
            _("計算した値（%）"),
            nullable=True,
        ),
        Column(
            "status",
            _("評価の状態"),
            Choice(RatingStatus.choices),
            _("評価の状態。rated でないときの星と値は null で、0ではありません"),
        ),
        Column("word", _("状況"), ColumnType.TEXT, _("状況の言葉。ないときは null"), nullable=True),
        Column("reason", _("理由"), ColumnType.LONG_TEXT, _("市の述べた理由。ないときは空")),
        Column("note", _("注"), ColumnType.LONG_TEXT, _("資料の読み方についての注。ないときは空")),
        Column("initiatives", _("取組事業"), LINES_OF_TEXT, _("取組事業。資料に書かれたとおり")),
        Column(
            "initiative_steps",
            _("取組事業の段階"),
            ListOf(ColumnType.INTEGER, has_gaps=True),
            _("取組事業ごとの段階。公開しない公約では null"),
            nullable=True,
        ),
    ],
)
ITEM_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("項目の番号。変わりません")),
    Column("pledge_set", _("公約"), ColumnType.TEXT, _("公約のアドレスの名前")),
    Column("parent", _("上の項目"), ColumnType.INTEGER, _("上の項目の番号"), nullable=True),
    Column("level", _("段階"), ColumnType.TEXT, _("段階の名前")),
    Column("path", _("項目の位置"), ColumnType.TEXT, _("上から何番目かをつないだもの。例：1-3-2")),
    Column("number", _("番号"), ColumnType.TEXT, _("番号。資料に書かれたとおり")),
    Column("title", _("文"), ColumnType.LONG_TEXT, _("文。資料に書かれたとおり")),
    Column(
        "reports",
        _("報告"),
        ListOf(ITEM_REPORT),
        _("公開中の報告。新しい順"),
        flat=ITEM_REPORT.parts,
    ),
    Column("url", _("アドレス"), Address(), _("項目のページ")),
]
PROGRESS_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("報告の番号。変わりません")),
    Column("pledge_set", _("公約"), ColumnType.TEXT, _("公約のアドレスの名前")),
    Column("municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード")),
    Column("fiscal_year", _("年度"), ColumnType.INTEGER, _("年度の始まる西暦の年")),
    Column("title", _("題名"), ColumnType.TEXT, _("題名")),
    Column("period_text", _("期間"), ColumnType.TEXT, _("期間。資料に書かれたとおり")),
    Column("period_start", _("期間のはじめ"), ColumnType.DATE, _("期間のはじめ"), nullable=True),
    Column("period_end", _("期間のおわり"), ColumnType.DATE, _("期間のおわり"), nullable=True),
    Column("as_of", _("いつの時点か"), ColumnType.DATE, _("いつの時点か")),
    Column("as_of_text", _("時点"), ColumnType.TEXT, _("時点。資料に書かれたとおり")),
    Column(
        "released_text",
        _("公表日（資料での書き方）"),
        ColumnType.TEXT,
        _("公表日。資料に書かれたとおり"),
    ),
    Column("released_on", _("公表日"), ColumnType.DATE, _("公表日"), nullable=True),
    Column(
        "introduction", _("はじめに"), ColumnType.LONG_TEXT, _("はじめに。資料に書かれたとおり")
    ),
    Column(
        "method_note",
        _("進捗状況の数値化"),
        ColumnType.LONG_TEXT,
        _("進捗状況の数値化。資料に書かれたとおり"),
    ),
    Column(
        "overall_published",
        _("全体の公表値（%）"),
        ColumnType.NUMBER,
        _("全体の公表値（%）"),
        nullable=True,
    ),
    Column(
        "overall_computed",
        _("全体の計算値（%）"),
        ColumnType.NUMBER,
        _("全体の計算値（%）"),
        nullable=True,
    ),
    Column("source_title", _("元の資料"), ColumnType.TEXT, _("元の資料")),
    Column(
        "snapshot_hash", _("公表時の内容のSHA-256"), ColumnType.TEXT, _("公表時の内容のSHA-256")
    ),
    Column("url", _("アドレス"), Address(), _("報告のページ")),
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
