"""The orders of lists of records: the document's, and those that a reader may choose."""

from typing import Any

from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _


class BinaryOrder(Func):
    """Text in the order of its code points, the same on both databases."""

    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Sort as SQLite's BINARY does."""
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Sort as PostgreSQL's C locale does."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')


# Those without a number or date stand last; every order ends in the document's.
ORDERS: dict[str, tuple[Any, ...]] = {
    "document": (),
    "participants": (F("participants").desc(nulls_last=True),),
    "start": (F("start_date").asc(nulls_last=True),),
    "first_year": (F("first_year").asc(nulls_last=True),),
    "name": (BinaryOrder("name"),),
}
SORTS = (
    ("document", _("資料の順（No.）")),
    ("participants", _("市民参加人数の多い順")),
    ("start", _("開始日の早い順")),
    ("first_year", _("初回実施年の古い順")),
    ("name", _("名称の順")),
)
