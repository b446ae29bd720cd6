"""What the log says: one line for a refusal, no traceback where nothing is wrong with the site."""

import logging
import re

MOST_CHARACTERS = 300
# The first status that is a fault of ours.
SERVER_ERROR = 500
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def one_line(what: object) -> str:
    """Return something as one line of the log: no line breaks or control characters, not long."""
    return _BREAKS.sub(" ", str(what)).strip()[:MOST_CHARACTERS]


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback from records that tell of a refused request.

    A bad address, a missing page or a right that somebody does not have is the visitor's
    business; a traceback would only hide the faults that are ours.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; shorten those of answers below 500 and of suspicious requests."""
        status = getattr(record, "status_code", None)
        is_refusal = status is not None and status < SERVER_ERROR
        if is_refusal or record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
            record.msg, record.args = one_line(record.getMessage()), None
        return True
