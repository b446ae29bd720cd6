"""The site with a fourth area: the one line that an area needs."""

from tests.settings import *

INSTALLED_APPS = [*INSTALLED_APPS[:-1], "tests.fourth_area", INSTALLED_APPS[-1]]
