"""Accounts of the staff: login, own account, passwords, and what is logged of them.

The ways through login and password are django-allauth's; only the addresses that staff need are
mounted, under the admin's own names.
"""
