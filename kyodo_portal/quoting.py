"""How a message repeats what somebody typed."""

LONGEST_QUOTATION = 40


def quotable(value: object) -> str:
    """Shorten a value to one line that is safe to show, with … where it is cut."""
    start = str(value)[: LONGEST_QUOTATION + 1]
    visible = "".join(sign if sign.isprintable() else " " for sign in start)
    return visible if len(visible) <= LONGEST_QUOTATION else visible[:LONGEST_QUOTATION] + "…"
