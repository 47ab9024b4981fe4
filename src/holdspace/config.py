"""What the keeper set: environment and one small file, checked, nothing guessed."""

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from holdspace.access.modes import profiles
from holdspace.domain.errors import BrokenData, UnknownSetting, UnusableFolder
from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.reading import worded
from holdspace.ports.setup import Checked, Lawful, Setup
from holdspace.safety.helpline import Country, countries, country, is_stale

PREFIX = "HOLDSPACE_"
FILE = "holdspace.toml"
HERE = frozenset({"127.0.0.1", "::1", "localhost"})
LAST_BACKUP = "last-backup"  # a date, so that its age can be said; never where it lies
_ELSEWHERE = frozenset({"HOLDSPACE_DATA", "HOLDSPACE_CHROMIUM"})  # for research and tests alone


class Settings(BaseSettings):
    """Every setting there is; docs/settings.md documents each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(default_factory=lambda: Path.home() / ".holdspace")
    host: str = "127.0.0.1"
    port: int = Field(default=8642, ge=1, le=65535)
    origin: str | None = None
    country: str | None = None
    keeper_name: str | None = None
    exit_page: str = "https://www.bbc.co.uk/weather"
    profile: str | None = None
    keeping: Literal["open", "closed", "off"] = "open"
    database: str | None = None

    @property
    def words(self) -> Path:
        """Where a keeper puts lines of their own, and names those to retire."""
        return self.home / "words"

    @property
    def measures(self) -> Path:
        """Where a keeper puts packs of measures, a folder each, and wording they hold a licence for, a file each."""
        return self.home / "measures"

    @property
    def record(self) -> str:
        """Where the record lies: the keeper's database, or one file in the home folder."""
        return self.database or f"sqlite:///{self.home / 'holdspace.db'}"

    @property
    def address(self) -> str:
        """Where people open it; localhost, so that passkeys can work later."""
        return self.origin or f"http://localhost:{self.port}"

    @property
    def is_safe(self) -> bool:
        """Whether nobody on the way can read what is sent: by https, or because it never leaves this computer."""
        at_home = self.host in HERE and urlsplit(self.address).hostname in HERE
        return self.address.startswith("https://") or at_home

    @field_validator("database")
    @classmethod
    def _known_database(cls, value: str | None) -> str | None:
        if value and not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("it begins with sqlite:/// or postgresql://")
        return value or None

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None) -> str | None:
        if value and country(value) is None:
            raise ValueError("there are no helplines for that country yet; leave it out")
        return value.upper() if value else None

    @field_validator("profile")
    @classmethod
    def _known_profile(cls, value: str | None) -> str | None:
        if value and value.lower() not in profiles():
            raise ValueError(f"it is one of {', '.join(profiles())}")
        return value.lower() if value else None

    @field_validator("origin", "exit_page")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("it begins with https:// (or http:// on your own computer)")
        return value.rstrip("/") if value else None

    @classmethod
    def settings_customise_sources(  # noqa: PLR0913, PLR0917 - the library's own signature
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what was passed, then the environment, then the file in the home folder."""
        del dotenv_settings, file_secret_settings  # two more places to look would be two too many
        home = Path(os.environ.get(f"{PREFIX}HOME", Path.home() / ".holdspace"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / FILE)


def load(**given: Any) -> Settings:
    """Return the settings in force. Raises UnknownSetting with one sentence when one is off."""
    _refuse_unknown(os.environ)
    build = partial(Settings, **{k: v for k, v in given.items() if v is not None})
    try:
        return build()
    except ValidationError as wrong:
        raise UnknownSetting(_sentence(wrong)) from None
    except (tomllib.TOMLDecodeError, OSError) as wrong:
        raise UnknownSetting(
            f"The file {FILE} in your Holdspace folder cannot be read: {wrong}."
        ) from None


def keepers_measures(folder: Path) -> tuple[Measure, ...]:
    """Return the packs and wordings of a keeper's folder; one that is not there holds none.

    Raises BrokenData, naming the file and the field, where one does not fit.
    """
    found = {
        pack.id: pack
        for file in sorted(folder.glob("*/measure.toml"))
        for pack in (library.pack(_name(file), _toml(file), _licence(file)),)
    }
    for file in sorted(folder.glob("*.toml")):
        held = library.measure(file.stem, found.values())
        if held is None:
            raise BrokenData(f"measures/{file.name}: there is no measure of that name.")
        found[held.id] = worded(held, f"measures/{file.name}", _toml(file))
    return tuple(found.values())


def _name(file: Path) -> str:
    return f"measures/{file.parent.name}/{file.name}"


def _toml(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BrokenData(f"measures/{file.name} cannot be read: {fault}.") from fault


def _licence(file: Path) -> str:
    """Return the licence that lies beside a pack, or nothing."""
    try:
        return (file.parent / "LICENSE.txt").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def setup(settings: Settings, today: date) -> Setup:
    """Return how it is set up and how that stands on a day: nothing of anybody is in it."""
    return Setup(
        today=today,
        country=settings.country or "",
        keeper_name=settings.keeper_name or "",
        keeping=settings.keeping,
        address=settings.address,
        is_safe=settings.is_safe,
        helplines=tuple(_checked(each, today) for each in countries()),
        backup_on=last_backup(settings),
        profiles=tuple(Lawful(each.name, each.review_by) for each in profiles().values()),
    )


def last_backup(settings: Settings) -> date | None:
    """Return the day of the last backup that was made from here, or None."""
    try:
        return date.fromisoformat((settings.home / LAST_BACKUP).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def _checked(there: Country, today: date) -> Checked:
    """Return when a country's helplines were seen in their sources."""
    seen = [line.verified_on for line in there.lines if line.verified and line.verified_on]
    stale = sum(is_stale(line, today) for line in there.lines)
    oldest = min(seen, default=None)
    return Checked(there.code, there.name, len(there.lines), len(seen), oldest, stale)


def make_home(settings: Settings) -> Path:
    """Make sure the home folder is there and can be written. Raises UnusableFolder."""
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = settings.home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as refused:
        reason = refused.strerror or "not writable"
        raise UnusableFolder(
            f"{settings.home}: {reason}. Set HOLDSPACE_HOME to a folder you own."
        ) from refused
    return settings.home


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Refuse a HOLDSPACE_ variable that names no setting: a typo should not pass in silence."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | _ELSEWHERE
    unknown = sorted(key for key in environment if key.startswith(PREFIX) and key not in known)
    if unknown:
        raise UnknownSetting(
            f"There is no setting {unknown[0]}. Known: {', '.join(sorted(known - _ELSEWHERE))}."
        )


def _sentence(wrong: ValidationError) -> str:
    """Say the first thing that is wrong in one sentence."""
    first = wrong.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "a setting"
    return f"{PREFIX}{name.upper()}: {first['msg'].removeprefix('Value error, ')}."
