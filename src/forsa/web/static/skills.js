// Suggestions while skills are typed. Without this script the form works as it is.
(function () {
  "use strict";
  var area = document.querySelector("textarea[data-suggest]");
  if (!area || !window.fetch) return;
  var form = area.form, says = area.dataset, field = area.closest(".field");
  var make = function (tag, attributes, text) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    if (text) made.textContent = text;
    return made;
  };
  var chips = make("ul", { "class": "chips", "aria-label": says.chosen });
  var list = make("ul", { id: "words-list", role: "listbox", "class": "offers", "aria-label": says.offers, hidden: "" });
  var status = make("p", { role: "status", "class": "hidden" });
  var box = make("input", {
    type: "text", id: area.id, dir: "auto", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": list.id
  });
  ["aria-describedby", "aria-invalid"].forEach(function (name) {
    if (area.hasAttribute(name)) box.setAttribute(name, area.getAttribute(name));
  });
  var answer = null, active = -1, timer = 0, asked = 0;
  area.id += "-all";
  area.hidden = true;
  area.after(chips, box, list, status);

  function chip(uri, words, label) {
    if (!words.trim()) return;
    var one = make("li"), shown = make("bdi", {}, label || words);
    var off = make("button", { type: "button", "aria-label": says.remove + " " + (label || words) }, "×");
    off.addEventListener("click", function () { one.remove(); box.focus(); });
    one.append(shown);
    if (label && label !== words) one.append(" ", make("bdi", { "class": "soft" }, words));
    one.append(off, make("input", { type: "hidden", name: "chip", value: uri + " " + words.trim() }));
    chips.append(one);
  }
  function close() {
    list.hidden = true;
    answer = null;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }
  function clear(text) {
    box.value = text || "";
    asked += 1;
    close();
  }
  function pick(at) {
    var found = answer.found[at];
    chip("", answer.before);
    chip(found ? found.uri : "own", answer.words, found && found.label);
    clear();
  }
  function mark(at) {
    active = (at + list.children.length) % list.children.length;
    Array.from(list.children).forEach(function (one, number) {
      one.setAttribute("aria-selected", String(number === active));
    });
    box.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }
  function show(said) {
    close();
    if (!said.words) return;
    answer = said;
    list.textContent = "";
    said.found.concat([null]).forEach(function (found, at) {
      var one = make("li", { id: "words-" + at, role: "option", "aria-selected": "false" });
      one.append(make("bdi", {}, found ? found.label : says.keep.replace("…", said.words)));
      if (found && found.also) one.append(" ", make("bdi", { "class": "soft" }, found.also));
      one.addEventListener("mousedown", function (event) { event.preventDefault(); pick(at); });
      list.append(one);
    });
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    status.textContent = says.offers;
  }
  function ask() {
    var now = asked += 1;
    fetch(says.suggest, {
      method: "POST", body: new URLSearchParams({ _csrf: form.elements._csrf.value, q: box.value })
    }).then(function (reply) { return reply.ok ? reply.json() : { words: "" }; })
      .then(function (said) { if (now === asked) show(said); }, close);
  }
  box.addEventListener("input", function () {
    var parts = box.value.split(/[,،;؛]/);
    if (parts.length > 1) {
      parts.slice(0, -1).forEach(function (part) { chip("", part); });
      clear(parts[parts.length - 1].trim());
    }
    clearTimeout(timer);
    if (box.value.trim().length < 2) { asked += 1; close(); } else timer = setTimeout(ask, 120);
  });
  box.addEventListener("keydown", function (event) {
    var down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (down && answer) mark(active < 0 && down < 0 ? -1 : active + down);
    else if (event.key === "Enter" && answer && active >= 0) pick(active);
    else if (event.key === "Enter" && box.value.trim()) { chip("", box.value); clear(); }
    else if (event.key === "Escape" && answer) close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", function () { area.value += "\n" + box.value; });
  area.value.split(/[\n,،;؛]/).forEach(function (part) { chip("", part); });
  area.value = "";
  form.querySelectorAll("input[data-chip]").forEach(function (sent) {
    var at = sent.value.indexOf(" ");
    chip(sent.value.slice(0, at), sent.value.slice(at + 1));
    sent.remove();
  });
})();
