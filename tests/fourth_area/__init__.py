"""補助金の交付: a fourth area, plugged in by its folder and one line of settings.

It shows what README's 'Add an area' promises. Nothing outside this folder knows of it.
"""

# The code of this area in memberships, editions, rounds and changes.
AREA = "subsidies"
