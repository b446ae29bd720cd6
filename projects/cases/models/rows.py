"""The rows of a case sheet: who has a part in it, and the diagram of the flow."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.relations import check_once
from projects.cases.choices import PartySide


class CaseDepartment(models.Model):
    """A 担当課 of a sheet, in the sheet's order."""

    sheet = models.ForeignKey(
        "projects.CaseSheet", on_delete=models.CASCADE, related_name="department_links"
    )
    department = models.ForeignKey(
        "organizations.Department", on_delete=models.PROTECT, related_name="case_sheet_links"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("事例の担当課")
        verbose_name_plural = _("事例の担当課")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "department"],
                name="projects_casedepartment_unique",
                violation_error_message=_("同じ担当課が二度選ばれています。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.department)


class CasePartner(models.Model):
    """A 協働の相手 of a sheet, in the sheet's order."""

    sheet = models.ForeignKey(
        "projects.CaseSheet", on_delete=models.CASCADE, related_name="partner_links"
    )
    partner = models.ForeignKey(
        "projects.Partner", on_delete=models.PROTECT, related_name="case_sheet_links"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("事例の協働の相手")
        verbose_name_plural = _("事例の協働の相手")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "partner"],
                name="projects_casepartner_unique",
                violation_error_message=_("同じ協働の相手が二度選ばれています。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.partner)


class PartyText(models.Model):
    """What one party brings; the party's name is the sheet's own wording."""

    position = models.PositiveSmallIntegerField(default=0, editable=False)
    side = models.CharField(_("側"), max_length=7, choices=PartySide)
    party = models.CharField(_("だれ"), max_length=200)
    text = models.TextField(_("内容"), max_length=5000)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.party


class CaseRole(PartyText):
    """役割 of one party."""

    sheet = models.ForeignKey("projects.CaseSheet", on_delete=models.CASCADE, related_name="roles")

    class Meta:
        verbose_name = _("役割")
        verbose_name_plural = _("役割")
        ordering = ["position", "id"]


class CaseStrength(PartyText):
    """強み of one party."""

    sheet = models.ForeignKey(
        "projects.CaseSheet", on_delete=models.CASCADE, related_name="strengths"
    )

    class Meta:
        verbose_name = _("強み")
        verbose_name_plural = _("強み")
        ordering = ["position", "id"]


class FlowParty(models.Model):
    """Somebody of the diagram 協働の流れ."""

    sheet = models.ForeignKey(
        "projects.CaseSheet", on_delete=models.CASCADE, related_name="flow_parties"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField(_("名前"), max_length=100)

    class Meta:
        verbose_name = _("流れに出る人や組織")
        verbose_name_plural = _("流れに出る人や組織")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class FlowArrow(models.Model):
    """What goes from one party to another; from a party to itself is a step of its own.

    The parties are named as the sheet's FlowParty rows are: the funnel refuses others.
    """

    sheet = models.ForeignKey(
        "projects.CaseSheet", on_delete=models.CASCADE, related_name="flow_arrows"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    from_party = models.CharField(_("だれから"), max_length=100)
    to_party = models.CharField(
        _("だれへ"), max_length=100, help_text=_("自分で行うことは、「だれから」と同じ名前です。")
    )
    label = models.CharField(_("何を"), max_length=300)
    direction_known = models.BooleanField(
        _("向きが資料から分かる"),
        default=True,
        help_text=_("分からないときは印を外します。点線で描きます。"),
    )

    class Meta:
        verbose_name = _("流れの矢印")
        verbose_name_plural = _("流れの矢印")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_step(self) -> bool:
        """Whether a party does this by itself."""
        return self.from_party == self.to_party


def check_flow(parties: Sequence[FlowParty], arrows: Sequence[FlowArrow]) -> None:
    """Refuse parties named twice, arrows to or from nobody, and a step without a direction."""
    names = [party.name for party in parties]
    check_once("flow_parties", names, _("「%(key)s」が二度あります。1つにしてください。"))
    for arrow in arrows:
        for name in (arrow.from_party, arrow.to_party):
            if name not in names:
                raise ValidationError({"flow_arrows": _unknown_party(arrow, name)})
        if arrow.is_step and not arrow.direction_known:
            raise ValidationError(
                {
                    "flow_arrows": _(
                        "矢印「%(label)s」は「%(name)s」が自分で行うことなので、向きはありません。"
                        "「向きが資料から分かる」に印を付けてください。"
                    )
                    % {"label": arrow.label, "name": arrow.from_party}
                }
            )


def _unknown_party(arrow: FlowArrow, name: str) -> str:
    return _(
        "矢印「%(label)s」の「%(name)s」は、流れに出る人や組織にありません。"
        "先にそこへ加えるか、名前をそろえてください。"
    ) % {"label": arrow.label, "name": name}
