"""Which 協働事業 may serve a 施策: suggested by shared words and departments, never decided."""

import re
import unicodedata
from dataclasses import dataclass

from kyodo_portal.organizations.access import Access
from kyodo_portal.publishing.permissions import visible
from policies.plans.models.plan import PlanItem
from policies.sheets.models import SheetSection
from projects.models import Project, ProjectRecord

MOST_SUGGESTIONS = 12
# Words in Chinese characters or katakana; what every text of a city hall holds says nothing.
_WORD = re.compile(r"[\u4e00-\u9fff々]{2,}|[\u30a1-\u30faー]{3,}")
_EVERYWHERE = frozenset(
    "事業 実施 推進 支援 活動 活用 促進 充実 市民 取組 必要 地域 地区 内容 情報 関係 団体 参加 連携 協働 開催"
    " 年度 目的 計画 対応 実現 整備 向上 強化 協力 提供 相互 理解 意識 機会 今後 様々".split()
)


@dataclass(frozen=True)
class Suggestion:
    """A project, with the words and the departments that it shares with the 施策."""

    project: Project
    words: list[str]
    departments: list[str]


def words_of(text: str) -> set[str]:
    """Return the words by which two texts are compared."""
    return set(_WORD.findall(unicodedata.normalize("NFKC", text))) - _EVERYWHERE


def suggestions(item: PlanItem, access: Access) -> list[Suggestion]:
    """Return projects of the municipality that are not linked yet, those nearest first.

    Of projects and records only those that the user may see. A project counts by its names and
    by its newest record's purpose and content, and by whether a department of the 施策's sheets
    runs it. In five queries, the item's parent being read.
    """
    words = words_of(_text_of(item))
    own = set(
        SheetSection.objects.filter(sheet__plan_item=item).values_list("department_id", flat=True)
    )
    linked = item.project_links.values("project_id")
    candidates = Project.objects.filter(
        municipality_id=item.plan.municipality_id, merged_into__isnull=True
    )
    projects = visible(candidates, access).exclude(pk__in=linked)
    newest = _newest_records(projects, access)
    found = [_compared(project, newest.get(project.pk), words, own) for project in projects]
    near = [suggestion for suggestion in found if suggestion.words or suggestion.departments]
    near.sort(key=lambda it: (-len(it.words) - 2 * len(it.departments), it.project.code))
    return near[:MOST_SUGGESTIONS]


def _text_of(item: PlanItem) -> str:
    above = [item.parent, item.parent.parent if item.parent else None]
    texts = [item.title, item.text, *(part.title for part in above if part)]
    return "\n".join([*texts, *item.indicators.values_list("name", flat=True)])


def _newest_records(projects: object, access: Access) -> dict[int, ProjectRecord]:
    records = visible(ProjectRecord.objects.filter(project__in=projects), access)
    records = records.select_related("department")
    return {record.project_id: record for record in records.order_by("fiscal_year", "id")}


def _compared(
    project: Project, record: ProjectRecord | None, words: set[str], own: set[int]
) -> Suggestion:
    texts = [project.name, project.former_names]
    if record is not None:
        texts += [record.name, record.purpose, record.content]
    text = unicodedata.normalize("NFKC", "\n".join(texts))
    shared = sorted(word for word in words if word in text)
    departments = [record.department.name] if record and record.department_id in own else []
    return Suggestion(project, shared, departments)
