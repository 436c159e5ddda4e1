// What is marked with data-refresh is read again every so many seconds, and replaced where it has changed. Every page works without this.
(function () {
  "use strict";

  var live = document.querySelector("[data-refresh]");

  function inUse() {
    var active = document.activeElement;
    return document.hidden || (live.contains(active) && active !== live) || String(getSelection() || "") !== "";
  }

  async function refresh() {
    if (inUse()) {
      return;
    }
    var answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) {
      return;
    }
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    var fresh = page.getElementById(live.id);
    if (fresh && !inUse() && fresh.innerHTML !== live.innerHTML) {
      live.replaceChildren.apply(live, Array.from(fresh.childNodes));
      show();
    }
    var clock = document.querySelector(".top time");
    var now = page.querySelector(".top time");
    if (clock && now) {
      clock.replaceWith(now);
    }
  }

  // Where browsers do not know scroll-initial-target: a wide diagram begins with the state that matters in view.
  function show() {
    document.querySelectorAll(".dia").forEach(function (region) {
      var mark = region.querySelector(".at i");
      if (mark && region.scrollLeft === 0 && region.scrollWidth > region.clientWidth) {
        var state = mark.getBoundingClientRect();
        var view = region.getBoundingClientRect();
        region.scrollLeft = innerWidth > 600 ? (state.left + state.right - view.left - view.right) / 2 : state.right - view.right;
      }
    });
  }

  show();
  if (live) {
    var seconds = Number(live.dataset.refresh);
    var failed = 0;
    setInterval(function () {
      refresh().then(function () { failed = 0; }, function () { failed++; });
    }, seconds * 1000);
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden && failed < 3) {
        refresh().catch(function () { failed++; });
      }
    });
  }
})();
