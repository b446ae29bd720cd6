"""What code branches on: states, channels, actions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The states of a publishable record."""

    DRAFT = "draft", _("下書き")
    SUBMITTED = "submitted", _("提出済み")
    RETURNED = "returned", _("差戻し")
    PUBLISHED = "published", _("公開中")
    WITHDRAWN = "withdrawn", _("公開停止")


class Channel(TextChoices):
    """By which channel a write came in."""

    ADMIN = "admin", _("管理画面")
    IMPORT = "import", _("Excel取り込み")
    FIXTURE = "fixture", _("公開資料")
    COMMAND = "command", _("コマンド")
    API = "api", _("API")


class Action(TextChoices):
    """What one change did."""

    CREATE = "create", _("新しく入力")
    UPDATE = "update", _("変更")
    DELETE = "delete", _("削除")
    SUBMIT = "submit", _("提出")
    TAKE_BACK = "take_back", _("提出の取消し")
    RETURN = "return", _("差戻し")
    PUBLISH = "publish", _("公開")
    WITHDRAW = "withdraw", _("公開停止")
