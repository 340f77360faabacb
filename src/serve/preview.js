// The preview's own script: looks after builds and shows what changed. Never part of a built site.
(function () {
  "use strict";
  var mark = document.getElementById("gongkai-preview");
  if (!mark) return;
  var scrolled = "gongkai-preview-scroll";

  // Where the reader was before the page was loaded again.
  try {
    var kept = JSON.parse(sessionStorage.getItem(scrolled) || "null");
    sessionStorage.removeItem(scrolled);
    if (kept && kept.at === location.href) scrollTo(kept.x, kept.y);
  } catch (error) { /* storage may be switched off */ }

  function again() {
    try {
      sessionStorage.setItem(scrolled, JSON.stringify({ at: location.href, x: scrollX, y: scrollY }));
    } catch (error) { /* the browser keeps the place by itself, nearly */ }
    location.reload();
  }

  function bare(text) { return text.replace(/\s+/g, ""); }

  // The smallest element that holds the words.
  function holder(words) {
    var wanted = bare(words), best = null, length = Infinity;
    if (!wanted) return null;
    document.querySelectorAll("main p, main li, main td, main th, main dd, main dt, main h1, main h2, main h3, main h4, main h5, main h6").forEach(function (element) {
      var text = bare(element.textContent);
      if (text.length < length && text.indexOf(wanted) >= 0) { best = element; length = text.length; }
    });
    return best;
  }

  function place(template) {
    var data = template.dataset;
    if (data.cell) return document.getElementById(data.cell);
    if (data.words) return holder(data.words);
    return document.querySelector("main h1");
  }

  function notes() {
    document.querySelectorAll("main .gongkai-note").forEach(function (note) { note.remove(); });
    mark.querySelectorAll("template").forEach(function (template) {
      var element = place(template) || document.querySelector("main h1");
      if (element) element.appendChild(template.content.cloneNode(true));
    });
  }

  // The same page with other styles takes them over without being loaded again.
  function styles(page) {
    var old = [].slice.call(document.querySelectorAll("link[rel=stylesheet]"));
    var now = [].slice.call(page.querySelectorAll("link[rel=stylesheet]"));
    now.forEach(function (link, at) {
      var before = old[at];
      if (before && before.getAttribute("href") === link.getAttribute("href")) return;
      var fresh = document.importNode(link, true);
      if (!before) { document.head.appendChild(fresh); return; }
      fresh.addEventListener("load", function () { before.remove(); });
      before.after(fresh);
    });
  }

  var asking = 0;
  function look() {
    var number = ++asking;
    fetch(location.href, { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (text) {
      if (number !== asking) return;
      var page = new DOMParser().parseFromString(text, "text/html");
      var fresh = page.getElementById("gongkai-preview");
      if (!fresh || fresh.dataset.page !== mark.dataset.page) { again(); return; }
      styles(page);
      if (fresh.dataset.said !== mark.dataset.said) {
        mark.replaceChildren.apply(mark, [].map.call(fresh.childNodes, function (node) { return document.importNode(node, true); }));
        mark.dataset.said = fresh.dataset.said;
        notes();
      }
      mark.dataset.build = fresh.dataset.build;
    }, function () { /* the server is away; it will be heard of */ });
  }

  notes();
  var events = new EventSource(mark.dataset.events + "?path=" + encodeURIComponent(mark.dataset.path));
  events.onmessage = function (event) {
    var news = JSON.parse(event.data);
    if (news.changed || news.said !== mark.dataset.said) look();
    mark.dataset.live = news.build;
  };
})();
