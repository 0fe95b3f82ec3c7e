"""The other spiders, on answers in the services' own shapes: Hansard by days and by search, members, ministers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from statements.coverage import Outcome
from statements.people import Tenure
from tests.crawler.operator import SOURCE, Operator, Told, told
from tests.crawler.site import Answer, Site, js, serving

CASES = Path(__file__).parent / "cases"
SECTION = "14103098000003"
IN_SECTION = 2  # statements in the case of that section
PERSON = "id,id_parliament,display_name,start_date,end_date\np1,9001.0,Ada Sample,,\n"
POST = "id,organisation_id,name,rank_equivalence\no1,d1,Minister for Examples,MoS\n"
DEPARTMENT = "id,name\nd1,Department for Examples\n"
APPOINTMENT = "id,person_id,post_id,start_date,end_date\na1,p1,o1,2012-09-04,2014-07-14\n"
FILES = {"person.csv": PERSON, "post.csv": POST, "organisation.csv": DEPARTMENT, "appointment.csv": APPOINTMENT}


def case(source: str, name: str) -> Answer:
    """The answer of a recorded case of the parsers."""
    return Answer((CASES / source / name / "response.json").read_bytes())


def tree(*sections: str) -> Answer:
    """A day's part with one heading over those sections."""
    rows = [(1, None, "heading"), *((number, 1, name) for number, name in enumerate(sections, start=2))]
    listed = [
        {"Id": number, "ParentId": parent, "ExternalId": name, "Title": name, "SortOrder": number}
        for number, parent, name in rows
    ]
    return js([{"House": "Commons", "ItemDate": "2014-11-24T00:00:00", "SectionTreeItems": listed}])


def found(section: str, total: int) -> Answer:
    """A page of a search with one contribution, of so many in all."""
    row = {
        "ContributionExtId": None,
        "DebateSectionExtId": section,
        "DebateSection": " Lanterns",
        "SittingDate": "2014-11-24T00:00:00",
        "House": "Commons",
    }
    return js({"TotalResultCount": total, "Results": [row]})


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        yield site


def crawl(site: Site, folder: Path, source: str, *arguments: str, **settings: str) -> tuple[Operator, Told]:
    operator = Operator(folder, site)
    declared = SOURCE.format(base=site.base, delay=0, concurrency=2, timeout=5, least=1, page=1)
    copy = 'folder = "ministers_dir"' if source == "ministers" else ""
    (folder / "config" / "sources" / f"{source}.toml").write_text(declared + copy)
    name = f"DISPATCHBOX_SOURCE_{source.upper()}_URL"
    command = ("crawl", source, *arguments, "--json", "--no-tag", "--no-index")
    return operator, told(operator.start(*command, **{name: site.base, **settings}))


NOVEMBER = ("--since", "2014-11-01", "--until", "2014-11-30")


def test_hansard_is_walked_by_days_and_an_empty_tree_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.always = {
        "/overview/firstyear.json": js(1803),
        "/overview/calendar.json": js([{"House": "Commons", "ItemDate": "2014-11-24T00:00:00", "Metadata": None}]),
        "/overview/sectionsforday.json": js(["WMS"]),
        "/overview/sectiontrees.json": tree(SECTION, SECTION),
        f"/debates/debate/{SECTION}.json": case("hansard", "written-statement"),
    }
    empty = js([{"House": "Commons", "ItemDate": "2014-11-24T00:00:00", "SectionTreeItems": []}])
    site.script["/overview/sectiontrees.json"] = [empty, empty]
    operator, report = crawl(site, tmp_path, "hansard", "--everything", *NOVEMBER)
    assert (report.of("hansard")["outcome"], len(operator.statements())) == ("complete", IN_SECTION)
    assert site.paths().count(f"/debates/debate/{SECTION}.json") == 1
    assert site.paths().count("/overview/sectiontrees.json") == 4  # twice empty, then full; and once for the Lords
    days = {covered.window.since for covered in operator.coverage() if covered.window.query == "sitting of the Commons"}
    assert [day.isoformat() for day in days] == ["2014-11-24"]


def test_a_tree_that_stays_empty_is_believed_in_the_end(site: Site, tmp_path: Path) -> None:
    site.always = {
        "/overview/firstyear.json": js(None),
        "/overview/calendar.json": js([{"House": "Commons", "ItemDate": "2014-11-24T00:00:00", "Metadata": None}]),
        "/overview/sectionsforday.json": js(["WMS"]),
        "/overview/sectiontrees.json": case("hansard", "tree-empty"),
    }
    _, report = crawl(site, tmp_path, "hansard", "--everything", *NOVEMBER)
    assert site.paths().count("/overview/sectiontrees.json") == 2 * 4
    assert "at least 1" in str(report.of("hansard")["note"])


def test_hansard_is_searched_page_by_page_and_whole_sections_are_taken(site: Site, tmp_path: Path) -> None:
    section = Answer(case("hansard", "written-statement").body.replace(b"Lanterns", b"Boats"))
    site.script["/search/contributions/Written.json"] = [found(SECTION.upper(), 2), found(SECTION, 2)]
    site.always = {
        "/search/contributions/Spoken.json": js({"TotalResultCount": 0, "Results": []}),
        f"/debates/debate/{SECTION}.json": section,
    }
    operator, report = crawl(site, tmp_path, "hansard", *NOVEMBER)
    assert (report.of("hansard")["note"], len(operator.statements())) == ("", IN_SECTION)
    searches = [asked.query for asked in site.asked if asked.path.endswith("Written.json")]
    assert [query["queryParameters.skip"] for query in searches] == ["0", "1"]
    assert {query["queryParameters.searchTerm"] for query in searches} == {'"boats"'}
    assert site.paths().count(f"/debates/debate/{SECTION}.json") == 1


def test_a_search_page_of_a_new_shape_fails_the_source_for_what_it_led_to_is_lost(site: Site, tmp_path: Path) -> None:
    site.always = {
        "/search/contributions/Spoken.json": js({"TotalResultCount": 1, "Results": [{"Somewhere": "else"}]}),
        "/search/contributions/Written.json": js({"TotalResultCount": 0, "Results": []}),
    }
    operator, report = crawl(site, tmp_path, "hansard", *NOVEMBER)
    assert (report.of("hansard")["outcome"], report.of("hansard")["errors"]) == ("failed", 1)
    assert [covered.outcome for covered in operator.coverage()] == [Outcome.COMPLETE, Outcome.UNEXPECTED]


def test_a_section_that_does_not_fit_the_topic_is_left(site: Site, tmp_path: Path) -> None:
    site.script["/search/contributions/Written.json"] = [found(SECTION, 1)]
    site.always = {
        "/search/contributions/Spoken.json": js({"TotalResultCount": 0, "Results": []}),
        f"/debates/debate/{SECTION}.json": case("hansard", "written-statement"),
    }
    operator, _ = crawl(site, tmp_path, "hansard", *NOVEMBER)
    assert operator.statements() == []


def test_members_bring_names_and_posts_and_a_page_stands_in_for_a_history(site: Site, tmp_path: Path) -> None:
    listed = json.loads(case("members", "search").body)["items"]
    numbers = [entry["value"]["id"] for entry in listed]
    site.always = {
        "/api/Members/Search": js({"items": listed, "totalResults": len(listed)}),
        "/api/Members/History": case("members", "history"),
        "/api/Members/9003": Answer(case("members", "member").body.replace(b"9001", b"9003")),
    }
    site.always |= {f"/api/Members/{number}/Biography": case("members", "biography") for number in numbers}
    operator, report = crawl(site, tmp_path, "members", "--everything")
    with operator.record() as record:
        people = {person.member_id: person for person in record.people.people()}
    assert (report.of("members")["note"], people.keys()) == ("", set(numbers))
    assert {tenure.person for tenure in tenures_of(operator)} == {person.id for person in people.values()}


def tenures_of(operator: Operator) -> list[Tenure]:
    with operator.record() as record:
        return list(record.people.tenures())


def test_ministers_come_from_the_folder_and_again_from_the_archive(site: Site, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    operator, report = crawl(site, tmp_path, "ministers", DISPATCHBOX_MINISTERS_DIR=str(tmp_path))
    assert (report.of("ministers")["outcome"], site.asked) == ("complete", [])
    (tenure,) = before = tenures_of(operator)
    assert (tenure.person, tenure.office.department) == ("member-9001", "Department for Examples")
    again = told(operator.start("reparse", "ministers", "--json", "--no-tag", "--no-index"))
    assert (again.of("ministers")["statements"], again.of("ministers")["errors"]) == (1, 0)
    assert tenures_of(operator) == before


def test_ministers_come_from_their_address_where_no_folder_is_set(site: Site, tmp_path: Path) -> None:
    site.always = {f"/{name}": Answer(text.encode()) for name, text in FILES.items()}
    operator, _ = crawl(site, tmp_path, "ministers")
    assert [tenure.person for tenure in tenures_of(operator)] == ["member-9001"]
