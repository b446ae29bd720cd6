"""協働事業: what citizens and city do together."""

# The code of this area in memberships, editions, rounds and changes.
AREA = "projects"
