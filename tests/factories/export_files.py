"""A twin as a program reads it: JSON, CSV rows, an opened workbook."""

import csv
import io
import json

from django.test import RequestFactory
from openpyxl import load_workbook

from kyodo_portal.open_data.responses import respond
from projects.records.filters.records import ProjectRecordFilter


def content(export_of, query, kind, filterset=ProjectRecordFilter):
    request = RequestFactory().get(f"/projects/?{query}")
    filterset = filterset.of(request.GET)
    assert filterset.is_valid()
    response = respond(kind, export_of(request, filterset))
    body = b"".join(response.streaming_content) if response.streaming else response.content
    for close in response._resource_closers:  # response.close() would end the test's connection
        close()
    return body


def as_json(export_of, query="", **options):
    return json.loads(content(export_of, query, "json", **options))


def as_csv(export_of, query="", **options):
    text = content(export_of, query, "csv", **options).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_book(export_of, query="", **options):
    return load_workbook(io.BytesIO(content(export_of, query, "xlsx", **options)))


def sheet_rows(sheet):
    head, *rows = sheet.values
    return [dict(zip(head, row, strict=True)) for row in rows]
