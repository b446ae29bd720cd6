"""施策評価: the plan, its yearly sheets, its indicators."""

# The code of this area in memberships, editions, rounds and changes.
AREA = "policies"
