"""Reading pages as a test does: by selector, with white space collapsed."""

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node


def page(client: FlaskClient, address: str, status: int = 200) -> HTMLParser:
    """The page at that address, which must answer with that status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:2000]
    return HTMLParser(answer.text)


def said(node: HTMLParser | Node | None) -> str:
    """The words of a page or of a part of it; of a whole page those of its main part."""
    if isinstance(node, HTMLParser):
        node = node.css_first("main")
    assert node is not None
    return " ".join(node.text().split())


def words_of(tree: HTMLParser, selector: str) -> list[str]:
    """The words of each part that the selector finds."""
    return [said(node) for node in tree.css(selector)]


def total(tree: HTMLParser) -> int:
    """The number of statements that a search page says it found."""
    return int(words_of(tree, "#total")[0].split()[0].replace(",", ""))


def address_of(node: Node | None) -> str:
    """Where a link leads."""
    assert node is not None
    return node.attributes["href"] or ""
