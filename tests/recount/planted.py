"""Four articles on one invented deal: a headline, a reprint with its credit, one statement told twice, and numbers."""

from typing import NamedTuple


class Planted(NamedTuple):
    """An article as a file, with what the list of sources says of it."""

    name: str
    outlet: str
    published: str | None
    text: str


OPENING = (
    "Rebels and army agree on a truce around Aleppo\n\n"
    "Amina Sesay, the envoy of the United Nations, said on Monday that a demilitarised zone 15 to 20 kilometres wide "
    "would be set up around Aleppo by 15 October. The rebels are to withdraw their heavy weapons from the zone by 10 "
    'October, the deal says. "We will not allow another winter of shelling in Aleppo," Sesay told reporters in '
    "Geneva. About 12,000 people have fled Aleppo since the fighting began there in August.\n\n"
    "Fighters of the Free Syrian Army should let trucks use the highway between Aleppo and Hama before the end of the "
    'year. Terrorists are not covered by the truce, a spokesman for the regime said. "The terrorist groups must '
    'leave the buffer zone," he added. The rebel groups will exchange 240 prisoners by 20 October.\n'
)
REPRINT = (
    "(Reuters) - Amina Sesay, the envoy of the United Nations, said on Monday that a demilitarised zone 15 to 20 "
    "kilometres wide would be set up around Aleppo by 15 October. The rebels are to withdraw their heavy weapons from "
    "the zone by 10 October, the deal says. About 12,000 people have fled Aleppo since the fighting began there in "
    "August.\n\n"
    "Fighters of the Free Syrian Army should let trucks use the highway between Aleppo and Hama before the end of the "
    "year. Nobody in Hama expects that, residents said.\n"
)
OTHER = (
    "The militants agreed with the Syrian government on a buffer zone of 25 km around Aleppo, Interfax reported.\n\n"
    '"We will not allow another winter of shelling in Aleppo," the envoy Amina Sesay said in Geneva on Monday. '
    "Militants must withdraw their heavy weapons from the zone by 12 October. About 30,000 people have fled Aleppo, "
    "according to the Red Crescent. The militant groups will exchange 180 prisoners by 20 October. Mines will be "
    "cleared from the road by the rebels within 10 days, and nobody may carry arms in the de-militarized zone.\n"
)
UNDATED = (
    '(Reuters) - Opposition fighters left the demilitarised zone around Aleppo on Tuesday. "The terrorist groups must '
    'leave the buffer zone," a spokesman for the regime said. The army shelled the northern road on Tuesday, and '
    "rebels met envoys of Russia in Aleppo on 20 September. A local faction welcomed that.\n"
)
PLANTED = (
    Planted("planted-1.txt", "Outlet 1", "2018-09-18", OPENING),
    Planted("planted-2.txt", "Northern Post", "2018-09-18", REPRINT),
    Planted("planted-3.txt", "Outlet 2", "2018-09-19", OTHER),
    Planted("planted-4.txt", "Harbour Times", None, UNDATED),
)
"""By file; without a day an article borrows its story's."""
