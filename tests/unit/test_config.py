"""Where settings come from, and what is said about wrong ones."""

from __future__ import annotations

import logging
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor import config
from conductor.config import OrkesApiConfig, Settings, resolve_settings, with_key
from conductor.errors import ConfigurationError

URL = "http://server:8080"


def resolve(environ: dict[str, str] | None = None, /, **options: Any) -> Settings:
    return resolve_settings(None, {"server_url": URL, **options}, environ=environ or {})


def test_defaults() -> None:
    """An address is enough; the rest has sane values."""
    settings = resolve_settings({"server_url": URL}, environ={})
    assert settings == Settings(
        server_url=URL,
        refresh_token_interval_ms=1_800_000,
        connect_timeout_s=10.0,
        read_timeout_s=60.0,
        timeout_s=None,
        max_retries=3,
        verify=True,
        http2=False,
    )


def test_each_option_has_a_reader_and_a_setting() -> None:
    """The documented options, the readers and the settings are the same set."""
    fields = {field.name.removesuffix("_ms") for field in attrs.fields(Settings)}
    assert set(OrkesApiConfig.__annotations__) == set(config._READERS) == fields - {"from_environment"}


ENVIRONMENT = {
    "CONDUCTOR_SERVER_URL": "https://prod.example.com/api",
    "CONDUCTOR_AUTH_KEY": "env-key",
    "CONDUCTOR_AUTH_SECRET": "env-secret",
    "CONDUCTOR_REFRESH_TOKEN_INTERVAL": "1234",
    "CONDUCTOR_MAX_HTTP2_CONNECTIONS": "7",
}
FROM_ENVIRONMENT = ("https://prod.example.com", "env-key", "env-secret", 1234, 7)


def documented(settings: Settings) -> tuple[object, ...]:
    return (
        settings.server_url,
        settings.key_id,
        settings.key_secret,
        settings.refresh_token_interval_ms,
        settings.max_http2_connections,
    )


def test_environment_wins_over_arguments() -> None:
    """Each of the five variables replaces its argument."""
    settings = resolve(ENVIRONMENT, key_id="k", key_secret="s", refresh_token_interval=1, max_http2_connections=1)
    assert documented(settings) == FROM_ENVIRONMENT


def test_environment_alone_is_enough() -> None:
    """No argument is needed."""
    assert documented(resolve_settings(environ=ENVIRONMENT)) == FROM_ENVIRONMENT


def test_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a mapping the variables of the process count."""
    monkeypatch.setenv("CONDUCTOR_SERVER_URL", "http://from-process")
    assert resolve_settings().server_url == "http://from-process"


def test_environment_can_be_left_out() -> None:
    """use_env=False keeps all arguments."""
    settings = resolve_settings({"server_url": URL}, use_env=False, environ=ENVIRONMENT)
    assert settings == Settings(server_url=URL)


def test_own_transport_keeps_address_and_key() -> None:
    """With a transport of the caller the environment gives neither address nor key, but the rest."""
    settings = resolve_settings({"server_url": URL}, own_transport=True, environ=ENVIRONMENT)
    assert documented(settings) == (URL, None, None, 1234, 7)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_empty_values_are_unset(empty: str) -> None:
    """An empty variable or argument counts as not given."""
    assert resolve(
        {"CONDUCTOR_SERVER_URL": empty, "CONDUCTOR_AUTH_KEY": empty}, username=empty, token=None
    ) == Settings(server_url=URL)


def test_white_space_is_cut_off() -> None:
    """Secrets read from files end with a line break."""
    settings = resolve({"CONDUCTOR_AUTH_KEY": " key\n"}, key_secret="secret\n", token=" token ")
    assert (settings.key_id, settings.key_secret, settings.token) == ("key", "secret", "token")


def test_keyword_arguments_win_over_the_mapping() -> None:
    """What stands at the call is nearer."""
    settings = resolve_settings({"server_url": "http://a", "key_id": "k"}, {"server_url": "http://b"}, environ={})
    assert (settings.server_url, settings.key_id) == ("http://b", "k")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("serverUrl", "server_url"), ("maxHttp2Connections", "max_http2_connections"), ("TOKEN", "token")],
)
def test_javascript_names_are_understood(given: str, wanted: str) -> None:
    """Mappings may have the names of the JavaScript SDK."""
    assert config._option_name(given) == wanted


def test_override_is_one_warning(caplog: pytest.LogCaptureFixture) -> None:
    """One record names variables and arguments, and how to keep the arguments; secrets are not shown."""
    resolve(ENVIRONMENT, key_id="my-key", key_secret="my-secret", max_http2_connections=7)
    [record] = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert record.message == (
        f"CONDUCTOR_SERVER_URL=https://prod.example.com overrides server_url={URL!r}; "
        "CONDUCTOR_AUTH_KEY overrides key_id; CONDUCTOR_AUTH_SECRET overrides key_secret "
        "(use_env=False to keep the arguments)"
    )


def test_same_values_are_no_override(caplog: pytest.LogCaptureFixture) -> None:
    """An address that differs only in its /api is the same."""
    resolve({"CONDUCTOR_SERVER_URL": f"{URL}/api/"})
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_log_says_where_values_came_from(caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG each value has its origin; secrets, tokens and passwords are never in it."""
    caplog.set_level(logging.DEBUG, "conductor")
    resolve(ENVIRONMENT, token="hush-token", username="ada", password="hush", headers={"X-Key": "hush"})
    assert "server_url from CONDUCTOR_SERVER_URL (https://prod.example.com)" in caplog.text
    assert "password from arguments" in caplog.text
    assert "hush" not in caplog.text
    assert "env-secret" not in caplog.text


def test_repr_has_no_secrets() -> None:
    """Settings can be printed."""
    settings = resolve(
        key_id="k", key_secret="hush", token="hush", username="u", password="hush", proxy="http://u:hush@p",
        headers={"X-Key": "hush"},
    )  # fmt: skip
    assert "hush" not in repr(settings)
    assert "X-Key" in repr(settings)


def test_missing_address_names_the_ways_out() -> None:
    """The error tells argument and variable; the latter only where it would be read."""
    with pytest.raises(ConfigurationError, match=r"Conductor server URL is not set.*or set CONDUCTOR_SERVER_URL"):
        resolve_settings(environ={})
    with pytest.raises(ConfigurationError, match=r"is not set.*CONDUCTOR_SERVER_URL is not read"):
        resolve_settings(environ=ENVIRONMENT, use_env=False)
    with pytest.raises(ConfigurationError, match=r"is not set.*CONDUCTOR_SERVER_URL is not read"):
        resolve_settings(environ=ENVIRONMENT, own_transport=True)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("http://h:8080", "http://h:8080"),
        ("http://h:8080/", "http://h:8080"),
        ("http://h:8080/api", "http://h:8080"),
        ("http://h:8080/api//", "http://h:8080"),
        (" HTTPS://Host/api/ ", "https://host"),
        ("http://h/prefix/api", "http://h/prefix"),
        ("http://h/prefix", "http://h/prefix"),
        ("http://h/myapi", "http://h/myapi"),
        ("http://api", "http://api"),
        ("http://[::1]:8080/api", "http://[::1]:8080"),
    ],
)
def test_address_loses_slash_and_api(given: str, wanted: str) -> None:
    """Both forms of an address mean the same server."""
    assert resolve(server_url=given).server_url == wanted


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("localhost:8080", "must begin with http:// or https://"),
        ("server", "must begin with http:// or https://"),
        ("ftp://server", "must begin with http:// or https://"),
        ("local://a b", "after local:// comes nothing"),
        ("http://", "name a host"),
        ("http://h:99999999/", "port above 65535"),
        ("http://h:port/", "server_url is no address"),
        ("http://ada:hush@server", "use username= and password="),
        ("http://ada:hu/sh@server", "server_url"),
        ("ftp://ada:hush@server", "ftp://...@server"),
        ("ada:hush@server", "...@server"),
        ("http://server:hush", "server_url is no address: 'http://server:...'"),
        ("http://h/api?x=1", "without ? and #"),
        ("http://h/#x", "without ? and #"),
        (8080, "server_url must be a text, not int"),
    ],
)
def test_wrong_address_is_explained(given: Any, words: str) -> None:
    """The error names the option and what is wrong, never a password."""
    with pytest.raises(ConfigurationError) as caught:
        resolve(server_url=given)
    assert words in str(caught.value)
    assert "server_url" in str(caught.value)
    assert "hush" not in str(caught.value)
    assert "hu/sh" not in str(caught.value)


@pytest.mark.parametrize("value", ["abc", "1.5", "-1", "1e3", "0x10", "\uff19", "9" * 400])
def test_wrong_number_in_the_environment_names_the_variable(value: str) -> None:
    """The user sees which variable to repair."""
    with pytest.raises(ConfigurationError, match="CONDUCTOR_REFRESH_TOKEN_INTERVAL must be a whole number from 0"):
        resolve({"CONDUCTOR_REFRESH_TOKEN_INTERVAL": value})


def test_zero_turns_refreshing_off() -> None:
    """0 is a value, not a missing one."""
    assert resolve({"CONDUCTOR_REFRESH_TOKEN_INTERVAL": "0"}).refresh_token_interval_ms == 0
    assert resolve(refresh_token_interval=0).refresh_token_interval_ms == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"max_http2_connections": 0}, "max_http2_connections must be a whole number from 1, not 0"),
        ({"max_retries": True}, "max_retries must be a whole number from 0, not True"),
        ({"max_retries": 1.5}, "max_retries must be a whole number from 0, not 1.5"),
        ({"refresh_token_interval": timedelta(seconds=-1)}, "refresh_token_interval must be a whole number from 0"),
        ({"read_timeout_s": 0}, "read_timeout_s must be a number of seconds above 0, not 0"),
        ({"connect_timeout_s": float("nan")}, "connect_timeout_s must be a number of seconds above 0"),
        ({"timeout_s": "10"}, "timeout_s must be a number of seconds above 0, not '10'"),
        ({"timeout_s": True}, "timeout_s must be a number of seconds above 0, not True"),
        ({"http2": 1}, "http2 must be True or False, not 1"),
        ({"headers": [("a", "b")]}, "headers must be a mapping of names to texts, not list"),
        ({"headers": {"X-A": 1}}, "headers['X-A'] must be a text"),
        ({"headers": {"X-A: 1\r\nX-B": "a"}}, "a name in headers must be made of ASCII letters, digits and hyphens"),
        ({"headers": {"X A": "a"}}, "a name in headers must be made of ASCII letters, digits and hyphens: 'X A'"),
        ({"headers": {"": "a"}}, "a name in headers must be made of ASCII letters, digits and hyphens: ''"),
        ({"headers": {"Content-length": "1"}}, "headers['Content-length'] depends on the body"),
        ({"headers": {"transfer-encoding": "chunked"}}, "headers['transfer-encoding'] depends on the body"),
        ({"headers": {1: "a"}}, "a name in headers must be a text, not int"),
        ({"headers": {"X-A": "line\nbreak"}}, "headers['X-A'] must be a text of printable ASCII characters"),
        ({"token": 7}, "token must be a text or a function that gives one, not int"),
        ({"token": "hüsh"}, "token must be a text of printable ASCII characters"),
        ({"username": "ada"}, "username and password belong together"),
        ({"verify": "ca.pem"}, "a file goes into ca_cert"),
        ({"ca_cert": "/no/such/file"}, "ca_cert: there is no file '/no/such/file'"),
        ({"ca_cert": 7}, "ca_cert must be the path of a file, not int"),
        ({"client_cert": ()}, "client_cert must be a file, (certificate, key) or"),
        ({"client_cert": ("/no/cert", "/no/key")}, "client_cert: there is no file '/no/cert'"),
        ({"client_cert": (__file__, __file__, 7)}, "the password in client_cert must be a text, not int"),
        ({"http2": "yes"}, "http2 must be True or False, not 'yes'"),
        ({"proxy": "proxy:3128"}, "proxy must begin with"),
        ({"serverurl": URL}, "unknown option 'serverurl' in options: did you mean server_url?"),
        ({"BASE": URL}, "unknown option 'BASE' in options: known are ca_cert, "),
    ],
)
def test_wrong_options_are_explained(options: dict[str, Any], words: str) -> None:
    """The error names the option, and what it should be."""
    with pytest.raises(ConfigurationError) as caught:
        resolve(**options)
    assert words in str(caught.value)
    assert "hüsh" not in str(caught.value)


def test_unknown_key_of_the_mapping_is_refused_too() -> None:
    """A typing error in a mapping does not go unseen."""
    with pytest.raises(ConfigurationError, match=r"unknown option 'keyid' in config: did you mean key_id"):
        resolve_settings({"server_url": URL, "keyid": "k"}, environ={})


def test_spans_may_be_timedeltas() -> None:
    """A timedelta is turned into the unit of the option."""
    settings = resolve(refresh_token_interval=timedelta(minutes=1), timeout_s=timedelta(milliseconds=1500))
    assert (settings.refresh_token_interval_ms, settings.timeout_s) == (60_000, 1.5)


def test_files_are_kept_as_texts(tmp_path: Path) -> None:
    """Paths of any kind are taken; a password follows the key."""
    file = tmp_path / "cert.pem"
    file.touch()
    settings = resolve(ca_cert=file, client_cert=[file, str(file), "pass word"])
    assert settings.ca_cert == str(file)
    assert settings.client_cert == (str(file), str(file), "pass word")
    assert resolve(client_cert=file).client_cert == (str(file),)


def test_flags_and_functions_are_taken() -> None:
    """HTTP/2 is a flag, a token may come from a function."""
    settings = resolve(http2=True, token=lambda: "t")
    assert settings.http2
    assert callable(settings.token)


def test_verify_takes_a_context() -> None:
    """An SSL context is passed on as it is."""
    context = ssl.create_default_context()
    assert resolve(verify=context).verify is context


def test_half_a_key_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """A key without secret fetches no token, which is worth a word."""
    resolve(key_id="k")
    assert "key_id is set but key_secret is not" in caplog.text


def test_token_beside_a_key_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """The key wins, which is worth a word."""
    resolve(key_id="k", key_secret="s", token="t")
    assert "token is ignored" in caplog.text


def test_key_can_be_replaced() -> None:
    """Another key keeps all other settings, the interval too unless it is given."""
    settings = resolve(max_retries=1, refresh_token_interval=5)
    assert with_key(settings, "k", "s", None) == attrs.evolve(settings, key_id="k", key_secret="s")
    assert with_key(settings, "k", "s", timedelta(seconds=1)).refresh_token_interval_ms == 1000


@pytest.mark.parametrize(("key_id", "key_secret"), [("", "s"), ("k", " ")])
def test_key_must_not_be_empty(key_id: str, key_secret: str) -> None:
    """Authorizing without a key is an error."""
    with pytest.raises(ConfigurationError, match="authorize needs a key"):
        with_key(resolve(), key_id, key_secret, None)


@given(st.text())
def test_no_address_gets_through_unseen(url: str) -> None:
    """Any text is either refused or becomes an http address without trailing slash."""
    try:
        settings = resolve(server_url=f"http://{url}")
    except ConfigurationError:
        return
    assert settings.server_url.startswith("http://")
    assert not settings.server_url.endswith("/")


def test_token_source_is_documented_as_text_or_function() -> None:
    """The public type says what a token may be."""
    assert str in get_args(config.TokenSource)
