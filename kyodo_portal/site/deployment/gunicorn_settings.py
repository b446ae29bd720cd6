"""How gunicorn serves the portal: `gunicorn --config kyodo_portal/site/deployment/gunicorn_settings.py`.

A proxy stands in front (nginx.conf beside this file): it takes in slow requests whole and hands
out slow answers, so that no visitor holds a thread. What is set here limits the rest.
"""

import multiprocessing
import os

wsgi_app = "kyodo_portal.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
# One process a core; threads for answers that wait for the database.
workers = int(os.environ.get("WORKERS", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = 4
# Seconds: for a whole answer, for those under way at a restart, for an idle connection of the proxy.
timeout = 60
graceful_timeout = 30
keepalive = 5
# Renewed now and then, not all at once, so that no process grows for months.
max_requests = 10_000
max_requests_jitter = 1_000
# A request's head is never longer than a form's address.
limit_request_line = 8_190
limit_request_fields = 60
limit_request_field_size = 8_190
# Only a proxy that says so itself is believed; X-Forwarded-For is nobody's business otherwise.
forwarded_allow_ips = "127.0.0.1,::1" if os.environ.get("BEHIND_PROXY") == "1" else ""
# Temporary files of the workers' heartbeat stand in memory, where a full disk does not stop them.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
control_socket_disable = True
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
