"""Several people save at the same moment; nobody's words are lost without their knowing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kyodo_portal.publishing.models import Change
from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.cities import make_city
from tests.factories.organizations import editor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_of_saves_at_one_moment_one_wins_and_the_others_are_told(dose):
    people = dose(2, 6)
    city = make_city("こちら")
    url = admin_url(city.record, "change")
    clients = [logged_in(editor(city.department)) for _number in range(people)]
    forms = [untouched(client.get(url)) for client in clients]
    start = Barrier(people)

    def save(number):
        start.wait()
        try:
            answer = clients[number].post(url, {**forms[number], "purpose": f"目的{number}"})
            page = answer.content.decode()
            return (
                answer.status_code,
                'name="merge_purpose"' in page and f">\n目的{number}<" in page,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        answers = sorted(pool.map(save, range(people)))
    assert answers == [(200, True)] * (people - 1) + [(302, False)]
    record = ProjectRecord.objects.get(pk=city.record.pk)
    change = Change.objects.of(record).get()
    assert (record.version, change.version) == (2, 2)
    assert change.after["purpose"] == record.purpose
