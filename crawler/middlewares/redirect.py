"""Follows redirects, at most REDIRECT_MAX_TIMES; each hop passes `Hosts` again."""

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware


class Redirect(RedirectMiddleware):
    """Scrapy's own, without its search for a Referer middleware and the warning that there is none: none is sent."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Redirect":
        """The middleware, not listening for the start of the engine."""
        redirect = cls(crawler.settings)
        redirect.crawler = crawler
        return redirect
