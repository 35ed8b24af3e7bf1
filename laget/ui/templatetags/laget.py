"""Template tags: the rail, the words of a verdict, text in Markdown, numbers and days."""

from datetime import date, datetime
from functools import lru_cache
from html import unescape

import nh3
from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from laget.core.charts.rail import Rail, Shape
from laget.core.followup.reach import Reach, Travel
from laget.core.strategy.document import Text, said
from laget.core.words.days import day_in_words
from laget.core.words.method_names import METHOD_NAMES
from laget.core.words.numbers import number as written
from laget.core.words.said import Language, Said
from laget.core.words.summary import OF_MANY

register = template.Library()
MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h2", "h3", "h4", "h5", "table"}
TAGS |= {"thead", "tbody", "tr", "th", "td", "code", "hr"}


def language() -> Language:
    """Return the language that the page is read in."""
    return "en" if get_language() == "en" else "sv"


@register.filter
def told(text: Text | Said | None) -> str:
    """Return a text in the page's language."""
    if text is None:
        return ""
    return (text if isinstance(text, Said) else said(text)).to(language())


@register.filter
def spoken(text: Text | Said | None) -> SafeString:
    """Return the attribute that says that a text is in Swedish on an English page, else nothing."""
    both = text if isinstance(text, Said) or text is None else said(text)
    is_swedish = language() == "en" and both is not None and both.sv == both.en
    return mark_safe(' lang="sv"' if is_swedish else "")  # noqa: S308 - nothing of the text is in it


@register.filter
def method_name(method: str) -> str:
    """Return what a method is called after."""
    return METHOD_NAMES[method].to(language())


@register.filter
def of_many(reach: Reach) -> str:
    """Return a word of reach as it is said of several targets."""
    return OF_MANY[reach].to(language())


@register.filter
def markdown(text: str | None) -> SafeString:
    """Return Markdown as cleaned HTML; headings begin at the third level, below the page's own."""
    return _markdown(text or "")


def plain(text: str | None) -> str:
    """Return Markdown as it is read, without its marks, on one line."""
    return " ".join(unescape(strip_tags(_markdown(text or ""))).split())


@lru_cache(maxsize=1024)  # an edition has hundreds of texts, which are the same at every view
def _markdown(text: str) -> SafeString:
    html = MARKDOWN.render(text).replace("<h2", "<h4").replace("</h2", "</h4")
    html = html.replace("<h1", "<h3").replace("</h1", "</h3")
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return mark_safe(clean)  # noqa: S308 - nh3 has cleaned it


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number as the page's language writes it."""
    return "–" if value is None else written(value, decimals=decimals, language=language())


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day in words: "12 november 2026"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return day_in_words(value).to(language())


@register.simple_tag
def rail(drawn: Rail, sentence: str, reason: str = "") -> SafeString:
    """Draw a gap; `sentence` is the same in words, `reason` why there is nothing to draw."""
    return _rail(drawn, sentence, reason, language())


@register.simple_tag
def answer(word: Reach | Travel) -> SafeString:
    """Show a word of a verdict with its shape."""
    return _answer(word, language())


# Both are what they are given and the language, so that a process writes each once: pages hold hundreds.
@lru_cache(maxsize=2048)
def _rail(drawn: Rail, sentence: str, reason: str, _language: Language) -> SafeString:
    is_empty = drawn.shape is Shape.EMPTY
    context = {"rail": drawn, "sentence": sentence, "reason": reason, "is_empty": is_empty}
    return render_to_string("ui/rail.html", context)


@lru_cache(maxsize=64, typed=True)  # words of reach and travel with the same value are others
def _answer(word: Reach | Travel, language: Language) -> SafeString:
    kind = "reach" if isinstance(word, Reach) else "travel"
    context = {"word": word.said.to(language), "shape": word.shape, "kind": kind, "value": word.value}
    return render_to_string("ui/answer.html", context)


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """Return the page's query with some values changed; None takes one away."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"
