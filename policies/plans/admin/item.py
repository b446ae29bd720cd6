"""計画の項目 in the admin: the tree of a plan, and which 協働事業 serve a 施策."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.staff.searching import FoldedSearch
from policies.plans import services as plans_services
from policies.plans.forms import PlanItemForm
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import PlanItem

PLACE = ["plan", "parent", "number", "code", "position"]
WORDS = ["title", "text", "current_state", "goal", "related_plans", "sdgs"]


@admin.register(PlanItem)
class PlanItemAdmin(FoldedSearch, FunnelAdmin):
    """The items in the order of the tree."""

    form = PlanItemForm
    change_form_template = "policies/plans/admin/item_change_form.html"
    list_display = ["name_in_tree", "code", "level", "plan"]
    list_filter = [("plan", admin.RelatedOnlyFieldListFilter)]
    search_help_text = gettext_lazy("番号、題名、施策の文のことばで探します。")
    ordering = ["plan_id", "path_code", "id"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=gettext_lazy("項目"))
    def name_in_tree(self, item):
        words = f"{item.number} {item.title or item.text}".strip()
        return format_html('<span class="depth-{}">{}</span>', min(item.depth, 5), words)

    @admin.display(description=gettext_lazy("段階"))
    def level(self, item):
        return item.level_name

    # --- The form --------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)[1:]
        fieldsets = [
            (_("場所と番号"), {"fields": PLACE}),
            (_("内容"), {"fields": WORDS}),
        ]
        if self._offers_projects(request, obj):
            fieldsets.append((_("協働事業との関連"), {"fields": ["suggested_projects"]}))
        return [*fieldsets, *extra]

    def get_fields(self, request, obj=None):
        return [*PLACE, *WORDS]

    def get_readonly_fields(self, request, obj=None):
        """Keep a stored item in its plan."""
        return ["plan"] if obj is not None else []

    def _offers_projects(self, request, obj):
        return obj is not None and obj.is_measure and self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        item = getattr(request, "edited_record", None)
        if db_field.name == "parent":
            kwargs["queryset"] = PlanItem.objects.possible_parents(item)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        links = ProjectLink.objects.filter(plan_item=obj).select_related("project")
        seen = permissions.visible(links, access_of(request.user))
        context |= {"project_links": seen if obj is not None else []}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Writing ---------------------------------------------------------------------------

    def write(self, request, form, formsets):
        super().write(request, form, formsets)
        chosen = form.cleaned_data.get("suggested_projects") or []
        made = plans_services.link_projects(
            form.instance, chosen, by=request.user, channel=Channel.ADMIN
        )
        if made:
            names = "、".join(f"「{link.project}」" for link in made)
            text = _("%(names)sを関連する協働事業にしました。") % {"names": names}
            self.message_user(request, text, messages.SUCCESS)
