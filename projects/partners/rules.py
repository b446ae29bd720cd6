"""What the search knows of a partner, and the records that quote it."""

from typing import Any

from django.db.models import Q

from kyodo_portal.publishing.registry import SearchText
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.models.record import ProjectRecord, RecordPartner
from projects.reviews.models.review import ProjectReview


def partner_text(partner: Partner) -> SearchText:
    """Return what a partner is found by; a person is found by nobody."""
    is_public = partner.kind != PartnerKind.PERSON
    return SearchText(
        partner.name, (partner.name, *partner.alias_lines), partner.municipality_id, is_public
    )


def records_of_partner(partner: Partner) -> list[Any]:
    """Return the records, reviews and sheets that this partner's name, or a spelling of it, concerns."""
    links = RecordPartner.objects.filter(Q(partner=partner) | Q(partner__merged_into=partner))
    records = ProjectRecord.objects.filter(id__in=links.values("record_id"))
    reviews = ProjectReview.objects.filter(record__in=records)
    sheets = CaseSheet.objects.with_partners([partner.pk])
    return [*records.select_related("department"), *reviews, *sheets]
