"""References of every kind, for properties that hold of all."""

from datetime import date

from hypothesis import strategies as st

from statements.reference import Columns, Paper, Section, Series
from statements.statement import House

days = st.dates(date(1803, 1, 1), date(2099, 12, 31))
houses = st.sampled_from(House)


@st.composite
def any_columns(draw: st.DrawFn) -> Columns:
    series = draw(st.sampled_from(Series))
    first = draw(st.integers(1, 9_999))
    return Columns(
        first=first,
        last=first + draw(st.integers(0, 1_000)),
        series=series,
        house=series.house or draw(st.none() | houses),
        day=draw(st.none() | days),
        volume=draw(st.none() | st.integers(1, 999)),
    )


papers = st.builds(
    Paper,
    number=st.builds("{}{}".format, st.sampled_from(["", "HL", "HCWS", "HLWS"]), st.integers(1, 999_999)).filter(
        lambda number: not number.isdigit() or len(number) >= 4
    ),
    day=st.none() | days,
)
ids = st.text("0123456789abcdef-", min_size=8, max_size=36)
sections = st.builds(Section, house=houses, day=days, section=ids, contribution=st.none() | ids)
references = st.one_of(any_columns(), papers, sections)
