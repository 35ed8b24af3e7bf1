"""A small OpenID Connect provider on loopback: the whole code flow, with ID tokens that it signs."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "laget", "between-the-two"


@dataclass
class Provider:
    """Who signs in next, and what has been asked for. `address` is the provider's own."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def id_token(self, nonce: str | None) -> str:
        """Return a signed ID token about who signs in."""
        now = int(time.time())
        about = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims}
        if nonce:
            about["nonce"] = nonce
        return jwt.encode(about, self.key, algorithm="RS256", headers={"kid": "one"})

    def answer(
        self, method: str, url: str, form: dict[str, str], bearer: str
    ) -> tuple[int, dict[str, Any] | str]:
        """Return the status and either a document or, for a redirect, where it leads."""
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                return 200, self.configuration()
            case "/keys":
                public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
                return 200, {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}
            case "/authorize":
                code = secrets.token_urlsafe(8)
                self.codes[code] = asked
                return 302, f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            case "/token" if method == "POST":
                return self.token(form)
            case "/userinfo" if bearer in self.tokens:
                return 200, self.claims
        return 404, {"error": "not_found"}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Change a code for tokens, once, for the client that proves that it began."""
        began = self.codes.pop(form.get("code", ""), None)
        if began is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 400, {"error": "invalid_grant"}
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != began.get("code_challenge"):
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(8)
        self.tokens.add(access)
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.id_token(began.get("nonce")),
        }

    def configuration(self) -> dict[str, Any]:
        """Return what a client needs to know."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider on a free port of loopback."""
    state = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer("POST", {name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, method: str, form: dict[str, str]) -> None:
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, said = state.answer(method, self.path, form, bearer)
            body = b"" if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            if isinstance(said, str):
                self.send_header("Location", said)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
