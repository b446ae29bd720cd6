"""公約 in the admin: a mayor's set with its levels and words, and the tree of its items."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.child_inlines import ChildInline
from kyodo_portal.publishing.admin.choices_limits import writable_municipalities
from kyodo_portal.staff.fields.choices import offer_choices_alone
from kyodo_portal.staff.list_filters import IdFilter
from kyodo_portal.staff.own_municipality import OwnMunicipality
from pledges.sets import services as sets_services
from pledges.sets.forms import PledgeItemForm
from pledges.sets.models.pledge import PledgeItem, PledgeLevel, PledgeSet, StatusWord

SHOWN = ["has_stars", "has_percent", "has_word", "shows_initiative_ratings"]
RULE = ["roll_up", "rounding", "decimals", "is_inferred"]


class LevelRows(ChildInline):
    """The levels from 全体 down, each with what it shows and how its figure comes about."""

    model = PledgeLevel
    fk_name = "pledge_set"
    verbose_name = _("段階")
    verbose_name_plural = _("段階（1が全体。上から順に書きます）")
    fieldsets = [(None, {"fields": ["place", "name", *SHOWN, *RULE]})]


class WordRows(ChildInline):
    """The words of the set's own scale, where it rates in words."""

    model = StatusWord
    fk_name = "pledge_set"
    verbose_name = _("状況の言葉")
    verbose_name_plural = _("状況の言葉（言葉で評価するときだけ）")
    fieldsets = [(None, {"fields": ["place", "word", "meaning"]})]


@admin.register(PledgeSet)
class PledgeSetAdmin(OwnMunicipality, FunnelAdmin):
    """Sets with their levels, words and rules; nothing of these stands in the code."""

    list_display = ["name", "municipality", "term_text", "items_shown", "is_published"]
    list_select_related = ["municipality"]
    inlines = [LevelRows, WordRows]
    fieldsets = [
        (None, {"fields": ["municipality", "name", "term_text", "slug", "star_steps"]}),
        (_("公開"), {"fields": ["is_published"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(item_count=Count("items"))

    @admin.display(description=_("項目"))
    def items_shown(self, pledge_set):
        query = urlencode({"pledge_set": pledge_set.pk})
        address = f"{reverse('admin:pledges_pledgeitem_changelist')}?{query}"
        return format_html('<a href="{}">{}</a>', address, pledge_set.item_count)


class SetFilter(IdFilter):
    """By set, of those that the user may see."""

    title = _("公約")
    parameter_name = "pledge_set"
    lookup = "pledge_set"
    related = staticmethod(PledgeSet.objects.all)


@admin.register(PledgeItem)
class PledgeItemAdmin(FunnelAdmin):
    """The items of sets in the order of their tree."""

    form = PledgeItemForm
    list_display = ["path", "indented_title", "number", "pledge_set"]
    list_display_links = ["path", "indented_title"]
    list_filter = [SetFilter]
    search_fields = ["title", "path"]
    search_help_text = _("公約のことばで探します。")
    sortable_by = ()
    list_per_page = 200
    fieldsets = [(None, {"fields": ["pledge_set", "parent", "position", "number", "title"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).for_tree()

    def get_ordering(self, request):
        return ["pledge_set_id", "sort_key", "id"]

    @admin.display(description=_("文"))
    def indented_title(self, item):
        return format_html(
            '<span class="tree-depth" data-depth="{}">{}</span>',
            item.depth,
            "　" * (item.depth - 1) + item.title,
        )

    def get_readonly_fields(self, request, obj=None):
        return ["pledge_set"] if obj is not None else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "position":
            kwargs["widget"] = forms.NumberInput(attrs={"class": "short", "min": 1})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"pledge_set", "parent"}:
            # Neither is made in a window of its own.
            offer_choices_alone(field)
        return field

    def get_changeform_initial_data(self, request):
        """Go on in the set in which the user works, if there is only one."""
        initial = super().get_changeform_initial_data(request)
        municipalities = writable_municipalities(access_of(request.user), self.model)
        sets = PledgeSet.objects.filter(municipality_id__in=municipalities)[:2]
        if len(sets) == 1:
            initial.setdefault("pledge_set", sets[0].pk)
        return initial

    def write_record(self, record, relations, **write):
        sets_services.save_item(record, **write)
