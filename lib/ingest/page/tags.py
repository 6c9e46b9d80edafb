"""The tags of a web page before it is made a tree of: the time for that grows with the square of a tag's attributes."""

import re

# Tags that a page is laid out with have a dozen.
MOST_ATTRIBUTES = 100
_ATTRIBUTE = r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+)"""
_FEW = rf"{_ATTRIBUTE}{{0,{MOST_ATTRIBUTES}}}+"
# Comments and scripts hold no tags, whatever stands in them. What is not closed goes on to the page's end.
_TAG = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    rf"|(?P<first><(?P<name>script|style|textarea|title)(?=[\s/>]){_FEW}){_ATTRIBUTE}*+"
    r"(?P<rest>[\s/]*+>?.*?(?=</(?P=name)[\s/>]|\Z))"
    rf"|(?P<tag><[a-z][^\s/>]*+{_FEW}){_ATTRIBUTE}*+",
    re.DOTALL | re.IGNORECASE,
)


def without_endless_tags(html: str) -> str:
    """The page without the attributes of a tag beyond its first hundred; text, comments and scripts are as they were.

    >>> without_endless_tags("<p" + " a=1" * 200 + ">Text</p>").count("a=1")
    100
    """
    return _TAG.sub(r"\g<comment>\g<first>\g<rest>\g<tag>", html)
