"""Security and caching headers, set once for every answer."""

import base64

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ON_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
IMMUTABLE = "public, max-age=31536000, immutable"  # vendor folders bear their version in their name


def register(app: Flask) -> None:
    """Put the headers on every answer of the application."""
    app.after_request(_secured)
    app.after_request(_revalidated)


def _secured(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.update(ON_HTTPS)
    return response


def _revalidated(response: Response) -> Response:
    """Every page is asked for again and costs nothing if it is the same; vendor files never change."""
    if request.endpoint == "static":
        if request.path.startswith("/static/vendor/"):
            response.headers["Cache-Control"] = IMMUTABLE
        return response
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200 and request.method in ("GET", "HEAD"):
        response.add_etag()
        response.make_conditional(request)
    return response


def digest(sha256: str) -> str:
    """The `Repr-Digest` header of bytes with that hash (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
