"""Every option of every page, as the link writes it, put together into views of the seeds that show them all.

`tests/test_links.py` holds that no widget is drawn that is neither in one of these views nor excused there.
"""

FILTERS = (
    "outlet=ya-libnan&outlet=alwaght&entity=idlib&entity=syria&not=iran&kind=PLACE&kind=PERSON"
    "&role=literal&role=associative&article=6fb65e233b16f16b&article=a45250b29837bfec"
)
LIBNAN, ALWAGHT, OTHER = "6fb65e233b16f16b", "a45250b29837bfec", "4b132c9fdfa42839"

VIEWS = {
    "brief, every filter": f"brief?{FILTERS}&since=2018-09-01&until=2018-10-01&as_of=2018-10-05&offer=alwaght",
    "brief, opened": "brief?as_of=2018-09-17&open=finding:next&open=over+time&open=add+articles&open=add+agreement",
    "entities": "entities?chosen=idlib&open=entities+by+mentions&row=all+names:syria&page=entity/idlib:2",
    "entities, rates and filters": f"entities?count=rate&chosen=syria&{FILTERS}&open=entities+by+rate"
    "&row=entities+by+rate+table:idlib/alwaght",
    "map, list": "map?colour=role&role=literal&role=demonym&row=regions:own:middle-east-rgn&area=6.5/35.5/38.25",
    "map, place": "map?place=geonames:169387&role=associative&role=literal&area=9/35.8/36.7",
    "sources, facts": "sources?fact=deed/sochi-2018/demilitarised-zone&open=facts"
    "&open=fact:deed/sochi-2018/heavy-weapons&open=fact:quantity/The+zone/width"
    f"&row=facts+by+outlet:quantity/inhabitants/number/Idlib/number/{OTHER}/1472",
    "sources, labels": "sources?section=labels&voice=quoted&label=armed-groups/rebels@ya-libnan&open=labels"
    "&open=unlisted",
    "sources, names": "sources?section=names&chosen=russia&by=alwaght&open=grid&open=differences&row=outlets:ya-libnan",
    "quotes": "quotes?speaker=vladimir-putin&open=speakers",
    "sources, passages": "sources?section=reuse&between=ya-libnan&and=alwaght&shared=quotes&open=reuse&open=credits"
    f"&first={LIBNAN}&second={ALWAGHT}&rows=differing",
    "sources, words": "sources?section=words&word=forces&open=distinctive",
    "agreement": "agreement?as_of=2018-10-12&clause=sochi-2018/demilitarised-zone&open=days&open=commitments"
    f"&open=pictures&row=commitments:{OTHER}/1607/sochi-2018/highways&open=clause:sochi-2018/highways"
    "&shut=clause:sochi-2018/demilitarised-zone",
    "articles": "articles?find=russia",
    "article": f"article?document={ALWAGHT}&at=900&show=commitment&show=place&open=marks&open=cleaning&follow=idlib",
    "article, what was read": f"article?document={ALWAGHT}&read=900",
    "corrections": "corrections?more=open",
    "methods": "methods?open=quality+of+places&more=open",
    "search": "search?q=idlib&view=sentences&sort=newest&open=search+lines",
    "search, outlets": "search?q=idlib&view=outlets&open=search+by+outlet",
    "search, malformed": "search?q=idlib+OR",
}
