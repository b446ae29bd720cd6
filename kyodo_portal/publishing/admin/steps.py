"""What a step from state to state will do with each record, and doing it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import Stale, Write
from kyodo_portal.publishing.transitions import REACHES, check_comment, check_transition, transition

MOST_NAMES = 10
HIGHEST_VERSION = 2**31 - 2

LABELS = {
    Action.SUBMIT: gettext_lazy("提出する"),
    Action.TAKE_BACK: gettext_lazy("提出を取り消す"),
    Action.RETURN: gettext_lazy("差し戻す"),
    Action.PUBLISH: gettext_lazy("公開する"),
    Action.WITHDRAW: gettext_lazy("公開を停止する"),
}
DONE = {
    Action.SUBMIT: gettext_lazy("%(count)s件を提出しました。取りまとめ担当が確かめます。"),
    Action.TAKE_BACK: gettext_lazy("%(count)s件の提出を取り消しました。下書きに戻りました。"),
    Action.RETURN: gettext_lazy("%(count)s件を差し戻しました。"),
    Action.PUBLISH: gettext_lazy("%(count)s件を公開しました。だれでも見られます。"),
    Action.WITHDRAW: gettext_lazy("%(count)s件の公開を停止しました。"),
}
EXPLANATIONS = {
    Action.SUBMIT: gettext_lazy("提出すると、取りまとめ担当が確かめるまで直せません。"),
    Action.TAKE_BACK: gettext_lazy("下書きに戻り、また直せるようになります。"),
    Action.RETURN: gettext_lazy("コメントを付けて、入力担当に返します。"),
    Action.PUBLISH: gettext_lazy("公開すると、だれでも見られるようになります。"),
    Action.WITHDRAW: gettext_lazy("公開ページから消えます。記録は残ります。"),
}
COMMENT_LABELS = {
    Action.RETURN: gettext_lazy("コメント（どこをどう直すか）"),
    Action.WITHDRAW: gettext_lazy("公開を停止する理由（公開ページに出ます）"),
}


class Plan(NamedTuple):
    """What will happen to one record: its states before and after, or why nothing will.

    empty: the labels of what the city's form asks and the record leaves empty.
    """

    record: Any
    version: int | None
    before: str
    after: str
    refusal: str
    empty: tuple[str, ...] = ()


class Failure(NamedTuple):
    """A record with which the step was not taken, and why."""

    title: str
    why: str


class StepForm(forms.Form):
    """What a step needs to be told."""

    comment = forms.CharField(
        label="", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    without_trace = forms.BooleanField(
        label=gettext_lazy("個人情報のため跡を残さない"),
        required=False,
        help_text=gettext_lazy("公開を停止したことも、理由も、公開ページに出しません。"),
    )

    def __init__(self, data: Any = None, *, action: Action) -> None:
        super().__init__(data)
        self.action = action
        if action not in COMMENT_LABELS:
            del self.fields["comment"]
        else:
            self.fields["comment"].label = COMMENT_LABELS[action]
        if action != Action.WITHDRAW:
            del self.fields["without_trace"]

    def clean_comment(self) -> str:
        """Ask for the comment by the service's own rule."""
        comment = str(self.cleaned_data["comment"]).strip()
        check_comment(self.action, comment)
        return comment


def posted_version(text: str | None, otherwise: int | None = None) -> int | None:
    """Return a version that was sent, `otherwise` where none was; None for what is none."""
    if text is None:
        return otherwise
    # The text is measured first: reading a number of any length takes any time.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_VERSION))
    return int(text) if is_number and int(text) <= HIGHEST_VERSION else None


def stale_text(record: Any) -> str:
    """Say who has changed the record since the page was opened."""
    return _(
        "%(who)sさんが、あなたが画面を開いたあとに保存しました。内容を確かめて、もう一度選んでください。"
    ) % {"who": record.updated_by or _("ほかの人")}


def refusal_of(action: Action, record: Any, version: int | None, by: Any) -> str:
    """Return why the step cannot be taken now, empty where it can."""
    if version is None:
        return _("一覧で見えていた版が分かりません。一覧から選び直してください。")
    if version != record.version:
        return stale_text(record)
    try:
        check_transition(record, action, Write(by, Channel.ADMIN))
    except (PermissionDenied, ValidationError) as refusal:
        return why(refusal)
    return ""


def planned(
    action: Action, records: Sequence[Any], versions: Mapping[int, int | None], *, by: Any
) -> list[Plan]:
    """Return what the step will do with each record. versions: those that were seen, by id."""
    asks = says_what_is_empty(action, records)
    if asks:
        prefetch_related_objects(records, *records[0].asked_relations)
    return [
        Plan(
            record,
            versions[record.pk],
            record.get_state_display(),
            str(State(REACHES[action]).label),
            refusal_of(action, record, versions[record.pk], by),
            tuple(record.empty_fields()) if asks else (),
        )
        for record in records
    ]


def says_what_is_empty(action: Action, records: Sequence[Any]) -> bool:
    """Whether before this step it is said what each record leaves empty; nothing is stopped."""
    is_asked = any(record.asked_fields() for record in records)
    return action in {Action.SUBMIT, Action.PUBLISH} and is_asked


def carry_out(
    action: Action,
    records: Sequence[Any],
    versions: Mapping[int, int | None],
    *,
    by: Any,
    comment: str = "",
    without_trace: bool = False,
) -> tuple[list[Any], list[Failure]]:
    """Take the step with each record on its own; return what was done and what was not."""
    done: list[Any] = []
    failed: list[Failure] = []
    for record in records:
        version = versions[record.pk]
        if version is None:
            failed.append(Failure(str(record), refusal_of(action, record, None, by)))
            continue
        try:
            transition(
                record,
                action,
                by=by,
                channel=Channel.ADMIN,
                expected_version=version,
                comment=comment,
                without_trace=without_trace,
            )
            done.append(record)
        except Stale:
            failed.append(Failure(str(record), stale_text(record)))
        except (PermissionDenied, ValidationError) as refusal:
            failed.append(Failure(str(record), why(refusal)))
    return done, failed


def why(refusal: PermissionDenied | ValidationError) -> str:
    """Return what a refusal of the services says, in one line."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def failures_text(failed: Sequence[Failure]) -> str:
    """Return one message for all that failed; of many only the first are named."""
    named = " ".join(f"「{failure.title}」：{failure.why}" for failure in failed[:MOST_NAMES])
    rest = len(failed) - MOST_NAMES
    more = _(" ほか%(count)s件。") % {"count": rest} if rest > 0 else ""
    return _("%(count)s件はできませんでした。%(named)s%(more)s") % {
        "count": len(failed),
        "named": named,
        "more": more,
    }
