"""Marks what stays Japanese on English pages, so that it is read aloud as Japanese.

The cities' records are in Japanese on every page of the site. WCAG 2.2, 3.1.2 Language of
Parts, asks that passages in another language than the page's say so.
"""

import re

# An element whose whole content is text, at most with emphasis and line breaks.
_ELEMENT = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^<>]*+)>"
    r"(?P<content>(?:[^<>]++|(?!</(?P=tag)>)</?(?:br|wbr|b|strong|em)(?=[\s/>])[^<>]*+>)*+)"
    r"(?=</(?P=tag)>)"
)
_JAPANESE = re.compile("[\u3041-\u30ff\u3005\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_MARKUP = re.compile(r"<[^<>]*>|&[a-z#0-9]+;")
_HAS_LANGUAGE = re.compile(r"(?<![a-z-])lang=")
NOT_TEXT = frozenset({"script", "style"})


def mark_japanese(html: str) -> str:
    """Return the HTML of an English page with lang="ja" on every element of Japanese text.

    An element counts as Japanese that holds more Japanese characters than Latin letters. A name
    within an English sentence stays as it is: the criterion leaves out proper names.
    """
    return _ELEMENT.sub(_marked, html)


def _marked(element: re.Match[str]) -> str:
    whole: str = element[0]
    if element["tag"] in NOT_TEXT or _HAS_LANGUAGE.search(element["attributes"]):
        return whole
    if not is_japanese(element["content"]):
        return whole
    return f'<{element["tag"]} lang="ja"{whole[len(element["tag"]) + 1 :]}'


def is_japanese(content: str) -> bool:
    """Whether a piece of HTML is Japanese rather than English."""
    text = _MARKUP.sub("", content)
    found = len(_JAPANESE.findall(text))
    return found > 0 and found > len(_LATIN.findall(text))
