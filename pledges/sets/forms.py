"""The form of one item of a set: its place in the tree and its words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.locks import FunnelForm
from pledges.sets.models.pledge import PledgeItem

SHOWN_TITLE = 40


class ParentField(forms.ModelChoiceField):
    """The item above, by its place and the beginning of its words."""

    def label_from_instance(self, item: PledgeItem) -> str:
        title = item.title
        shown = title if len(title) <= SHOWN_TITLE else f"{title[:SHOWN_TITLE]}…"
        return f"{item.path}　{shown}"


class PledgeItemForm(FunnelForm):
    """An item; the one above is chosen from the same set, never from below the item itself."""

    class Meta:
        model = PledgeItem
        fields: list[str] = []  # the admin's fieldsets say which
        field_classes = {"parent": ParentField}
        help_texts = {"parent": _("いちばん上の段階の項目なら空のままにします。")}
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields.get("parent")
        if isinstance(parent, forms.ModelChoiceField) and parent.queryset is not None:
            parent.queryset = self._possible_parents(parent.queryset)

    def _possible_parents(self, items: Any) -> Any:
        set_id = self.instance.pledge_set_id or self._chosen_set()
        if set_id is not None:
            items = items.filter(pledge_set_id=set_id)
        if self.instance.pk is not None:
            below = items.filter(path__startswith=f"{self.instance.path}-")
            items = items.exclude(pk=self.instance.pk).exclude(pk__in=below.values("pk"))
        return items.order_by("pledge_set_id", "sort_key", "id")

    def _chosen_set(self) -> int | None:
        chosen = self.data.get("pledge_set") or self.initial.get("pledge_set")
        return int(str(chosen)) if chosen and is_id(str(chosen)) else None
