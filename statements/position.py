"""The positions that a government takes: how far it commits itself, which way, and whose position a clause is."""

from enum import StrEnum


class Group(StrEnum):
    """What two commitments are compared by: within a group, the difference is one of wording."""

    OPEN = "open"
    ENDED = "ended"
    NO_PLANS = "no plans"
    NEGATIVE = "negative"
    PLANS = "plans"
    POSITIVE = "positive"


class Commitment(StrEnum):
    """How far a clause commits its speaker. Where two values fit, the one that stands first here is taken."""

    NOT_RULED_OUT = "not ruled out"
    """Left open in so many words: "We have never ruled out a second course"; "All options remain open"."""

    ENDED = "ended"
    """It was so and is no more: "The course was suspended"; "The office has closed"; "We no longer fund the clinic"."""

    NO_PLANS = "no plans"
    """Not meant now, nor refused: "We have no current plans to send more"; "No decision has been made"."""

    WILL_NOT = "will not"
    """Refused: "We will not pay"; "We rule out any use of the camp"; "The UK takes no part in the scheme"."""

    OPPOSES = "opposes"
    """Spoken against: "We do not support patrols"; "The ban must not be lifted"; "We advise against all travel"."""

    REVIEWING = "reviewing"
    """Being thought about: "We are considering whether to lend a ship"; "It is too early to say"."""

    READY = "ready"
    """Offered if it is wanted: "We stand ready to help"; "The UK is prepared to train nurses"; "We could lend one"."""

    IS_NOT = "is not"
    """Denied as a fact, not for good: "We are not lending ships"; "No request has been received"."""

    PLANS = "plans"
    """Meant to happen: "We plan to reopen in spring"; "We have agreed to train ten"; "They are due to return"."""

    WILL = "will"
    """Promised: "We will send two nurses"; "We are going to lend a boat"."""

    DONE = "done"
    """Happened: "We have sent a cutter"; "The Department gave £2"."""

    DOING = "doing"
    """Going on, or held now: "We support the talks"; "The UK is training cadets"; "All sides must stop"."""

    @property
    def group(self) -> Group:
        """The group of the value."""
        return _GROUPS[self]


_GROUPS = {
    Commitment.NOT_RULED_OUT: Group.OPEN,
    Commitment.ENDED: Group.ENDED,
    Commitment.NO_PLANS: Group.NO_PLANS,
    Commitment.WILL_NOT: Group.NEGATIVE,
    Commitment.OPPOSES: Group.NEGATIVE,
    Commitment.REVIEWING: Group.OPEN,
    Commitment.READY: Group.OPEN,
    Commitment.IS_NOT: Group.NEGATIVE,
    Commitment.PLANS: Group.PLANS,
    Commitment.WILL: Group.POSITIVE,
    Commitment.DONE: Group.POSITIVE,
    Commitment.DOING: Group.POSITIVE,
}


class Polarity(StrEnum):
    """Whether what the clause is about is affirmed."""

    POSITIVE = "positive"
    """Affirmed: "We support the talks"; "We will not hesitate to act"."""

    NEGATIVE = "negative"
    """Denied, by a negation or by a verb that denies: "We do not pay"; "We refuse to pay"; "We no longer pay"."""

    OPEN = "open"
    """Neither: "We have not ruled it out"; "We are considering it"."""


class Whose(StrEnum):
    """Whose position a clause is."""

    GOVERNMENT = "government"
    """That of the minister or department: "We support the talks"; "The Minister said that we would"."""

    JOINT = "joint"
    """That of several governments in one statement: "The governments of Ruritania and the UK condemn the attack"."""

    ASKER = "asker"
    """A question's, or its premise: "Asked whether the camp would close, …"; "Will the Minister act?"."""

    QUOTED = "quoted"
    """That of somebody else whose words are given: "A charity wrote: “We will send no more boats.”"."""

    ANOTHER = "another"
    """That of somebody else who is reported: "The committee said that the camp should close"."""

    @property
    def own(self) -> bool:
        """True if it is a position of the government that makes the statement."""
        return self in (Whose.GOVERNMENT, Whose.JOINT)
