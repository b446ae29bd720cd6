import pytest

from kyodo_portal.organizations.models import Membership, User
from kyodo_portal.site.demo import demo_accounts

pytestmark = pytest.mark.django_db


def test_demo_has_every_role_and_a_second_city_with_new_passwords(client, real_data):
    accounts = demo_accounts()
    assert [(account.username, account.works_for) for account in accounts] == [
        ("editor", "苫小牧市 教育部"),
        ("coordinator", "苫小牧市"),
        ("planner", "苫小牧市"),
        ("administrator", "苫小牧市"),
        ("obihiro", "帯広市"),
    ]
    again = demo_accounts()
    assert User.objects.filter(is_staff=True).count() == 5
    assert Membership.objects.count() == 13
    for old, new in zip(accounts, again, strict=True):
        assert not client.login(username=new.username, password=old.password)
        assert client.login(username=new.username, password=new.password)


def test_demo_accounts_reach_the_staffs_pages_of_every_area(client, real_data):
    accounts = {account.username: account for account in demo_accounts()}
    client.login(username="editor", password=accounts["editor"].password)
    for page in ("projects/projectrecord", "policies/evaluationsheet", "pledges/progressreport"):
        assert client.get(f"/admin/{page}/").status_code == 200
