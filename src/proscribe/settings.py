"""Settings: flags, then ``PROSCRIBE_*`` variables, then ``proscribe.toml``, then defaults."""

from __future__ import annotations

import tomllib
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from proscribe.model.errors import InputError, Place


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("proscribe", appauthor=False))


class Settings(BaseSettings):
    """What an operator may set.

    Attributes:
        db: Address of the store: ``sqlite:///FILE`` or ``postgresql://…``; empty for a
            SQLite file in the data folder.
        data: Folder for the store and the archive of raw editions.
        archive: Address of the archive, any that fsspec opens; empty for a folder in ``data``.
        urls: Where lists are fetched from instead of their publisher: by key of the source, one
            address, or those of the files that make up an edition.
        headers: Headers that a publisher asks for, such as a key of its API: by key of the
            source, then by name of the header.
        openfigi_key: Key of OpenFIGI's interface, which lets one ask more at once; empty for none.
        fetch_timeout_seconds: How long a server may be silent; a file as a whole may take
            sixty times as long.
        reader_url: Address of an OpenAI-compatible endpoint that may read articles, up to
            ``/v1``; empty for none.
        reader_key: Its key; empty for none.
        reader_model: The model it shall read with; empty for none.
        reader_timeout_seconds: How long it may take over one article, every attempt included.
        receipts: Whether answers of the command line leave a receipt.
        receipts_keep_days: After how many days questions and answers are forgotten; 0 for never.
        organisation: Whose own lists, decisions and receipts those of the command line are.
        second_person: Whether what somebody decides of a name, or of two entries of lists, counts
            only once another person has confirmed it.
        requests_per_second: How often a key without a rate of its own may ask; 0 for no limit.
        session_hours: How long a log-in lasts.
        oidc_issuer: Address of the provider of OpenID Connect that people may sign on with;
            empty for none.
        oidc_client_id: What it knows us by.
        oidc_client_secret: Our secret there; empty for a public client.
        oidc_claim: The claim that holds the name of the user.
        telemetry_url: Address of an OpenTelemetry collector, for spans of requests; empty for
            none.
        jobs_kept_days: For how many days the files and results of a job are kept once it ended.
        jobs_memory_mib: How much memory a job may take.
        jobs_most_lines: How many lines the files of a job may have: more than 32 MiB of plain text
            can hold, and far fewer than as much that is packed.
        jobs_timeout_seconds: How long a job may run.
    """

    model_config = SettingsConfigDict(
        env_prefix="PROSCRIBE_", toml_file="proscribe.toml", frozen=True, extra="forbid"
    )

    db: str = ""
    data: Path = Field(default_factory=_data_folder)
    archive: str = ""
    urls: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    headers: dict[str, dict[str, str]] = Field(default_factory=dict, repr=False)
    openfigi_key: str = Field(default="", repr=False)
    fetch_timeout_seconds: float = Field(default=30.0, gt=0, le=3_600)
    reader_url: str = Field(default="", repr=False)
    reader_key: str = Field(default="", repr=False)
    reader_model: str = ""
    reader_timeout_seconds: float = Field(default=120.0, gt=0, le=3_600)
    jobs_kept_days: int = Field(default=30, ge=0, le=36_500)
    jobs_memory_mib: int = Field(default=4_096, ge=256)
    jobs_most_lines: int = Field(default=3_000_000, ge=1)
    jobs_timeout_seconds: float = Field(default=6 * 3_600.0, gt=0, le=7 * 86_400)

    receipts: bool = True
    receipts_keep_days: int = Field(default=0, ge=0, le=36_500)
    organisation: str = Field(default="default", min_length=1, max_length=100)
    second_person: bool = False
    requests_per_second: float = Field(default=0.0, ge=0, le=1_000_000)
    session_hours: float = Field(default=12.0, gt=0, le=8_760)
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https://\S+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/\S*)?)?$",
    )
    oidc_client_id: str = ""
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_claim: str = Field(default="email", min_length=1)
    telemetry_url: str = Field(default="", pattern=r"^(https?://\S+)?$")

    @property
    def store_url(self) -> str:
        """The address of the store, the default filled in."""
        return self.db or f"sqlite:///{self.data / 'proscribe.db'}"

    @property
    def parts(self) -> Path:
        """The folder of files that are being fetched."""
        return self.data / "parts"

    @property
    def figi_answers(self) -> Path:
        """The folder of answers of OpenFIGI, so that nothing is asked twice."""
        return self.data / "openfigi"

    @property
    def spool(self) -> Path:
        """The folder of files of jobs."""
        return self.data / "jobs"

    @property
    def watched(self) -> Path:
        """The folder of files that are watched."""
        return self.data / "watches"

    @property
    def indexes(self) -> Path:
        """The folder of indexes of names, which are made anew where they are missing."""
        return self.data / "indexes"

    def addresses(self, source: str) -> tuple[str, ...]:
        """The addresses set for a source; empty where its own count."""
        found = self.urls.get(source, ())
        return (found,) if isinstance(found, str) else found

    @property
    def archive_url(self) -> str:
        """The address of the archive, the default filled in."""
        return self.archive or str(self.data / "archive")

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Name the order in which settings are looked up; pydantic calls it by position."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """Read the settings from where they may stand.

    Raises:
        InputError: ``proscribe.toml`` is no TOML, a variable is no JSON, or a setting does not
            exist or its value is not of its kind.
    """
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"the settings are no TOML: {error}.",
            where=Place(file="proscribe.toml"),
            remedy="Correct the line, or move the file away.",
        ) from error
    except SettingsError as error:
        raise InputError(
            f"a setting is no JSON: {error}.",
            remedy="""Write it as in PROSCRIBE_URLS='{"us_ofac_sdn": "https://…"}'.""",
        ) from error
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(
            f"a setting cannot be read: {wrong}.",
            remedy="Correct it in proscribe.toml or in its PROSCRIBE_ variable.",
        ) from error
