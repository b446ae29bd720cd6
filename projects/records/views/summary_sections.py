"""The sections of the summary: for each a sentence, a chart and a table of the same figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing import figures as listing_figures
from kyodo_portal.listing import years as listing_years
from kyodo_portal.listing.figures import Section
from kyodo_portal.listing.queries import same_records
from kyodo_portal.listing.tables import Heading
from projects.records.aggregates.summary import Summary
from projects.records.filters.records import ProjectRecordFilter
from projects.records.views import summary_charts as charts
from projects.records.views import summary_tables as tables
from projects.records.views import summary_words as words


def sections(summary: Summary, filterset: ProjectRecordFilter) -> list[Section]:
    """Return the sections in their order. There must be a record at least."""
    to_department = address(filterset, "department")
    return [
        department_section(summary, to_department),
        form_section(summary, address(filterset, "form")),
        activity_field_section(summary, address(filterset, "activity_field")),
        recurrence_section(summary, to_department),
        participants_section(summary, to_department),
    ]


def address(filterset: ProjectRecordFilter, key: str) -> listing_figures.AddressOf:
    """Return what makes the address of the list of a row's records."""

    def url_of(heading: Heading) -> str:
        if heading.key == "":  # records without a form: the list cannot ask for them
            return ""
        return reverse("projects:list") + same_records(filterset, **{key: str(heading.key)})

    return url_of


def department_section(summary: Summary, url_of: listing_figures.AddressOf) -> Section:
    """部署ごとの件数: bars of the departments in one year, else of the years."""
    table = summary.departments
    if len(table.columns) == 1:
        title = _("部署ごとの件数 %(years)s") % {"years": listing_years.span(table.columns)}
        drawing = charts.counts_chart(title, charts.row_totals(table))
    else:
        drawing = charts.counts_chart(_("年度ごとの件数"), charts.column_totals(table))
    figures = listing_figures.by_year(
        table,
        caption=_("部署 × 年度（件）"),
        corner=_("所管部"),
        total_label=_("計"),
        url_of=url_of,
        key="departments",
    )
    figures.foot.extend(tables.sponsorship_lines(summary.years, table.columns))
    sentence = words.department_sentence(table)
    return Section("departments", _("部署ごとの件数"), sentence, drawing, figures)


def form_section(summary: Summary, url_of: listing_figures.AddressOf) -> Section:
    """協働の形態ごとの件数 over all years in view."""
    table = summary.forms
    title = _("形態ごとの件数 %(years)s") % {"years": listing_years.span(table.columns)}
    figures = listing_figures.by_year(
        table,
        caption=_("形態 × 年度（件）"),
        corner=_("協働の形態"),
        total_label=_("計（事業の件数）"),
        url_of=url_of,
        key="forms",
    )
    figures.foot.extend(tables.sponsorship_lines(summary.years, table.columns))
    drawing = charts.counts_chart(title, charts.row_totals(table))
    sentence = words.form_sentence(table)
    return Section("forms", _("協働の形態ごとの件数"), sentence, drawing, figures)


def activity_field_section(summary: Summary, url_of: listing_figures.AddressOf) -> Section:
    """活動分野ごとの件数 over all years in view."""
    table = summary.activity_fields
    title = _("活動分野ごとの件数 %(years)s") % {"years": listing_years.span(table.columns)}
    figures = listing_figures.by_year(
        table,
        caption=_("活動分野 × 年度（件）"),
        corner=_("活動分野"),
        total_label=_("計（事業の件数）"),
        url_of=url_of,
        key="activity-fields",
    )
    figures.foot.extend(tables.sponsorship_lines(summary.years, table.columns))
    drawing = charts.counts_chart(title, charts.row_totals(table))
    sentence = words.activity_field_sentence(table)
    return Section("activity-fields", _("活動分野ごとの件数"), sentence, drawing, figures)


def recurrence_section(summary: Summary, url_of: listing_figures.AddressOf) -> Section:
    """実施区分: two kinds stand in one bar for each department, more in a bar for each kind."""
    table, years = summary.recurrence, listing_years.span(summary.departments.columns)
    if len(table.columns) == charts.MOST_SERIES:
        title = _("部署ごとの実施区分 %(years)s") % {"years": years}
        drawing = charts.parts_chart(title, table)
    else:
        title = _("実施区分ごとの件数 %(years)s") % {"years": years}
        drawing = charts.counts_chart(title, charts.column_totals(table))
    figures = listing_figures.by_category(
        table,
        caption=_("部署 × 実施区分（件）"),
        corner=_("所管部"),
        url_of=url_of,
        key="recurrences",
        note=words.sponsorship_note(summary.totals),
    )
    sentence = words.recurrence_sentence(table)
    return Section("recurrences", _("実施区分"), sentence, drawing, figures)


def participants_section(summary: Summary, url_of: listing_figures.AddressOf) -> Section:
    """市民参加人数: of one year by department, of several side by side and never summed."""
    years = summary.participants
    if len(years) == 1:
        span = listing_years.span(summary.departments.columns)
        title = _("部署ごとの市民参加人数 %(years)s") % {"years": span}
        figures = tables.participants_of_year(years[0], url_of=url_of, key="participants")
    else:
        title = _("年度ごとの市民参加人数")
        headings = [row.heading for row in summary.departments.rows]
        figures = tables.participants_by_years(years, headings, url_of=url_of, key="participants")
    drawing = charts.participants_chart(title, years)
    sentence = words.participants_sentence(years)
    return Section("participants", _("市民参加人数"), sentence, drawing, figures)
