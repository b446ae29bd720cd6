"""What a page of 協働事業 shows, as a test reads it; and its address."""


def address(project):
    return f"/projects/{project.pk}/"


def chips_of(response):
    return [(str(chip.label), chip.url) for chip in response.context["chips"]]


def facet(response, key):
    group = next(group for group in response.context["facets"] if group.key == key)
    return [(value.value, value.count, value.is_selected) for value in group.values]
