"""やさしい日本語 writes dates and numbers as Japanese does."""

from django.conf.locale.ja.formats import *
