"""HTML becomes the text a person would see, with its links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.parsing.html import LINK_LIMIT, TEXT_LIMIT, Readable, looks_like_html, readable


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<h1>Title</h1>Text <b>bold</b>, <i>slant</i>.", "Title\n\nText bold, slant."),
        ("<ul><li>one<li><p>two</p></ul>after", "- one\n- two\n\nafter"),
        (
            "<table><tr><td>Date:</td><td>Monday</td></tr><tr><td>Room</td><td> 4 </td></tr></table>",
            "Date: Monday\nRoom | 4",
        ),
        ("<td></td><td>only</td>", "only"),
        ("a&nbsp;b &amp; c &uuml; &#8217; &unknown; &#x1F600;", "a b & c ü ’ &unknown; 😀"),
        ("in\u200bter\u00adview", "interview"),
        ("line\nbreaks   and\tblanks", "line breaks and blanks"),
        ("<pre>kept\n  lines</pre>", "kept\nlines"),
        ("<style>p {color: red}</style><script>if (a < b) x()</script>text", "text"),
        ("<head><title>not this</title></head><body>this</body>", "this"),
        ("<!-- not this -->this<!--[if mso]><p>nor this</p><![endif]--> too", "this too"),
        ("<![if !mso]>seen<![endif]>", "seen"),
        ("before<!-- never closed <p>lost?</p>", "before"),
        ("3 < 4 and a<b", "3 < 4 and a<b"),
        ("<p title='a > b'>seen</p>", "seen"),
        ('<p title="never closed>seen</p>', '<p title="never closed>seen'),
        ("<?xml version='1'?><o:p>&nbsp;</o:p>seen", "seen"),
        ("</p>seen</>", "seen"),
        ("", ""),
    ],
)
def test_what_is_seen_is_said(source: str, text: str) -> None:
    assert readable(source).text == text


@pytest.mark.parametrize(
    "style",
    [
        'style="display:none"',
        "style='DISPLAY : NONE !important'",
        "style=display:none",
        'style="visibility: hidden"',
        'style="mso-hide:all"',
        'style="font-size:1px;color:#fff"',
        'style="font-size: 0"',
        'style="max-height:0px;overflow:hidden"',
        'style="opacity:0"',
        'style="height:1px"',
        "hidden",
        'class="x" hidden="hidden"',
    ],
)
def test_what_is_hidden_is_not_read(style: str) -> None:
    assert readable(f"<div {style}>secret <div>inner</div> words</div><p>seen</p>").text == "seen"


@pytest.mark.parametrize(
    "style", ['style="font-size:14px"', 'style="line-height:1"', 'style="opacity:0.9"', 'class="hidden-xs"']
)
def test_what_only_sounds_hidden_is_read(style: str) -> None:
    assert readable(f"<div {style}>words</div>").text == "words"


def test_hiding_that_never_ends_or_leaves_nothing_hides_nothing() -> None:
    assert readable('<p style="display:none">words<div>more').text == "words\nmore"
    assert readable('<div style="display:none">words</div>').text == "words"


def test_a_hidden_image_hides_nothing_but_itself() -> None:
    assert readable('<img style="display:none">words<br hidden>more').text == "words\nmore"


def test_an_empty_hidden_element_ends_at_once() -> None:
    assert readable('<div style="display:none"><div/>x</div>seen').text == "seen"


@pytest.mark.parametrize("mark", ['type="cite"', 'class="gmail_quote"', "class=protonmail_quote"])
def test_a_quotation_is_marked_and_an_indented_passage_is_not(mark: str) -> None:
    assert readable(f"new<blockquote {mark}>old<blockquote {mark}>older</blockquote></blockquote>new").text == (
        "new\n\n> old\n>\n> > older\n\nnew"
    )
    assert readable("<blockquote style='margin:1em'>mine</blockquote>").text == "mine"
    assert readable("</blockquote>mine").text == "mine"


def test_links_to_the_web_are_collected_in_order_once_and_unescaped() -> None:
    source = (
        '<a href="https://a.example/?x=1&amp;y=2">A</a><a href=http://b.example>B</a><a href="mailto:x@y.example">C</a>'
    )
    assert readable(source + source) == Readable("ABCABC", ("https://a.example/?x=1&y=2", "http://b.example"))
    assert readable('<a href="https://a b.example">x</a><a name="y">y</a>').links == ()
    assert len(readable("".join(f"<a href='https://x.example/{n}'>" for n in range(500))).links) == LINK_LIMIT


@pytest.mark.parametrize("text", ["<!DOCTYPE html><p>", "\n <html>", "<div class='x'>"])
def test_html_is_recognised_by_how_it_starts(text: str) -> None:
    assert looks_like_html(text)
    assert not looks_like_html("Dear Sam, <b>hello</b>")


TAGS = [
    "<p>",
    "</p>",
    "<div style='display:none'>",
    "</div>",
    "<td>",
    "</td>",
    "<pre>",
    "</pre>",
    "<li>",
    "<script>",
    "</script>",
]
TAGS += [
    "<blockquote type=cite>",
    "</blockquote>",
    "<!--",
    "-->",
    "<",
    ">",
    "&#",
    "&amp",
    "word",
    "\n",
    '<a href="',
    "'",
    '"',
    "/>",
]


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_order_of_tags_gives_text(pieces: list[str]) -> None:
    readable("".join(pieces)).text.encode("utf-8")


def test_a_page_without_end_is_read_up_to_the_limit() -> None:
    assert len(readable("<p>" + "word <br>" * 100_000).text) <= TEXT_LIMIT
    assert "> > x" in readable("<blockquote type=cite>" * 20_000 + "x").text
    assert len(readable("<p>" + "word <b>" * 4_000).text.split("\n")) > 1
    assert len(readable("<p>" + "word " * 100_000 + "<p>more<p>again").text) <= TEXT_LIMIT


@given(st.text(max_size=100))
def test_text_without_markup_is_only_tidied(words: str) -> None:
    plain = "".join(c for c in words if c.isalnum())
    assert readable(plain).text.casefold() != "" or not plain.strip()
