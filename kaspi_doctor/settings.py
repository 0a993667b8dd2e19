"""Everything a run is told beforehand. Checked here, so that nothing is sent on a wrong setting."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kaspi_doctor.credentials import Inspection, Secret, inspect
from kaspi_doctor.target import DEFAULT_BASE_URL, ConnectTo, Endpoint, Proxy, SettingError, Target
from kaspi_doctor.wording import Language

DEFAULT_NEUTRAL_HOST = "example.com:443"
MAXIMUM_WINDOW_DAYS = 14
"""Observed by three projects, and in the founding document: exactly 14.0 days pass, 15 and 30 are refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The token and the shop's id, and where they are from."""

    inspection: Inspection
    raw: Secret | None = None
    """As it was found; never sent."""
    source: str | None = None
    """``env:NAME``, ``file:PATH``, ``env-file:PATH``, ``stdin``, ``keyring``, ``prompt``, ``demo``; None: no token."""
    merchant_uid: str | None = None
    look_elsewhere: tuple[str, ...] = ()
    """Other variables that are set and are known to hold a Kaspi token in other projects."""

    @classmethod
    def found(cls, raw: str | None, source: str | None, *, merchant_uid: str | None = None) -> Self:
        """Look at what was found; None for nothing."""
        inspection = inspect(raw or "")
        return cls(inspection=inspection, raw=Secret(raw) if raw else None, source=source, merchant_uid=merchant_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the environment says about networking, read once by the command line."""

    proxy: Proxy | None = None
    proxy_bypassed: bool = False
    """A proxy is configured but does not apply: ``--no-proxy``, or ``NO_PROXY`` names the host."""
    ca_overrides: tuple[str, ...] = ()
    """Variables such as SSL_CERT_FILE that change which CAs some program trusts, as ``NAME=value``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run does. The defaults are the contract's."""

    credentials: Credentials
    target: Target = field(default_factory=lambda: Target.parse(DEFAULT_BASE_URL))
    connect_to: tuple[ConnectTo, ...] = ()
    ca_file: Path | None = None
    surroundings: Surroundings = field(default_factory=Surroundings)
    neutral_host: Endpoint | None = field(default_factory=lambda: Endpoint.parse(DEFAULT_NEUTRAL_HOST))
    user_agent: str | None = None
    """For ``orders-valid`` alone; None is a browser's."""
    window_days: int = MAXIMUM_WINDOW_DAYS
    timeout_s: float = 15.0
    patience_s: float = 3.0
    deadline_s: float = 45.0
    parallel: int = 4
    quick: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Optional probes that are to be asked beside the usual ones."""
    strict: bool = False
    exit_zero: bool = False
    language: Language = Language.EN

    def __post_init__(self) -> None:
        """Refuse what no run could use.

        Raises:
            SettingError: a value is out of its bounds.
        """
        if not 1 <= self.window_days <= MAXIMUM_WINDOW_DAYS:
            raise SettingError.of(
                en=f"--window-days {self.window_days}: Kaspi accepts at most 14 days between the two dates;"
                " use a whole number from 1 to 14",
                ru=f"--window-days {self.window_days}: Kaspi принимает не больше 14 дней между датами;"
                " укажите целое число от 1 до 14",
                kk=f"--window-days {self.window_days}: Kaspi екі күннің арасында 14 күннен артық қабылдамайды;"
                " 1-ден 14-ке дейінгі бүтін сан беріңіз",
            )
        for option, value in (
            ("--timeout", self.timeout_s),
            ("--patience", self.patience_s),
            ("--deadline", self.deadline_s),
        ):
            if not 0 < value < float("inf"):
                raise SettingError.of(
                    en=f"{option} {value:g}: use a number of seconds greater than 0",
                    ru=f"{option} {value:g}: укажите число секунд больше 0",
                    kk=f"{option} {value:g}: 0-ден үлкен секунд санын беріңіз",
                )
        if self.parallel < 1:
            raise SettingError.of(
                en=f"--parallel {self.parallel}: use a whole number, 1 or more",
                ru=f"--parallel {self.parallel}: укажите целое число не меньше 1",
                kk=f"--parallel {self.parallel}: 1-ден кем емес бүтін сан беріңіз",
            )
        name = self.user_agent
        if name is not None and not (name.isascii() and name.isprintable() and name == name.strip()):
            raise SettingError.of(
                en="--user-agent: use printable ASCII characters, with no space at either end;"
                " a header can hold nothing else",
                ru="--user-agent: укажите печатные символы ASCII без пробелов по краям; другие в заголовок"
                " не поместить",
                kk="--user-agent: шетінде бос орны жоқ, басылатын ASCII таңбаларын жазыңыз; тақырыпқа басқасы сыймайды",
            )
        uid = self.credentials.merchant_uid
        if uid is not None and not (uid.isascii() and uid.isdigit()):
            raise SettingError.of(
                en="--merchant-uid (KASPI_MERCHANT_UID) must be digits; see the merchant cabinet → Настройки"
                " → ID магазина",
                ru="--merchant-uid (KASPI_MERCHANT_UID): ID магазина состоит только из цифр; он в Кабинете"
                " продавца → Настройки → ID магазина",
                kk="--merchant-uid (KASPI_MERCHANT_UID): дүкен идентификаторы тек цифрлардан тұрады; ол Сатушы"
                " кабинетінде → Настройки → ID магазина",
            )

    @property
    def connects_to(self) -> Endpoint:
        """Where the target's connections go: ``--connect-to`` applied, a proxy left aside."""
        wanted = self.target.endpoint
        for rule in self.connect_to:
            if rule.applies_to(wanted):
                return Endpoint(host=rule.to_host or wanted.host, port=rule.to_port or wanted.port)
        return wanted
