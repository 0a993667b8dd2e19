"""The names that parameters and the token are given by mistake, and the right ones."""

import re
from functools import lru_cache

from kaspi_doctor import suggestion
from kaspi_doctor.lint import facts

_ALIASES = {
    facts.PAGE_NUMBER: "page pagenum pageno pageindex pagenumber currentpage p",
    facts.PAGE_SIZE: "size limit perpage pagelimit pagesize count pagecount itemsperpage",
    facts.SINCE: "creationdatege creationdategte creationdatefrom datefrom from fromdate startdate since start dategte"
    " creationdatemin createdfrom begin begindate creationdate creationdateget creationdategt",
    facts.UNTIL: "creationdatele creationdatelte creationdateto dateto to todate enddate until end datelte"
    " creationdatemax createdto finish creationdatelt",
    facts.STATE: "state states orderstate",
    facts.STATUS: "status statuses orderstatus",
    facts.CODE: "code ordercode number ordernumber orderid id codes",
    facts.DELIVERY_TYPE: "deliverytype delivery",
    facts.SIGNATURE: "signaturerequired signature",
}
_KNOWN_AS = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_NEAR = 0.8
_INCLUDE = re.compile(r"includes?(?:\[(?:orders?|entries|user)?\]|[._]orders?)?", re.IGNORECASE)
_LONGEST = 80
TOKEN_HEADER = "x-auth-token"  # noqa: S105 - a header's name
_CARRIERS = re.compile(
    r"(?:x|http)?(?:proxy)?(?:kaspi|shop|merchant|access|api|auth|bearer|secret|private)*(?:token|authorization|auth|key|secret)"
)
_OTHER_TOKENS = re.compile(r"csrf|xsrf|page|proxy|idempotency")


def is_include(name: str) -> bool:
    """Return whether a name is one for what to send along, right or not."""
    return name != facts.INCLUDE and _INCLUDE.fullmatch(name) is not None


@lru_cache(maxsize=512)
def nearest(name: str) -> str | None:
    """Return the known parameter that a name was most likely meant to be."""
    if name in facts.PARAMS or len(name) > _LONGEST:
        return name if name in facts.PARAMS else None
    if _INCLUDE.fullmatch(name):
        return facts.INCLUDE
    plain = re.sub(r"^filters?(?:orders?)?", "", re.sub(r"[^a-z]", "", name.lower()))
    alias = suggestion.nearest(plain, _KNOWN_AS, _NEAR)
    return _KNOWN_AS[alias] if alias else None


def carries_token(name: str) -> bool:
    """Return whether people send tokens under this name, other than the right one."""
    plain = re.sub(r"[^a-z]", "", name.lower()[:_LONGEST])
    return name.lower() != TOKEN_HEADER and _CARRIERS.fullmatch(plain) is not None and not _OTHER_TOKENS.search(plain)
