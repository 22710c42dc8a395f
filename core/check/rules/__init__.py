"""The rules a salon's data keeps, as SQL that gives a row for every breach; the same on SQLite and PostgreSQL.

Written out and not made of the models: a mistake in the code that writes must not be repeated by the one that checks.
`{minute}` stands for the engine's way of counting a moment's minutes since 1970, `{number}` for that of reading JSON.
"""

from core.check.rules.benefits import BENEFITS
from core.check.rules.points import POINTS
from core.check.rules.prepaid import PREPAID
from core.check.rules.reviews import REVIEWS
from core.check.rules.rule import Rule
from core.check.rules.sales import SALES
from core.check.rules.salon import SALON

RULES: tuple[Rule, ...] = (*SALON, *SALES, *POINTS, *PREPAID, *BENEFITS, *REVIEWS)
