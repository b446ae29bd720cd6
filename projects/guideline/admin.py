"""ガイドライン in the admin: its parts in the order of the document."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.own_municipality import OwnMunicipality
from kyodo_portal.staff.searching import FoldedSearch
from projects.guideline.choices import GuidelineKind
from projects.guideline.models import GuidelineSection

EXAMPLE = ["department_text", "projects"]


@admin.register(GuidelineSection)
class GuidelineSectionAdmin(OwnMunicipality, FoldedSearch, FunnelAdmin):
    """Chapters, forms, principles, examples, questions, fields and terms."""

    list_display = ["title", "kind", "number", "anchor", "municipality", "is_published"]
    list_filter = ["kind", "is_published"]
    search_help_text = _("題名、本文、問い、答えのことばで探します。")
    autocomplete_fields = ["projects"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "municipality",
                    "kind",
                    "parent",
                    "number",
                    "title",
                    "body",
                    "is_published",
                ]
            },
        ),
        (_("Q&A"), {"fields": ["question", "answer"]}),
        (_("形態の説明"), {"fields": ["collaboration_form"]}),
        (_("事例"), {"fields": EXAMPLE}),
        (_("場所"), {"fields": ["position", "anchor"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_fieldsets(self, request, obj=None):
        """Name on a page that is only to be read those projects that the public page names."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        shown = ["public_projects" if name == "projects" else name for name in EXAMPLE]
        return [
            (title, {**options, "fields": shown} if options["fields"] == EXAMPLE else options)
            for title, options in fieldsets
        ]

    @admin.display(description=_("このサイトの事業"))
    def public_projects(self, section):
        found = section.projects.published().order_by("code", "id")
        return "、".join(project.name for project in found)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = GuidelineSection.objects.for_list().filter(
                kind=GuidelineKind.CHAPTER
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
