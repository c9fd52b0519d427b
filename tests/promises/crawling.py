"""Walks the pages as somebody would, and fills their forms in as nobody would."""

import re
from collections import deque
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit

LEFT_ALONE = ("/sign-out", "/language")
"""Forms that end the walk, or only change its language."""

CORPUS = (
    "",
    " ",
    "0",
    "-1",
    "1" * 25,
    "٣٠",
    "۱۲۳۴۵",
    "0.5",
    "1e400",
    "NaN",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "2026-11-22",
    "99999-01-01",
    "K-AAAAAA",
    "V-OOOOOO",
    "' OR '1'='1",
    "%_%",
    "\\",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%(name)s",
    "../../etc/passwd",
    "javascript:alert(1)",
    "a\r\nBcc: x@example.org",
    "\u202eabc\u2066",
    "\ufeff\u200d\u200c",
    "🥷",
    "é" * 300,
    "x" * 2_001,
    "لحام خزانات، تركيب مكيفات",
    "لەحیمکاری\nweld, and or",
    "+9647701234567",
    "0770 123 4567",
    "a@example.org",
    "a" * 300 + "@example.org",
    "yes",
    "no",
    "true",
    "en",
    "http://data.europa.eu/esco/skill/x",
    "urn:forsa:local:" + "9" * 300,
)
"""What is typed: empty, too large, out of range, in other letters, meant for other machines."""

_REF = re.compile(r"\b[A-Z]-[A-Z2-9]{6}\b")
_MARK = re.compile(r"\b[0-9a-f]{16}\b")
_NUMBER = re.compile(r"(?<=/)\d+(?=/|$)")


def shape_of(address):
    """Return an address with what differs from row to row taken out."""
    path = urlsplit(address).path
    return _NUMBER.sub("1", _MARK.sub("m", _REF.sub("R", path)))


class Form:
    """A form: where it is sent, what stands in it, what may be chosen, which buttons it has."""

    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.fields = {}
        self.choices = {}
        self.buttons = []


class Reader(HTMLParser):
    """Reads the links and the forms of a page."""

    def __init__(self, html):
        super().__init__()
        self.links = []
        self.forms = []
        self._form = None
        self._select = None
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given)
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = given.get("name"), given.get("value") or ""
        if tag == "select":
            self._select = name
        if tag == "option":
            self._offer(self._select, value, is_set="selected" in given)
        if tag == "textarea" or (tag == "input" and name):
            is_box = given.get("type") in ("radio", "checkbox")
            self._offer(name, value, is_set=not is_box or "checked" in given)
        if tag == "button" and name:
            self._form.buttons.append((name, value))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None

    def _offer(self, name, value, *, is_set):
        if name:
            self._form.choices.setdefault(name, []).append(value)
            self._form.fields.setdefault(name, value if is_set else "")
            if is_set:
                self._form.fields[name] = value


class Walk:
    """One visitor's walk over all pages that links lead to, one of each shape and a few more.

    `most` is how many pages of one shape are opened. `answers` counts by status; `faults` names
    what was asked when the answer was a fault of ours, without what was typed.
    """

    def __init__(self, client, *, most=2, seed=0):
        self.client = client
        self.most = most
        self.dice = Random(seed)
        self.shapes = {}
        self.opened = []
        self.forms = {}
        self.answers = {}
        self.faults = []

    def walk(self, *starts):
        waiting = deque(starts)
        seen = set(starts)
        while waiting:
            address = waiting.popleft()
            shape = shape_of(address)
            if self.shapes.get(shape, 0) >= self.most:
                continue
            if shape not in self.shapes:
                self.opened.append(urlsplit(address).path)
            self.shapes[shape] = self.shapes.get(shape, 0) + 1
            answer = self._noted("GET", address, self.client.get(address))
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            here = str(answer.url)
            page = Reader(answer.text)
            for form in page.forms:
                self._keep(here, form)
            for link in page.links:
                to = urlsplit(urljoin(here, link))
                target = f"{to.path}?{to.query}" if to.query else to.path
                if to.netloc == urlsplit(here).netloc and target not in seen:
                    seen.add(target)
                    waiting.append(target)

    def _keep(self, here, form):
        action = urljoin(here, form.action)
        if not urlsplit(action).path.endswith(LEFT_ALONE):
            key = (form.method, shape_of(action), tuple(sorted(form.fields)))
            self.forms.setdefault(key, (action, form))

    def fill_in(self, *, times):
        """Send every form so many times, each time some fields as they should never be."""
        for action, form in list(self.forms.values()):
            for _ in range(times):
                fields = self._typed(form)
                if form.method == "get":
                    self._noted("GET", action, self.client.get(action, params=fields))
                else:
                    self._noted("POST", action, self.client.post(action, data=fields))

    def bend_addresses(self):
        """Ask for every page with a query that nobody ever linked to."""
        for address in self.opened:
            for name in ("page", "after", "q", "governorate", "said", "of", "next"):
                query = urlencode({name: self.dice.choice(CORPUS)})
                self._noted("GET", address, self.client.get(f"{address}?{query}"))

    def _typed(self, form):
        fields = {}
        # One wrong field among right ones gets further than many do.
        most = self.dice.choice((1, 1, len(form.fields)))
        bent = self.dice.sample(sorted(form.fields), k=min(most, len(form.fields)))
        for name, standing in form.fields.items():
            offered = form.choices.get(name, [])
            if name in bent and name != "_csrf":
                fields[name] = self.dice.choice(CORPUS)
            elif offered and self.dice.random() < 0.5:
                fields[name] = self.dice.choice(offered)
            else:
                fields[name] = standing
        if form.buttons:
            name, value = self.dice.choice(form.buttons)
            fields[name] = value
        return fields

    def _noted(self, method, address, answer):
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code >= 500:
            self.faults.append(f"{method} {shape_of(address)}")
        return answer
