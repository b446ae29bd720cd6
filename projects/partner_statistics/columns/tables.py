"""The tables of 相手方の集計, from the figures to rows with names and words."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.spreadsheets.columns import Value
from kyodo_portal.text import Label
from projects.partner_statistics import rules
from projects.partner_statistics.aggregates.first_time import PartnersOfYear
from projects.partner_statistics.aggregates.report import Names, Report, department_of
from projects.partner_statistics.aggregates.runs import Now, Run
from projects.partner_statistics.aggregates.shares import Share
from projects.partner_statistics.columns.declared import (
    CANNOT_BE_TOLD,
    DEPARTMENT,
    DEPARTMENT_RUN_COLUMNS,
    EXCLUDED_COLUMNS,
    FIRST_TIME_COLUMNS,
    FORM,
    PROJECT_RUN_COLUMNS,
    SHARE_COLUMNS,
    TALLY_COLUMNS,
    FigureTable,
)
from projects.records.choices import CommonForm

FORM_LABELS: dict[str, Label] = {
    **{form.value: form.label for form in CommonForm},
    "": gettext_lazy("記載なし"),
}
NOW = {
    Now.GOES_ON: gettext_lazy("続いている"),
    Now.ENDED: gettext_lazy("途切れた"),
    Now.NOT_KNOWN: gettext_lazy("分からない"),
}


def tables(report: Report) -> list[FigureTable]:
    """Return every table of a report, in the order of the page and of the workbook."""
    return [*_summary(report), *_runs(report), *_first_times(report), *_shares(report)]


def _summary(report: Report) -> Iterator[FigureTable]:
    none = _("この条件に合う記録はありません。")
    years = [
        {
            **_year(year),
            "records": tally.records,
            "with_partner": tally.with_partner,
            "only_excluded": tally.only_excluded,
            "without_any": tally.without_any,
            "partners": tally.partners,
        }
        for year, tally in report.tallies.by_year.items()
    ]
    yield FigureTable(
        "years", _("年度ごとの件数"), _("全体の要約"), rules.YEARS, TALLY_COLUMNS, years, none
    )
    kinds = [
        {"kind": str(row.kind.label), "partners": row.partners, "records": row.records}
        for row in report.tallies.excluded
    ]
    title = _("数えなかった関係団体")
    yield FigureTable("excluded", title, title, rules.EXCLUDED, EXCLUDED_COLUMNS, kinds, none)


def _runs(report: Report) -> Iterator[FigureTable]:
    none = _(
        "%(years)s年以上続いている相手方はありません。収録のある年度が1つだけのときは、続いているかどうかは分かりません。"
    ) % {"years": report.scope.fewest_years}
    yield FigureTable(
        "project-runs",
        _("事業ごとの連続年数"),
        _("連続年数"),
        rules.PROJECT_RUNS,
        PROJECT_RUN_COLUMNS,
        [_project_run(run, report.names) for run in report.project_runs],
        none,
    )
    yield FigureTable(
        "department-runs",
        _("部署ごとの連続年数"),
        _("連続年数（部署）"),
        rules.DEPARTMENT_RUNS,
        DEPARTMENT_RUN_COLUMNS,
        [_run(run, report.names) for run in report.department_runs],
        none,
    )


def _first_times(report: Report) -> Iterator[FigureTable]:
    none = _("この条件に合う、相手方のある記録はありません。")
    yield FigureTable(
        "first-time",
        _("初めての相手方（全体）"),
        _("初めての相手方"),
        rules.FIRST_TIME,
        FIRST_TIME_COLUMNS,
        [_first_time(row, report.names) for row in report.first_time],
        none,
    )
    yield FigureTable(
        "first-time-by-department",
        _("初めての相手方（部署別）"),
        _("初めての相手方（部署別）"),
        rules.FIRST_TIME_BY_DEPARTMENT,
        [DEPARTMENT, *FIRST_TIME_COLUMNS],
        [
            {"department": report.names.departments[key], **_first_time(row, report.names)}
            for key, found in report.first_time_by_department.items()
            for row in found
        ],
        none,
    )
    yield FigureTable(
        "first-time-by-form",
        _("初めての相手方（形態別）"),
        _("初めての相手方（形態別）"),
        rules.FIRST_TIME_BY_FORM,
        [FORM, *FIRST_TIME_COLUMNS],
        [
            {"form": str(FORM_LABELS[key]), **_first_time(row, report.names)}
            for key, found in report.first_time_by_form.items()
            for row in found
        ],
        none,
    )


def _shares(report: Report) -> Iterator[FigureTable]:
    none = _("この条件に合う、相手方のある記録はありません。")
    yield FigureTable(
        "shares",
        _("相手方の割合（全体）"),
        _("相手方の割合"),
        rules.SHARES,
        SHARE_COLUMNS,
        [_share(share, report.names) for share in report.shares],
        none,
    )
    yield FigureTable(
        "shares-by-department",
        _("相手方の割合（部署別）"),
        _("部署別"),
        rules.SHARES_BY_DEPARTMENT,
        [DEPARTMENT, *SHARE_COLUMNS],
        [
            {"department": report.names.departments[key], **_share(share, report.names)}
            for key, found in report.shares_by_department.items()
            for share in found
        ],
        none,
    )
    yield FigureTable(
        "shares-by-form",
        _("相手方の割合（形態別）"),
        _("形態別"),
        rules.SHARES_BY_FORM,
        [FORM, *SHARE_COLUMNS],
        [
            {"form": str(FORM_LABELS[key]), **_share(share, report.names)}
            for key, found in report.shares_by_form.items()
            for share in found
        ],
        none,
    )


def _year(year: int) -> dict[str, Value]:
    return {"fiscal_year": format_fiscal_year(year), "year": year}


def year_list(years: Iterable[int]) -> str:
    """Return fiscal years in words, one after the other; "" for none."""
    return "、".join(format_fiscal_year(year) for year in years)


def _run(run: Run, names: Names) -> dict[str, Value]:
    first, last = run.years[0], run.years[-1]
    return {
        "department": names.departments[department_of(run)],
        "partner": names.partners[run.partner],
        "length": run.length,
        "certainty": _("この年数以上") if run.is_at_least else _("この年数"),
        "first": format_fiscal_year(first),
        "first_year": first,
        "last": format_fiscal_year(last),
        "last_year": last,
        "not_known": year_list(run.not_known),
        "now": str(NOW[run.now]),
    }


def _project_run(run: Run, names: Names) -> dict[str, Value]:
    codes = {code for record in run.records for code in record.forms or [""]}
    forms = "、".join(str(label) for code, label in FORM_LABELS.items() if code in codes)
    return {"project": names.projects[run.unit], "form": forms, **_run(run, names)}


def _first_time(row: PartnersOfYear, names: Names) -> dict[str, Value]:
    known = row.first_time
    return {
        **_year(row.fiscal_year),
        "partners": len(row.partners),
        "first_time": None if known is None else len(known),
        "names": "、".join(sorted(names.partners[pk] for pk in known or ())),
        "note": str(CANNOT_BE_TOLD) if known is None else "",
    }


def _share(share: Share, names: Names) -> dict[str, Value]:
    return {
        "partner": names.partners[share.partner],
        "records": share.records,
        "of": share.of,
        "percent": share.percent,
    }
