"""Names known by their form: a title and a name, a body's last word, a ship's prefix, a resolution's number.

Each form has words of which one must stand in the text before it is tried at all, which most texts are spared.
"""

import re
from collections.abc import Iterator

_CAP = r"[A-Z][\w'’&-]*\b"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Baron|Viscount|Earl|Colonel|General|Major|Brigadier|Admiral"
    r"|Captain|Lieutenant|President|Prime Minister|Chancellor|Ambassador|Professor|Archbishop|Bishop|King|Queen|Prince"
    r"|Rt Hon|Field Marshal|SRSG)"
)
TITLED = re.compile(rf"{_TITLE} ")
"""A person's title."""
BARE_TITLE = re.compile(rf"^{_TITLE}$|^(?:Secretary|Minister|Hon|Friend|Member|Gentleman|Lady)", re.IGNORECASE)
"""A title that stands for a person without a name."""

_NO_NAME = (
    r"(?:National|Assembly|Purpose|Secretary|Elections?|People|Council|Chancellor|President|Privy|Advocate|Speaker"
    r"|Minister|Government|Office|Congress|Committee|Question|Affairs|Staff|Power|Medical|Synod|Debate|Order|Motor)"
)
_PERSON = re.compile(
    rf"\b{_TITLE}\.? (?!{_NO_NAME}\b)(?:(?:al|el|bin|Al|El)[- ])?{_CAP}"
    rf"(?: (?!of\b|and\b)(?:(?:al|el|bin|ben|van|de|von)[- ])?(?!{_NO_NAME}\b)[A-Z][\w’'-]+){{0,2}}"
    r"(?:(?<=[a-z]) of (?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?)?"
)
BODY = (
    r"(?:Committee|Fund|Agency|Council|Commission|Force|Forces|Office|Organisation|Organization|Authority|Board|Bureau"
    r"|Centre|Service|Services|Police|Guard|Union|League|Bank|Corporation|Company|Court|Tribunal|Congress|Assembly"
    r"|Parliament|Party|Brigade|Brigades|Militia|Battalion|Regiment|Squadron|Navy|Army|Mission|Group|Institute|Foundation"
    r"|Trust|Association|Federation|Society|University|Ministry|Department|Unit|Programme|Facility|Partnership|Pool"
    r"|Initiative|Network|Coalition|Alliance|Front|Movement|Coastguard|Directorate|Inspectorate|Secretariat|Cell)"
)
"""The last word of the name of a body."""
_BODY_WORD = re.compile(rf"\b{BODY}\b")
_LINK = r"(?:of|for|on|and|the|in|to|against|&)"
_BEFORE_BODY = re.compile(rf"(?:\b{_CAP} (?:(?:{_LINK} ){{1,2}}(?=[A-Z]|$))?){{1,7}}$")
_STARTER = re.compile(
    r"(?:(?:The|Our|This|That|These|In|At|On|Its?|His|Her|Their|When|As|If|A|An|Each|No|And|But|We|For|While|Both|Every"
    r"|By|From|With|Through|Under|Since|After|Before|During|Following|Within|To|Of|All|Some|Any|Where|Which|Last|Next|Other"
    r"|I|January|February|March|April|May|June|July|August|September|October|November|December|the|of|on|in"
    r"|and|for|to) )+"
)
_LOOK_BACK = 120  # characters before a body's last word in which its name begins
_BODIES = (
    r"(?:Ministry|Ministries|Department|Departments|Office|Committee|Board|Council|Court|Bank|Institute|University"
    r"|Organisation|Association|Centre|Federation|Chamber|Bureau|Institution)"
)
_BEGINS_WITH_BODY = re.compile(
    rf"\b(?:(?:Libyan|UK|UN|US|EU|British) )?{_BODIES} (?:of|for|on) (?:the )?{_CAP}"
    rf"(?:(?:,? and|,| of| for| on)?(?: the)? {_CAP}){{0,5}}"
)
_NATION = (
    r"(?:UK|British|US|American|EU|[A-Z][a-z]+(?:ian|ish|ese|ean|tian|yan|lian|can|ench|erman|utch|reek|raqi|raeli|emeni"
    r"|menian|wiss|zech|panese|hanaian|geria|geran|oth|uwaiti|atari|audi|omani|akistani|fghan|hai|wedish))"
)
_GOVERNMENT = re.compile(
    rf"\b{_NATION} (?:[Gg]overnment|[Pp]arliament|[Aa]rmed [Ff]orces|Navy|Army|Air Force|Coast ?[Gg]uard|Cabinet)\b"
)
_OF_UNITS = r"(?:Rifles|Commando|PARA|Para|Brigade|Division|Squadron|Regiment|Battalion|Corps|Wing|Scots)"
_UNIT = re.compile(rf"\b\d{{1,3}} (?:[A-Z][\w’']{{1,30}} ){{0,3}}{_OF_UNITS}\b")
_SHIP = re.compile(r"\b(?:HMS|HMC|RFA|MV|MS|VOS|ITS|USS|RRS|SS|FS|HMCS|HNLMS)(?: [A-Z][a-z’']+){1,2}\b")
_OF_SITES = (
    r"(?:Camp|Barracks|Airport|International Airport|Airfield|Air Base|Base|Oilfield|Oil Field|Dockyard|Prison|Hotel"
    r"|Museum|Range|Training Area|Terminal|Refinery|Naval Base)"
)
_SITE = re.compile(rf"\b(?:{_CAP} ){{1,3}}{_OF_SITES}\b|\bRAF [A-Z][a-z]+(?: [A-Z][a-z]+)?\b")
_POST = r"(?:[Ee]mbass(?:y|ies)|[Cc]onsulate(?:-General| General)?|High Commission)"
_EMBASSY = re.compile(rf"\b(?:(?:{_NATION}) )?{_POST}(?: (?:in|at) {_CAP}(?: [A-Z]\w+)?)?")
_OPERATION = re.compile(r"\b(?:Operation|Exercise|Op) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_NUMBERED = r"\d{2,4}(?: \(\d{4}\))?"
_RESOLUTION = re.compile(
    r"\b(?:(?:UN |United Nations |UNSC )?(?:Security Council |General Assembly )?[Rr]esolutions?|UN(?:SC|GA)Rs?|SCRs?)"
    rf" {_NUMBERED}(?:(?:, and |, | and ){_NUMBERED}){{0,8}}(?!\d|%| (?:people|troops|million))"
)
_KIND_OF_TREATY = r"(?:Convention|Treaty|Agreement|Protocol|Compact|Accords?|Declaration|Memorandum)"
_TREATY = re.compile(
    rf"\b(?:{_CAP} ){{1,4}}{_KIND_OF_TREATY}\b"
    rf"(?: (?:on|for|of) (?:the )?{_CAP}(?:(?: of| and| for| at| the)*? {_CAP}){{0,4}})?"
    rf"|\b{_KIND_OF_TREATY} (?:of|on|for) (?:the )?{_CAP}(?: {_CAP}){{0,3}}"
)
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], str, str], ...] = (
    (re.compile("esolution|UN(?:SC|GA)R|SCR"), _RESOLUTION, "TREATY", "entity.resolution"),
    (re.compile(_KIND_OF_TREATY), _TREATY, "TREATY", "entity.treaty"),
    (re.compile(r"HM|RFA|MV |MS |VOS|ITS|USS|RRS|SS |FS |HN"), _SHIP, "FACILITY", "entity.ship"),
    (re.compile(rf"RAF |{_OF_SITES}"), _SITE, "FACILITY", "entity.site"),
    (re.compile("mbass|onsulate|High Commission"), _EMBASSY, "FACILITY", "entity.embassy"),
    (re.compile("Operation|Exercise|Op "), _OPERATION, "OPERATION", "entity.operation"),
    (re.compile("overnment|arliament|orces|Navy|Army|Force|uard|Cabinet"), _GOVERNMENT, "ORG", "entity.government"),
    (re.compile(_OF_UNITS), _UNIT, "ORG", "entity.unit"),
    (re.compile(_BODIES), _BEGINS_WITH_BODY, "ORG", "entity.body"),
    (re.compile(_TITLE), _PERSON, "PERSON", "entity.titled"),
)
_COMPASS = r"[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est"
_REGION = re.compile(
    rf"\b(?:(?:{_COMPASS})(?:ern)?|[Cc]entral|(?:[Nn]orth|[Ss]outh)-(?:[Ee]ast|[Ww]est)(?:ern)?)"
    r"[ -](?=(?P<place>[A-Z]\w+(?: (?:East|Sea|Kingdom))?))"
)


def names_by_form(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Every stretch of text that has the form of a name: its characters, the label and the rule; some overlap."""
    for trigger, pattern, label, rule in _FORMS:
        if trigger.search(text):
            for match in pattern.finditer(text):
                yield match.start(), match.end(), label, rule
    yield from _bodies(text)


def _bodies(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Names that end in a body's last word, without the words that begin a sentence."""
    for word in _BODY_WORD.finditer(text):
        start = max(0, word.start() - _LOOK_BACK)
        before = _BEFORE_BODY.search(text, start, word.start())
        if before:
            starter = _STARTER.match(text, before.start(), word.start())
            start = starter.end() if starter else before.start()
            if start < word.start():
                yield start, word.end(), "ORG", "entity.body"


def regions(text: str) -> Iterator[tuple[int, int, int]]:
    """Every compass word before a capital: where it begins, and where the word after it begins and ends."""
    for match in _REGION.finditer(text):
        yield match.start(), *match.span("place")
