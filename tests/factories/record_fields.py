"""The fields of a yearly record by their agreed keys, in their order, each with an example.

The one place where tests list them: those of columns, API and form take them from here. None
stands for what only the database knows, and for no number.
"""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "id": None,
    "project": None,
    "municipality": "012131",
    "fiscal_year": 2025,
    "stage": "actual",
    "number": "1",
    "department": None,
    "department_text": "",
    "name": "おはなし会",
    "partners": None,
    "partner_text": "読書会 等",
    "forms": [{"code": "koen", "name": "後援等"}],
    "form_text": "その他（後援）",
    "activity_fields": [],
    "recurrence": "yearly",
    "recurrence_text": "毎年実施",
    "frequency": "年10回",
    "first_year": 1989,
    "start_date": "2025-04-01",
    "end_date": "2026-03-31",
    "start_text": "R7.4.1",
    "end_text": "R8.3.31",
    "purpose": "目的",
    "content": "内容",
    "participants": None,
    "participants_status": "unknown",
    "participants_text": "不明",
    "outcome": "効果",
    "url": None,
}
