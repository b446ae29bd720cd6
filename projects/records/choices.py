"""What code branches on in projects and records."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Whether a year's record tells what is planned or what was done."""

    PLANNED = "planned", _("予定")
    ACTUAL = "actual", _("実績")


class Recurrence(TextChoices):
    """実施区分. Not entered is a state of its own, never a guess from 開催周期."""

    YEARLY = "yearly", _("毎年実施")
    BIENNIAL = "biennial", _("隔年実施")
    IRREGULAR = "irregular", _("不定期")
    ONCE = "once", _("1回のみ")
    OTHER = "other", _("その他")
    NOT_ENTERED = "not_entered", _("記載なし")


class ParticipantsStatus(TextChoices):
    """What is known of 市民参加人数; none of the last three is 0."""

    COUNTED = "counted", _("人数あり")
    UNKNOWN = "unknown", _("不明")
    NOT_APPLICABLE = "not_applicable", _("該当なし")
    NOT_ENTERED = "not_entered", _("記載なし")


class CommonForm(TextChoices):
    """The codes to which every city's own 協働の形態 are mapped."""

    KYOSAI = "kyosai", _("共催")
    JIKKO = "jikko", _("実行委員会・協議会")
    KYOTEI = "kyotei", _("協定")
    KYORYOKU = "kyoryoku", _("事業協力")
    ITAKU = "itaku", _("委託")
    HOJO = "hojo", _("補助・助成")
    KOEN = "koen", _("後援")
    JOHO = "joho", _("情報提供・情報交換")
    SONOTA = "sonota", _("その他")


class Sponsorship(TextChoices):
    """後援 and all other records: they are told apart, since 後援 alone are so many."""

    WITHOUT = "without", _("後援を除く")
    ONLY = "only", _("後援")
