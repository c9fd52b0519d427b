"""A person at a browser without scripts: opens pages, fills in the forms that are there, sends."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


class Form:
    """One form of a page, with what its fields hold before anybody types."""

    def __init__(self, action):
        self.action = action
        self.fields = {}
        self.buttons = []
        self.words = ""


class FormReader(HTMLParser):
    """Reads the forms of a page as a browser would."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self._form = None
        self._area = self._select = None
        self._in_button = False

    def handle_starttag(self, tag, pairs):
        attrs = dict(pairs)
        if tag == "form":
            self._form = Form(attrs.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = attrs.get("name"), attrs.get("value", "")
        if tag == "input" and name:
            self._input(attrs)
        elif tag == "textarea":
            self._area = name
            self._form.fields[name] = ""
        elif tag == "select":
            self._select = name
            self._form.fields[name] = ""
        elif tag == "option" and "selected" in attrs:
            self._form.fields[self._select] = value
        elif tag == "button":
            self._in_button = True
            self._form.buttons.append((name, value))

    def _input(self, attrs):
        is_ticked = attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs
        if is_ticked:
            self._form.fields[attrs["name"]] = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        self._area = None if tag == "textarea" else self._area
        self._in_button = False if tag == "button" else self._in_button

    def handle_data(self, data):
        if self._form is None:
            return
        if self._area:
            self._form.fields[self._area] += data
        if self._in_button:
            self._form.words += data


class Visitor:
    """Somebody with a browser. `page` is what they see, `path` where they are."""

    def __init__(self, client):
        self.client = client
        self.page = None
        self.path = "/"

    def open(self, path):
        return self._seen(self.client.get(path))

    def send(self, to="", press=None, **typed):
        """Fill in and send a form whose action ends in `to`, by the button of value `press`."""
        form = self.form(to, press, having=typed)
        fields = form.fields | {name: value for name, value in typed.items() if value is not None}
        fields |= {name: value for name, value in form.buttons if name and value == press}
        return self._seen(self.client.post(urljoin(self.path, form.action), data=fields))

    def form(self, to="", press=None, having=()):
        """Return the first form that fits; of several to one address, that with these fields."""
        reader = FormReader()
        reader.feed(self.page.text)
        found = [
            form
            for form in reader.forms
            if form.action.endswith(to)
            and form.action not in ("/language", "/sign-out")
            and "_csrf" in form.fields
            and (press is None or any(value == press for _, value in form.buttons))
        ]
        assert found, f"no such form at {self.path}; there are {[f.action for f in reader.forms]}"
        return max(found, key=lambda form: len(form.fields.keys() & set(having)))

    def link(self, part):
        """Return where the first link goes whose address has this part."""
        addresses = re.findall(r'href="([^"]*)"', self.page.text)
        found = [address for address in addresses if part in address]
        assert found, f"no link with {part} at {self.path}"
        return found[0]

    def _seen(self, page):
        assert page.status_code < 400, f"{page.status_code} at {page.url}\n{page.text[-1500:]}"
        self.page, self.path = page, urlsplit(str(page.url)).path
        return page
