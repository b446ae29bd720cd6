"""市民参加人数 as cities write it: a number, 不明, 該当なし or nothing."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from kyodo_portal.text import fold, quotable

ParticipantsStatus = Literal["counted", "unknown", "not_applicable", "not_entered"]

MOST_PARTICIPANTS = 99_999_999  # beyond any event, and within an integer column


_COUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\s*[人名]?")
_STATUS_WORDS: dict[str, ParticipantsStatus] = {
    fold("不明"): "unknown",
    fold("人数不明"): "unknown",
    fold("-"): "not_applicable",
    fold("該当なし"): "not_applicable",
    fold("対象外"): "not_applicable",
}


class InvalidParticipants(ValueError):
    """A number of people that cannot be read; its text is a sentence for who typed it."""


@dataclass(frozen=True)
class Participants:
    """市民参加人数: a number only when the status is "counted"."""

    count: int | None
    status: ParticipantsStatus


def parse_participants(value: str | float | None) -> Participants:
    """Read a 市民参加人数: 1,225, １，２２５, 1,225人; 不明; - or 該当なし; blank.

    Raises InvalidParticipants (text for the reader) for anything else, so for 約50人, -5 and 12.5.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = "" if value is None else str(value)
    text = unicodedata.normalize("NFKC", written).strip()
    if not fold(text):
        return Participants(None, "not_entered")
    status = _STATUS_WORDS.get(re.sub("-+", "-", fold(text)))
    if status is not None:
        return Participants(None, status)
    match = _COUNT.fullmatch(text)
    if match is None:
        raise InvalidParticipants(
            _(
                "「%(written)s」は人数として読み取れません。0以上の人数を数字だけで書いてください（例：1,225）。"
                "分からないときは「不明」、当てはまらないときは「-」と書きます。"
            )
            % {"written": quotable(written)}
        )
    return Participants(_checked_count(match[1].replace(",", ""), written), "counted")


def _checked_count(digits: str, written: str) -> int:
    if len(digits.lstrip("0")) > len(str(MOST_PARTICIPANTS)):
        raise InvalidParticipants(
            _("「%(written)s」は人数として大きすぎます。%(most)s以下の数字で書いてください。")
            % {"written": quotable(written), "most": f"{MOST_PARTICIPANTS:,}"}
        )
    return int(digits)
