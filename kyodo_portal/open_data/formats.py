"""The formats that each list and summary offers besides its page."""

from django.utils.translation import gettext_lazy as _

LIST_FORMATS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
SUMMARY_FORMATS = (("xlsx", _("Excel（グラフ付き）")), ("csv", "CSV"), ("json", "JSON"))
