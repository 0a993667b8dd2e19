"""The widest list of orders that Kaspi allows, as a line for each client: the last 14 days, up to now."""

from typing import Final

# `end_ms` is read once: with two readings of the clock the window could come out longer than 14 days.
PARAMS_LINE: Final = (
    'params={"filter[orders][creationDate][$ge]": (end_ms := int(time.time() * 1000)) - 14 * 86_400_000,'
    ' "filter[orders][creationDate][$le]": end_ms}'
)
CURL_LINE: Final = (
    "-G -d 'filter[orders][creationDate][$ge]='$(((end_ms = $(date +%s) * 1000) - 14 * 86400000))"
    " -d 'filter[orders][creationDate][$le]='$end_ms"
)
POWERSHELL_LINE: Final = (
    "-Body @{ 'filter[orders][creationDate][$ge]' ="
    " ($end_ms = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()) - 14 * 86400000L;"
    " 'filter[orders][creationDate][$le]' = $end_ms }"
)

LAST_14_DAYS: Final = {
    "requests": PARAMS_LINE,
    "httpx": PARAMS_LINE,
    "curl": CURL_LINE,
    "PowerShell": POWERSHELL_LINE,
}
