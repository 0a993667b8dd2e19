"""The names that parameters are given by mistake, and the right ones."""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from kaspi_doctor.lint import facts

_ALIASES: Final = {
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
_KNOWN_AS: Final = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_NEAR: Final = 0.8
_INCLUDE: Final = re.compile(r"includes?(?:\[(?:orders?|entries|user)?\]|[._]orders?)?", re.IGNORECASE)
_LONGEST: Final = 80


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
    near = get_close_matches(plain, _KNOWN_AS, n=1, cutoff=_NEAR) if plain else []
    return _KNOWN_AS[near[0]] if near else None
