"""相手方の集計: figures by which staff see whether partners become fixed. For staff only.

The reason: 苫小牧市「協働のガイドライン」第4章 協働の心得（５）相手方の固定化を避ける:
「協働事業の相手方が特定の団体や個人に固定化しないよう、一定期間ごとに見直しを行うなど、
多様な主体と取り組むように努めてください。」

`records` reads the records of a scope once; `runs`, `first_time`, `shares` and `tallies` are pure
functions over what was read; `report` puts them together. One municipality at a time, and never
in the order of a figure.
"""
