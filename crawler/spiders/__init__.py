"""One spider a source: which addresses are asked and which parser reads the answers."""

from crawler.spiders.base import SourceSpider
from crawler.spiders.govuk import Govuk
from crawler.spiders.hansard import Hansard
from crawler.spiders.members import Members
from crawler.spiders.ministers import Ministers
from crawler.spiders.publications import Publications
from crawler.spiders.questions_statements import QuestionsStatements
from crawler.spiders.theyworkforyou import TheyWorkForYou

SPIDERS: dict[str, type[SourceSpider]] = {
    spider.name: spider
    for spider in (QuestionsStatements, Hansard, Members, Ministers, TheyWorkForYou, Publications, Govuk)
}
