"""市長公約: what a mayor promised, and how far it is."""

# The code of this area in memberships, editions, rounds and changes.
AREA = "pledges"
