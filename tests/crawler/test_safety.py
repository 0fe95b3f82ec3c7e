"""Safety: nothing is asked but the source itself, nothing huge is swallowed, and nothing listens."""

import datetime
import gzip
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.settings import settings_for
from indexer.config import load_settings, load_sources
from tests.crawler.operator import Operator
from tests.crawler.site import QUESTIONS, Answer, Site, serving, single

ONE = f"{QUESTIONS}/1"
LARGEST = 20 * 1024 * 1024


def to(address: str) -> Answer:
    return Answer(status=302, headers=(("Location", address),))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.hold(2)
        yield site


@pytest.fixture
def stranger() -> Iterator[Site]:
    with serving(Site()) as site:
        site.hold(2)
        yield site


@pytest.mark.parametrize("path", [ONE, QUESTIONS, "/robots.txt"])
def test_a_redirect_to_another_host_is_not_followed(site: Site, stranger: Site, tmp_path: Path, path: str) -> None:
    site.always[path] = to(f"{stranger.base}{ONE}")
    told = Operator(tmp_path, site).crawl()
    assert stranger.asked == []
    if path != "/robots.txt":
        assert told.of()["outcome"] == "failed"
        assert "is not on the source's own host" in str(told.of()["note"])


@pytest.mark.parametrize("address", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "file:///etc/hostname"])
def test_a_redirect_to_a_private_address_or_a_file_is_not_followed(site: Site, tmp_path: Path, address: str) -> None:
    site.always[ONE] = to(address)
    told = Operator(tmp_path, site).crawl()
    assert (told.of()["outcome"], told.of()["statements"]) == ("failed", 1)


def test_a_redirect_on_the_same_host_is_followed_and_cited_as_it_ended(site: Site, tmp_path: Path) -> None:
    site.script[ONE] = [to(f"{ONE}?moved=1")]
    operator = Operator(tmp_path, site)
    assert operator.crawl().of()["statements"] == 2
    urls = {evidence.url for statement in operator.statements() for _, evidence in statement.evidence}
    assert f"{site.base}{ONE}?moved=1" in urls


def test_a_circle_of_redirects_ends_after_five(site: Site, tmp_path: Path) -> None:
    site.always[ONE] = to(ONE)
    assert Operator(tmp_path, site).crawl().of()["outcome"] == "failed"
    assert site.paths().count(ONE) == 6


def test_a_private_address_is_refused_unless_a_setting_names_it(site: Site, tmp_path: Path) -> None:
    told = Operator(tmp_path, site, stand_in=False).crawl()
    assert (told.status, site.asked) == (1, [])
    assert "has the private address 127.0.0.1" in str(told.of()["note"])


HUGE = {
    "announced": Answer(b"{}", headers=(("Content-Length", f"{LARGEST + 1}"),)),
    "bomb": Answer(gzip.compress(b'{"value": "' + b" " * LARGEST + b'"}'), headers=(("Content-Encoding", "gzip"),)),
}


@pytest.mark.parametrize("answer", HUGE.values(), ids=HUGE)
def test_a_body_beyond_20_mib_is_not_swallowed(site: Site, tmp_path: Path, answer: Answer) -> None:
    site.always[ONE] = answer
    told = Operator(tmp_path, site).crawl()
    assert (told.of()["outcome"], told.of()["statements"]) == ("failed", 1)
    assert site.paths().count(ONE) == 1


def test_a_packed_answer_is_kept_and_hashed_as_it_is_read(site: Site, tmp_path: Path) -> None:
    body = single(site.questions[1])
    site.script[ONE] = [Answer(gzip.compress(body), headers=(("Content-Encoding", "gzip"),))]
    operator = Operator(tmp_path, site)
    assert operator.crawl().of()["statements"] == 2
    (evidence,) = [
        evidence
        for statement in operator.statements()
        for _, evidence in statement.evidence
        if f"{ONE}?" in str(evidence.url)
    ]
    snapshot = operator.archived().read(str(evidence.archived))
    assert (snapshot.body, snapshot.sha256) == (body, evidence.sha256)
    assert snapshot.header("content-encoding") is None


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    context = self_signed(tmp_path)

    def wrap(plain: socket.socket) -> socket.socket:
        return context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)

    with serving(Site(), wrap) as site:
        site.hold(1)
        told = Operator(tmp_path, site).crawl()
    assert (told.of()["outcome"], site.asked) == ("failed", [])
    assert "certificate verify failed" in str(told.of()["note"])


def test_scrapys_unsafe_defaults_are_put_right() -> None:
    settings = load_settings()
    (source, *_) = load_sources(settings).values()
    found = settings_for(source, settings)
    off = ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "COOKIES_ENABLED", "REFERER_ENABLED", "HTTPCACHE_ENABLED")
    assert not any(found.getbool(name) for name in off)
    assert found.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert found.getbool("DOWNLOAD_FAIL_ON_DATALOSS")
    assert found.getint("DOWNLOAD_MAXSIZE") == LARGEST
    assert found.getint("REDIRECT_MAX_TIMES") <= 5
    handlers = found.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
