"use strict";
(function () {
  const all = (query) => Array.from(document.querySelectorAll(query));
  const words = (element, name) => (element.getAttribute(name) || "").split(" ").filter(Boolean);
  const panel = document.getElementById("details");
  const hint = document.getElementById("hint");
  const said = document.getElementById("said");
  const articles = all("#details article");
  const things = all("[data-steps], [data-said]");
  let pinned = null;

  const shown = () => new Set(all("input[data-group]").filter((box) => box.checked).map((box) => box.dataset.group));

  function show(thing) {
    const groups = shown();
    const steps = thing ? words(thing, "data-steps").filter((step) => groups.has(step.split("-")[0])) : [];
    articles.forEach((article) => { article.hidden = !steps.includes(article.dataset.step); });
    const title = thing && thing.hasAttribute("data-said") ? thing.querySelector("title").textContent : "";
    said.textContent = title;
    said.hidden = !title;
    hint.hidden = steps.length > 0 || title !== "";
    things.forEach((other) => {
      const on = other === thing || words(other, "data-steps").some((step) => steps.includes(step));
      other.classList.toggle("on", on);
      if (other.hasAttribute("aria-pressed")) other.setAttribute("aria-pressed", String(on));
    });
  }

  function pin(thing) {
    pinned = pinned === thing ? null : thing;
    show(pinned);
  }

  function refresh() {
    const groups = shown();
    all("[data-groups]").forEach((element) => {
      const on = words(element, "data-groups").some((group) => groups.has(group));
      element.classList.toggle("off", !on && words(element, "data-groups").length > 0);
    });
    all("[data-time]").forEach((row) => { row.hidden = !groups.has(row.dataset.time); });
    show(pinned);
  }

  things.forEach((thing) => {
    thing.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && !pinned) show(thing); });
    thing.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse" && !pinned) show(null); });
    thing.addEventListener("focus", () => { if (!pinned) show(thing); });
    thing.addEventListener("click", () => pin(thing));
    thing.addEventListener("keydown", (event) => {
      if (thing.tagName !== "BUTTON" && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        pin(thing);
      }
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pinned = null; show(null); }
  });
  all("input[data-group]").forEach((box) => {
    box.addEventListener("change", refresh);
    const card = box.closest(".group");
    const near = (on) => all("svg .line").forEach((line) => {
      line.classList.toggle("faint", on && !words(line, "data-groups").includes(box.dataset.group));
    });
    card.addEventListener("mouseenter", () => near(box.checked));
    card.addEventListener("mouseleave", () => near(false));
  });
  refresh();
})();
