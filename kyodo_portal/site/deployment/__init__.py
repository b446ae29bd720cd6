"""The files by which the portal is put into service; read by gunicorn and nginx."""
