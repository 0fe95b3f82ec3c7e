"""References to the Official Report and to Parliament's papers, read and printed both ways.

Three values: `Columns` (HC Deb 30 October 2014, c397), `Paper` (UIN 213507, HL2595, HCWS627) and `Section` (an address
of Hansard's own site). `Reference.parse` reads one; `find_references` finds all in running text; `str` prints the one
form in which each is kept, and that reads back as the same value.

What is ambiguous is settled so:

- The suffixes W (Commons) and WA (Lords) are one series, written answers; which is printed follows from the House.
  Letters *before* the number (Column WA41) are the Lords' own numbering, so they tell the House; "c41WA" alone does
  not. WH, MC and P are only the Commons', GC only the Lords'.
- A column without a day is read, and `day` is None: it names no statement by itself. In running text, "column 49WS"
  takes the last day named before it in the same sentence; a day without a year ("11 June") is the last such day that
  was not after the statement it stands in.
- A short end of a range is completed from its start: c397-9 is c397-399.
- Figures alone are a UIN only from five figures on, and in running text only after a cue (UIN, PQ, Question, Written
  question) or in square brackets, as Hansard prints them after a question.
- The day with a paper is the day tabled, made or answered: Parliament's addresses give the day tabled, the Library's
  footnotes the day answered.
- A plain "column 5" in running text is a reference only beside the Official Report, Hansard, a volume or a day.
"""

from statements.reference.reading import Found, find_references
from statements.reference.statements import footnote, of
from statements.reference.values import Columns, Paper, Reference, Section, Series

__all__ = ["Columns", "Found", "Paper", "Reference", "Section", "Series", "find_references", "footnote", "of"]
