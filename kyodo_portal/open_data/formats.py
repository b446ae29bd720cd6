"""The formats that each list and summary offers besides its page.

Excel stands first: a spreadsheet program that opens a CSV takes the codes in it (012131, 01) for
numbers and 1-1 for a day, in an Excel file they are text. `components/formats.html` says so.
"""

from django.utils.translation import gettext_lazy as _

LIST_FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
SUMMARY_FORMATS = (("xlsx", _("Excel（グラフ付き）")), ("csv", "CSV"), ("json", "JSON"))
