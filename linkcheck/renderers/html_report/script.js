"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const reveal = () => {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of closed) box.open = false;
  });

  const form = byId("filters");
  if (!form) return;
  const levels = all("input[name=level]", form);
  const [rule, post, words, shown, none, fold] =
    ["filter-rule", "filter-post", "filter-text", "shown", "none-fit", "fold"].map(byId);
  const folded = (text) => text.normalize("NFKC").toLocaleLowerCase();
  const groups = all("details.post").map((box) => ({
    box,
    post: box.dataset.post,
    count: box.querySelector("summary .count"),
    wasOpen: box.open,
    name: folded(box.querySelector("h3").textContent),
    items: all("li.finding", box).map((item) => ({
      item, level: item.dataset.level, rule: item.dataset.rule, text: null,
    })),
  }));
  const total = groups.reduce((sum, group) => sum + group.items.length, 0);
  const counted = (number) => `${number.toLocaleString("en")} finding${number === 1 ? "" : "s"}`;

  const holds = (group, entry, wanted) => {
    if (wanted.length === 0) return true;
    if (entry.text === null) entry.text = `${group.name} ${folded(entry.item.textContent)}`;
    return wanted.every((word) => entry.text.includes(word));
  };

  const apply = () => {
    const chosen = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const wanted = folded(words.value).split(/\s+/u).filter(Boolean);
    const isNarrowed = wanted.length > 0 || rule.value !== "" || post.value !== "";
    const perLevel = new Map();
    let left = 0;
    for (const group of groups) {
      const isPost = post.value === "" || group.post === post.value;
      let here = 0;
      for (const entry of group.items) {
        const fits = isPost && (rule.value === "" || entry.rule === rule.value) && holds(group, entry, wanted);
        if (fits) perLevel.set(entry.level, (perLevel.get(entry.level) || 0) + 1);
        entry.item.hidden = !(fits && chosen.has(entry.level));
        if (!entry.item.hidden) here += 1;
      }
      left += here;
      group.box.hidden = here === 0;
      group.count.textContent =
        here === group.items.length ? counted(here) : `${here} of ${counted(group.items.length)}`;
      if (isNarrowed && here > 0) group.box.open = true;
    }
    for (const number of all("[data-count]", form)) {
      number.textContent = (perLevel.get(number.dataset.count) || 0).toLocaleString("en");
    }
    shown.textContent = left === total ? counted(total) : `${left.toLocaleString("en")} of ${counted(total)}`;
    none.hidden = left > 0;
  };

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => {
    setTimeout(() => {
      apply();
      for (const group of groups) group.box.open = group.wasOpen;
    });
  });
  const label = () => {
    fold.textContent = groups.some((group) => group.box.open) ? "Close all posts" : "Open all posts";
  };
  fold.addEventListener("click", () => {
    const open = !groups.some((group) => group.box.open);
    for (const group of groups) group.box.open = open;
    label();
  });
  for (const group of groups) group.box.addEventListener("toggle", label);
  form.hidden = false;
  if (levels.some((box) => !box.checked) || words.value || rule.value || post.value) apply(); // kept by a reload
  label();
})();
