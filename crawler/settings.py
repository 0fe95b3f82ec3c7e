"""Scrapy's settings. Its defaults are made for convenience; those that are unsafe or impolite are put right here.

What depends on a source (delay, concurrency, timeout, user agent) is added by `settings_for`.
"""

from importlib.metadata import version
from typing import Any

from scrapy.settings import Settings as ScrapySettings

from indexer.config import Settings, Source

BOT_NAME = "dispatchbox"
SPIDER_MODULES: list[str] = []

# Nothing listens: by default Scrapy opens a console and a server that run any code sent to them.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Certificates are verified, which is off by default.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawler.keys.Keyed",
    "https": "crawler.keys.Keyed",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # also of a body once it is decompressed
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5

COOKIES_ENABLED = False
REFERER_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False  # middlewares.retry
ROBOTSTXT_OBEY = False  # middlewares.robots
HTTPCACHE_ENABLED = False

# From the engine outwards. An answer passes them from the last to the first: it is unpacked, then archived, and only
# then looked at.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "crawler.middlewares.hosts.Hosts": 100,
    "crawler.middlewares.resume.Resume": 150,
    "crawler.middlewares.robots.Robots": 200,
    "crawler.middlewares.retry.Retry": 550,
    "crawler.middlewares.redirect.Redirect": 600,
    "crawler.middlewares.resume.Unchanged": 650,
    "crawler.middlewares.pacing.Pacing": 700,
    "crawler.middlewares.archive.ArchiveFirst": 800,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 810,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
}
ITEM_PIPELINES = {"crawler.pipelines.ToTheRecord": 100}

LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False  # whoever runs a crawl says where its log goes
STATS_DUMP = False


def user_agent(settings: Settings) -> str:
    """Our name, version and where the operator can be reached."""
    return f"DispatchBox/{version('dispatchbox')} (+{settings.contact or settings.base_url})"


def settings_for(source: Source, settings: Settings) -> ScrapySettings:
    """The settings of one source's crawler."""
    found = ScrapySettings()
    found.setmodule(__name__)
    slot: dict[str, Any] = {"concurrency": source.concurrency, "delay": source.delay, "jitter": 0}
    found.setdict(
        {
            "USER_AGENT": user_agent(settings),
            "DOWNLOAD_TIMEOUT": source.timeout,
            "DOWNLOAD_SLOTS": {source.id: slot},
            "CONCURRENT_REQUESTS": 0,
            "CONCURRENT_REQUESTS_PER_DOMAIN": source.concurrency,
        },
        priority="cmdline",
    )
    return found
