"""The request that works, whole, for each client: the last 14 days of orders."""

from typing import Final

REQUESTS = """import os, time, requests

now = int(time.time() * 1000)
answer = requests.get(
    "https://kaspi.kz/shop/api/v2/orders",
    headers={"User-Agent": "my-shop/1.0", "X-Auth-Token": os.environ["KASPI_TOKEN"],
             "Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"},
    params={"page[number]": 0, "page[size]": 20,
            "filter[orders][creationDate][$ge]": now - 14 * 86_400_000,
            "filter[orders][creationDate][$le]": now},
    timeout=30,
)
body = answer.json()
print(answer.status_code, body.get("meta", body))"""
HTTPX = REQUESTS.replace("requests", "httpx")
CURL = r"""now=$(date +%s)
curl -sS -G --max-time 30 -A 'my-shop/1.0' \
  -H "X-Auth-Token: $KASPI_TOKEN" \
  -H 'Accept: application/vnd.api+json' -H 'Content-Type: application/vnd.api+json' \
  -d 'page[number]=0' -d 'page[size]=20' \
  -d 'filter[orders][creationDate][$ge]='$(((now - 14 * 86400) * 1000)) \
  -d 'filter[orders][creationDate][$le]='$((now * 1000)) \
  https://kaspi.kz/shop/api/v2/orders"""
POWERSHELL = """$now = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
$query = @{
  'page[number]' = 0
  'page[size]' = 20
  'filter[orders][creationDate][$ge]' = $now - 14 * 86400000L
  'filter[orders][creationDate][$le]' = $now
}
$headers = @{ 'X-Auth-Token' = $env:KASPI_TOKEN; 'Accept' = 'application/vnd.api+json' }
(Invoke-RestMethod -Uri 'https://kaspi.kz/shop/api/v2/orders' -Body $query -Headers $headers `
  -ContentType 'application/vnd.api+json' -UserAgent 'my-shop/1.0' -TimeoutSec 30).meta"""

# The widest list of orders that Kaspi allows, as a line for each client: the last 14 days, up to now.
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
