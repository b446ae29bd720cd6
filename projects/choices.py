"""What code branches on in projects."""

from django.db.models import IntegerChoices, TextChoices
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


class PartnerKind(TextChoices):
    """What a 関係団体 is."""

    GROUP = "group", _("団体")
    COMPANY = "company", _("企業")
    SCHOOL = "school", _("学校")
    GENERIC = "generic", _("総称")
    CITY_UNIT = "city_unit", _("市の組織")
    PERSON = "person", _("個人")


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


class GuidelineKind(TextChoices):
    """What a part of the guideline is."""

    CHAPTER = "chapter", _("章")
    FORM = "form", _("形態の説明")
    PRINCIPLE = "principle", _("心得")
    EXAMPLE = "example", _("事例")
    QUESTION = "question", _("Q&A")
    FIELD = "field", _("分野")
    TERM = "term", _("用語")


class CriterionAnswer(TextChoices):
    """What staff answer to a criterion of 後援名義の使用; open is not answered yet."""

    OPEN = "open", _("未回答")
    NOT_APPLICABLE = "not_applicable", _("該当なし")
    TO_DISCUSS = "to_discuss", _("要協議")
    APPLICABLE = "applicable", _("該当")


class SponsorshipDecision(TextChoices):
    """What a person has decided about an application."""

    UNDECIDED = "undecided", _("未決定")
    APPROVED = "approved", _("承認")
    REFUSED = "refused", _("不承認")


class PartySide(TextChoices):
    """On which side of the sheet a party stands; there may be several on either."""

    CITY = "city", _("行政")
    PARTNER = "partner", _("協働の相手")


class ReceivedBy(TextChoices):
    """How a partner's side of a two-sided review came to the city."""

    PAPER = "paper", _("紙")
    EMAIL = "email", _("メール")
    INTERVIEW = "interview", _("聞き取り")


class ReviewMark(IntegerChoices):
    """The optional marks of a two-sided review; this portal's own form, of no city."""

    NOT_DONE = 1, _("できなかった")
    HARDLY_DONE = 2, _("あまりできなかった")
    BETWEEN = 3, _("どちらともいえない")
    DONE = 4, _("できた")
    WELL_DONE = 5, _("よくできた")
