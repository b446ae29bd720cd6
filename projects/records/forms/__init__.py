"""Forms of 協働事業: fields read as staff type them."""
