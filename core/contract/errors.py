"""Refusals of contracts; each code is a text key."""

from core.kit.errors import NotFound, Refusal


class ContractNotFound(NotFound):
    """No such contract for this person."""

    code = "contract.not_found"


class ContractNotAccepted(Refusal):
    """Nothing is taken in advance before the member agreed to the written contract 【law】, nor on an agreement that is
    over. Field: `rule` ("written_contract")."""

    code = "contract.not_accepted"


class ContractDiffers(Refusal):
    """The contract is about something else than what is being sold: another member, store, amount or card."""

    code = "contract.differs"


class ContractUsed(Refusal):
    """The contract was fulfilled already: each is paid once."""

    code = "contract.used"


class ContractChanged(Refusal):
    """What the member agreed to is not the text of this contract: it has to be shown again."""

    code = "contract.changed"


class ContractOver(Refusal):
    """The contract can no longer be answered: it was answered, or its time has run out."""

    code = "contract.over"
