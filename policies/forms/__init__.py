"""Forms of 施策評価: fields read as staff type them."""
