"""The answers of a review: one row for each question, city and partner side by side."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.child_inlines import ChildInline
from kyodo_portal.publishing.choices import State
from projects.reviews.forms import ReviewAnswerForm
from projects.reviews.models.question import ReviewQuestion, ReviewSetting
from projects.reviews.models.review import ReviewAnswer


class AnswerRows(ChildInline):
    """問いへの答え."""

    model = ReviewAnswer
    fk_name = "review"
    form = ReviewAnswerForm
    template = "projects/reviews/admin/answers.html"
    fields = ["question", "city_words", "partner_words", "city_mark", "partner_mark"]
    can_delete = False
    verbose_name_plural = _("問いへの答え")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question")

    def get_formset(self, request, obj=None, **kwargs):
        review = obj if obj is not None and obj.pk is not None else None
        record = review.record if review else request.reviewed_record
        asked = {one.pk: one for one in ReviewQuestion.objects.asked_in(record.municipality_id)}
        held = {row.question_id: row.question for row in self._rows(review)}
        # What is public was answered to the questions of its day.
        is_open = review is None or review.state != State.PUBLISHED
        missing = [pk for pk in asked if pk not in held] if is_open else []
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.questions = asked | held
        formset.form.uses_marks = ReviewSetting.has_marks(record.municipality_id)
        formset.extra = len(missing)
        formset.max_num = len(held) + len(missing)
        formset.open_questions = missing
        return formset

    def _rows(self, review):
        return review.answers.select_related("question") if review else []
