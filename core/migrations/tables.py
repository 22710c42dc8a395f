"""All tables, gathered: migrations and the test that compares them with the models need every domain imported."""

from core.audit import models as audit
from core.booking import models as booking
from core.card import models as card
from core.catalog import models as catalog
from core.checkout import models as checkout
from core.consent import models as consent
from core.contract import models as contract
from core.conversation import models as conversation
from core.coupon import models as coupon
from core.document import models as document
from core.due import models as due
from core.idempotency import models as idempotency
from core.keys import models as keys
from core.kit import reference
from core.kit.db import Base
from core.member import models as member
from core.merge import models as merge
from core.outbox import models as outbox
from core.points import models as points
from core.privacy import models as privacy
from core.profile import models as profile
from core.resource import models as resource
from core.review import models as review
from core.staff import models as staff
from core.store import models as store
from core.tier import models as tier
from core.token import models as token
from core.unclear import models as unclear
from core.waitlist import models as waitlist
from core.wallet import models as wallet

DOMAINS = (
    reference,
    audit,
    booking,
    card,
    catalog,
    checkout,
    consent,
    contract,
    conversation,
    coupon,
    document,
    due,
    idempotency,
    keys,
    member,
    merge,
    outbox,
    points,
    privacy,
    profile,
    resource,
    review,
    staff,
    store,
    tier,
    token,
    unclear,
    waitlist,
    wallet,
)
METADATA = Base.metadata
