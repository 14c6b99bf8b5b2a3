"""Keys and tokens: who may come in, and as whom."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping

from conductor.local.api.http import Answer, Call, Reply, as_json
from conductor.local.engine.documents import Documents
from conductor.local.engine.values import JsonMap

from . import shapes
from .bodies import read

KEYS = "access_key"
ANONYMOUS = "anonymous"
DEFAULT_LIFETIME_S = 3600.0
_HEADER = "x-authorization"
_OPEN = frozenset({"/api/token", "/api/version", "/api/health", "/health"})
_JWT_HEAD = {"alg": "HS256", "typ": "JWT"}


class Access:
    """Trades keys for tokens, which are JSON Web Tokens that this server alone can sign.

    With `keys` (secrets by key id) every request needs a token. Without, nobody is refused, and a token only
    says who asks. Keys of applications that were made through the API are good for a token as well.
    """

    def __init__(self, keys: Mapping[str, str] | None = None, lifetime_s: float = DEFAULT_LIFETIME_S) -> None:
        self._keys = dict(keys or {})
        self._lifetime_ms = round(lifetime_s * 1000)
        self._signing_key = secrets.token_bytes(32)

    def issue(self, call: Call) -> Answer:
        """Give a token for a key; 401 when the key is unknown, switched off, or the secret is wrong."""
        body = read(call, shapes.TOKEN_REQUEST, "keyId", "keySecret")
        key_id, secret = body["keyId"], body["keySecret"]
        user = self._owner(call.rt.documents, key_id, secret)
        if user is None:
            return _refusal("INVALID_ACCESS_KEY", f"the access key {key_id} or its secret is not valid")
        asked_ms: int = body["expiration"] if body.get("expiration", 0) > 0 else self._lifetime_ms
        claims = {"sub": user, "exp": (call.rt.now_ms + asked_ms) / 1000}
        return as_json({"token": self._token(claims), "userId": user})

    def admit(self, path: str, headers: Mapping[str, str], now_ms: int) -> str | Reply:
        """Who sends a request, or the refusal: 401 with INVALID_TOKEN or EXPIRED_TOKEN."""
        claims = self._claims(headers.get(_HEADER, ""))
        expired = claims is not None and now_ms >= claims["exp"] * 1000
        if claims is not None and not expired:
            return str(claims["sub"])
        if not self._keys or path.rstrip("/") in _OPEN:
            return ANONYMOUS
        if expired:
            return _refusal("EXPIRED_TOKEN", "the token has expired")
        missing = not headers.get(_HEADER)
        return _refusal("INVALID_TOKEN", "the token is missing" if missing else "the token is not valid")

    def _owner(self, documents: Documents, key_id: str, secret: str) -> str | None:
        made: JsonMap | None = documents.get(KEYS, key_id)
        if made is not None:
            valid = made["status"] == "ACTIVE" and _same(made["secret"], secret)
            return f"app:{made['applicationId']}" if valid else None
        if key_id in self._keys:
            return key_id if _same(self._keys[key_id], secret) else None
        return None if self._keys else key_id

    def _token(self, claims: JsonMap) -> str:
        text = f"{_encode(_JWT_HEAD)}.{_encode(claims)}"
        return f"{text}.{self._signature(text)}"

    def _claims(self, token: str) -> JsonMap | None:
        text, _, signature = token.rpartition(".")
        if not text or not _same(self._signature(text), signature):
            return None
        claims: JsonMap = json.loads(base64.urlsafe_b64decode(text.partition(".")[2] + "=="))
        return claims

    def _signature(self, text: str) -> str:
        return _base64(hmac.digest(self._signing_key, text.encode("utf-8", "surrogatepass"), "sha256"))


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _encode(value: JsonMap) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _refusal(error: str, message: str) -> Reply:
    return as_json({"status": 401, "error": error, "message": message, "retryable": False}, 401)
