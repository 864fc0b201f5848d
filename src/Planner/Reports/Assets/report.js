"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("picture-data").textContent);
  const svg = $("picture");
  const NS = "http://www.w3.org/2000/svg";
  const H = data.height;
  const PAGE = 4096n;
  const starts = data.scale.map((s) => BigInt(s[0]));
  const tops = data.scale.map((s) => s[1]);
  const last = BigInt(data.last);
  tops.push(H);
  const hex = (n) => "0x" + n.toString(16);
  // A page number with its fraction is exact where a byte number would not fit a double.
  const pages = (a) => Number(a / PAGE) + Number(a % PAGE) / 4096;
  const marks = starts.map(pages).concat(pages(last + 1n));

  const state = { stage: data.shown, v0: 0, v1: H, selected: null, marker: null };
  const groups = [...svg.querySelectorAll("g.stage")];
  const elements = groups.map((g) => new Map([...g.querySelectorAll("g.block")].map((b) => [b.dataset.id, b])));
  const blocks = data.stages.map((s) => new Map(s.blocks.map((b) => [b.id, b])));
  for (const stage of data.stages) {
    for (const b of stage.blocks) {
      b.s = BigInt(b.start);
      b.l = BigInt(b.last);
    }
  }

  // --- scale -----------------------------------------------------------------------------------------------------------
  function indexOf(a) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= a) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  function yOf(a) {
    if (a > last) return H;
    const i = indexOf(a);
    return tops[i] + ((pages(a) - marks[i]) / (marks[i + 1] - marks[i])) * (tops[i + 1] - tops[i]);
  }
  function addressAt(y) {
    let i = 0;
    while (i + 1 < starts.length && tops[i + 1] <= y) i++;
    const t = Math.min(1, Math.max(0, (y - tops[i]) / (tops[i + 1] - tops[i])));
    const p = marks[i] + t * (marks[i + 1] - marks[i]);
    const whole = Math.floor(p);
    const a = BigInt(whole) * PAGE + BigInt(Math.floor((p - whole) * 4096));
    return a > last ? last : a;
  }
  const onScreen = (y) => ((y - state.v0) / (state.v1 - state.v0)) * H;
  const isZoomed = () => state.v1 - state.v0 < H - 1e-9;

  // --- drawing ---------------------------------------------------------------------------------------------------------
  const axis = svg.querySelector("g.axis");
  const ticks = [...axis.querySelectorAll("g.tick")];
  const extra = document.createElementNS(NS, "g");
  axis.append(extra);
  const markerLine = document.createElementNS(NS, "path");
  markerLine.setAttribute("class", "marker off");
  $("window-content").append(markerLine);
  const far = (y) => Math.min(H + 60, Math.max(-60, y));

  function placeBlock(g, s, l) {
    const y0 = far(onScreen(yOf(s)));
    const y1 = far(onScreen(yOf(l + 1n)));
    const rect = g.querySelector("rect");
    const height = Math.max(2, y1 - y0);
    rect.setAttribute("y", y0);
    rect.setAttribute("height", height);
    const seen = Math.min(H, y1) - Math.max(0, y0);
    for (const text of g.querySelectorAll("text")) {
      text.setAttribute("y", Math.max(0, y0) + (text.classList.contains("overlap-label") ? 14 : 12));
      text.classList.toggle("off", seen < 11);
    }
  }
  function textAt(parent, style, x, y, words) {
    const text = document.createElementNS(NS, "text");
    text.setAttribute("class", style);
    text.setAttribute("x", x);
    text.setAttribute("y", y);
    text.textContent = words;
    parent.append(text);
  }
  function drawTicks() {
    ticks.forEach((tick, i) => {
      const y = onScreen(tops[i]);
      tick.classList.toggle("off", y < -4 || y > H + 4);
      for (const text of tick.querySelectorAll("text")) text.setAttribute("y", y + 4);
    });
    extra.replaceChildren();
    if (!isZoomed()) return;
    const used = tops.map(onScreen);
    for (let i = 0; i < starts.length; i++) {
      const room = onScreen(tops[i + 1]) - onScreen(tops[i]);
      if (room < 60) continue;
      const from = addressAt(Math.max(state.v0, tops[i]));
      const to = addressAt(Math.min(state.v1, tops[i + 1]) - 1e-12);
      if (to <= from || Math.min(state.v1, tops[i + 1]) <= Math.max(state.v0, tops[i])) continue;
      let step = PAGE;
      while ((to - from) / step > BigInt(Math.max(2, Math.floor(Math.min(room, H) / 40)))) step *= 2n;
      for (let a = ((from + step - 1n) / step) * step; a <= to; a += step) {
        const y = onScreen(yOf(a));
        if (used.some((u) => Math.abs(u - y) < 14)) continue;
        textAt(extra, "address end faint", 108, y + 4, hex(a));
        textAt(extra, "frame end faint", 196, y + 4, hex(a / PAGE));
      }
    }
  }
  function drawEdges(group) {
    let free = -1e9;
    for (const g of group.querySelectorAll("g.edge")) {
      const y = onScreen(yOf(BigInt(g.dataset.start)));
      const isSeen = y >= -2 && y <= H + 2;
      g.classList.toggle("off", !isSeen);
      if (!isSeen) continue;
      let at = Math.max(y, free);
      g.querySelector("path").setAttribute("d", `M204 ${y}H876L884 ${at}`);
      for (const text of g.querySelectorAll("text")) {
        text.setAttribute("y", at + 4);
        at += 13;
      }
      free = at;
    }
  }
  function draw() {
    const stage = data.stages[state.stage];
    groups.forEach((g, i) => g.classList.toggle("off", i !== state.stage));
    for (const b of stage.blocks) placeBlock(elements[state.stage].get(b.id), b.s, b.l);
    for (const g of groups[state.stage].querySelectorAll("g.overlap")) placeBlock(g, BigInt(g.dataset.start), BigInt(g.dataset.last));
    drawEdges(groups[state.stage]);
    drawTicks();
    svg.querySelector("g.breaks").classList.toggle("off", isZoomed());
    svg.classList.toggle("zoomed", isZoomed());
    markerLine.classList.toggle("off", state.marker === null);
    if (state.marker !== null) markerLine.setAttribute("d", `M200 ${far(onScreen(yOf(state.marker)))}H880`);
    for (const [id, g] of elements[state.stage]) {
      g.classList.toggle("selected", id === state.selected);
      g.setAttribute("aria-pressed", String(id === state.selected));
      g.setAttribute("tabindex", id === focusId() ? "0" : "-1");
    }
  }

  // --- zoom ------------------------------------------------------------------------------------------------------------
  // The least window shows one page, in the stretch that holds the middle.
  function leastWindow(y) {
    let i = 0;
    while (i + 1 < starts.length && tops[i + 1] <= y) i++;
    const perPage = (tops[i + 1] - tops[i]) / (marks[i + 1] - marks[i]);
    return Math.min(H, perPage * 1.25);
  }
  function look(v0, v1) {
    const middle = (v0 + v1) / 2;
    const size = Math.min(H, Math.max(v1 - v0, leastWindow(Math.min(H, Math.max(0, middle)))));
    state.v0 = Math.min(H - size, Math.max(0, middle - size / 2));
    state.v1 = state.v0 + size;
    draw();
    const from = addressAt(state.v0);
    const to = addressAt(state.v1 - 1e-12);
    svg.dataset.from = hex(from);
    svg.dataset.to = hex(to);
    if (isZoomed()) say(`In view: ${hex(from)} to ${hex(to)} (gfn ${hex(from / PAGE)} to ${hex(to / PAGE)})`);
    else say("");
  }
  function zoom(factor, y) {
    const at = y ?? (state.selected && current() ? middleOf(current()) : (state.v0 + state.v1) / 2);
    const share = y === undefined ? 0.5 : (y - state.v0) / (state.v1 - state.v0);
    const size = (state.v1 - state.v0) * factor;
    look(at - size * share, at + size * (1 - share));
  }
  const middleOf = (b) => (yOf(b.s) + yOf(b.l + 1n)) / 2;
  function zoomTo(s, l) {
    const y0 = yOf(s);
    const y1 = yOf(l + 1n);
    const margin = Math.max((y1 - y0) * 0.35, leastWindow(y0) * 0.2);
    look(y0 - margin, y1 + margin);
  }
  function zoomToPage(a) {
    const first = (a / PAGE) * PAGE;
    zoomTo(first, first + PAGE - 1n);
  }
  function keepInView(b) {
    const y0 = yOf(b.s);
    const y1 = yOf(b.l + 1n);
    if (y1 > state.v0 && y0 < state.v1) return;
    const size = state.v1 - state.v0;
    look((y0 + y1 - size) / 2, (y0 + y1 + size) / 2);
  }

  // --- selection -------------------------------------------------------------------------------------------------------
  const story = $("story");
  const shown = (id) => !elements[state.stage].get(id).classList.contains("off");
  const inOrder = () => data.stages[state.stage].blocks.filter((b) => shown(b.id))
    .sort((a, b) => (a.lane === b.lane ? (a.s < b.s ? -1 : a.s > b.s ? 1 : a.l < b.l ? -1 : 1) : lanes.indexOf(a.lane) - lanes.indexOf(b.lane)));
  const lanes = [...new Set(data.stages.flatMap((s) => s.blocks.map((b) => b.lane)))]
    .sort((a, b) => order(a) - order(b));
  function order(lane) {
    return ["host E820", "RDM", "guest RAM", "MMIO, BARs", "guest E820"].indexOf(lane);
  }
  const current = () => blocks[state.stage].get(state.selected);
  function focusId() {
    if (current() && shown(state.selected)) return state.selected;
    const culprit = data.stages[state.stage].blocks.find((b) => b.kind === "rdm" && shown(b.id));
    return (culprit ?? inOrder()[0])?.id;
  }
  function tell(b, isPreview) {
    story.replaceChildren();
    story.hidden = !b;
    if (!b) return;
    const title = document.createElement("h3");
    title.textContent = `${b.lane}: ${b.label}`;
    const list = document.createElement("dl");
    const facts = [["range", b.range], ...(b.mark ? [["state", b.mark]] : []), ...data.stories[b.story]];
    for (const [name, value] of facts) {
      const dt = document.createElement("dt");
      dt.textContent = name;
      const dd = document.createElement("dd");
      if (name === "bytes") {
        const pre = document.createElement("pre");
        pre.textContent = value;
        dd.append(pre);
      } else dd.textContent = value;
      list.append(dt, dd);
    }
    story.append(title, list);
    story.classList.toggle("preview", isPreview);
  }
  function select(id, focus) {
    state.selected = id;
    draw();
    tell(current(), false);
    if (current()) keepInView(current());
    if (focus && id) elements[state.stage].get(id).focus({ preventScroll: false });
  }
  function step(key) {
    const list = inOrder();
    const b = current() ?? list[0];
    if (!b) return;
    const lane = list.filter((x) => x.lane === b.lane);
    if (key === "ArrowUp" || key === "ArrowDown") {
      const next = lane[lane.findIndex((x) => x.id === b.id) + (key === "ArrowDown" ? 1 : -1)];
      if (next) select(next.id, true);
      return;
    }
    const used = lanes.filter((l) => list.some((x) => x.lane === l));
    const other = used[used.indexOf(b.lane) + (key === "ArrowRight" ? 1 : -1)];
    const distance = (x) => (x.l < b.s ? b.s - x.l : x.s > b.l ? x.s - b.l : 0n);
    const near = list.filter((x) => x.lane === other).sort((x, y) => (distance(x) < distance(y) ? -1 : distance(x) > distance(y) ? 1 : 0))[0];
    if (near) select(near.id, true);
  }

  // --- search ----------------------------------------------------------------------------------------------------------
  function find(words) {
    const text = words.trim().toLowerCase();
    if (text === "") return;
    const frame = /^(?:gfn|mfn|pfn|frame|page)\s*[: ]\s*(?:0x)?([0-9a-f]{1,13})$/.exec(text);
    const byte = /^(?:0x([0-9a-f]{1,16})|([0-9a-f]{6,16}))$/.exec(text);
    if (frame || byte) {
      findAddress(frame ? BigInt("0x" + frame[1]) * PAGE : BigInt("0x" + (byte[1] ?? byte[2])), frame !== null);
      return;
    }
    const device = /^(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-7])?$/.test(text);
    const hits = inOrder().filter((b) => device
      ? b.devices.some((d) => d === text || d.endsWith(":" + text) || d.startsWith(text + ".") || d.startsWith("0000:" + text + "."))
      : `${b.label} ${b.kind} ${b.mark} ${b.lane} ${data.stories[b.story].map((f) => f[1]).join(" ")}`.toLowerCase().includes(text));
    if (hits.length === 0) {
      say(`Nothing in this stage matches ${words.trim()}.`);
      return;
    }
    const at = hits.findIndex((b) => b.id === state.selected);
    const hit = hits[(at + 1) % hits.length];
    state.marker = null;
    select(hit.id, false);
    zoomTo(hit.s, hit.l);
    say(`${hits.length} match(es); shown: ${hit.lane}, ${hit.label}, ${hit.range}`);
  }
  function findAddress(a, isFrame) {
    if (a > last) {
      say(`${hex(a)} is behind everything in the picture, which ends at ${hex(last)}.`);
      return;
    }
    const hits = inOrder().filter((b) => b.s <= a && a <= b.l);
    const smallest = [...hits].sort((x, y) => (x.l - x.s < y.l - y.s ? -1 : x.l - x.s > y.l - y.s ? 1 : 0))[0];
    state.marker = a;
    state.selected = smallest?.id ?? null;
    tell(current(), false);
    zoomToPage(a);
    const owners = hits.map((b) => `${b.lane}: ${b.label}${b.mark ? " (" + b.mark + ")" : ""}`).join("; ");
    say(`${isFrame ? "gfn " + hex(a / PAGE) + " = " : ""}${hex(a)}${isFrame ? "" : ", gfn " + hex(a / PAGE)}: ${owners || "nothing is there"}`);
  }
  function say(words) {
    $("says").textContent = words;
  }

  // --- filters, stages -------------------------------------------------------------------------------------------------
  function filter() {
    const off = (name) => new Set([...document.querySelectorAll(`input[data-filter-${name}]`)].filter((i) => !i.checked)
      .map((i) => i.getAttribute(`data-filter-${name}`)));
    const lanesOff = off("lane");
    const kindsOff = off("kind");
    data.stages.forEach((stage, i) => {
      for (const b of stage.blocks) elements[i].get(b.id).classList.toggle("off", lanesOff.has(b.lane) || kindsOff.has(b.kind));
    });
    for (const o of svg.querySelectorAll("g.overlap")) {
      o.classList.toggle("off", lanesOff.has("RDM") || lanesOff.has("guest RAM") || kindsOff.has("rdm") || kindsOff.has("ram"));
    }
    if (state.selected && !(current() && shown(state.selected))) select(null, false);
    else draw();
  }
  function setStage(i) {
    state.stage = i;
    if ($("stage-name")) {
      $("stage-name").textContent = data.stages[i].name;
      $("stage").setAttribute("aria-valuetext", data.stages[i].name);
    }
    $("stage-summary").textContent = data.stages[i].summary;
    draw();
    tell(current(), false);
  }

  // --- wiring ----------------------------------------------------------------------------------------------------------
  for (const map of elements) {
    for (const [id, g] of map) {
      g.setAttribute("role", "button");
      g.addEventListener("click", () => {
        if (!dragged) select(id, true);
      });
      g.addEventListener("focus", () => {
        if (state.selected !== id) select(id, false);
      });
      g.addEventListener("mouseenter", () => tell(blocks[state.stage].get(id), state.selected !== id));
      g.addEventListener("mouseleave", () => tell(current(), false));
    }
  }
  svg.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const size = state.v1 - state.v0;
    if (e.key.startsWith("Arrow")) step(e.key);
    else if (e.key === "Enter" && current()) zoomTo(current().s, current().l);
    else if (e.key === " " && current()) zoomToPage(current().s);
    else if (e.key === "+" || e.key === "=") zoom(0.5);
    else if (e.key === "-") zoom(2);
    else if (e.key === "0" || e.key === "Escape") {
      state.marker = null;
      look(0, H);
    } else if (e.key === "PageDown" && isZoomed()) look(state.v0 + size * 0.8, state.v1 + size * 0.8);
    else if (e.key === "PageUp" && isZoomed()) look(state.v0 - size * 0.8, state.v1 - size * 0.8);
    else return;
    e.preventDefault();
  });
  const yAt = (e) => {
    const box = svg.getBoundingClientRect();
    const y = ((e.clientY - box.top) / box.height) * svg.viewBox.baseVal.height - 30;
    return state.v0 + (y / H) * (state.v1 - state.v0);
  };
  svg.addEventListener("dblclick", (e) => zoom(0.25, yAt(e)));
  svg.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    zoom(e.deltaY < 0 ? 0.8 : 1.25, yAt(e));
  }, { passive: false });
  let drag = null;
  let dragged = false;
  svg.addEventListener("pointerdown", (e) => {
    dragged = false;
    drag = isZoomed() && e.button === 0 ? { y: e.clientY, v0: state.v0, v1: state.v1 } : null;
  });
  window.addEventListener("pointermove", (e) => {
    if (!drag || (!dragged && Math.abs(e.clientY - drag.y) < 5)) return;
    dragged = true;
    const scale = (svg.viewBox.baseVal.height / svg.getBoundingClientRect().height) * ((drag.v1 - drag.v0) / H);
    look(drag.v0 - (e.clientY - drag.y) * scale, drag.v1 - (e.clientY - drag.y) * scale);
  });
  window.addEventListener("pointerup", () => (drag = null));
  $("stage")?.addEventListener("input", (e) => setStage(Number(e.target.value)));
  $("search-form").addEventListener("submit", (e) => {
    e.preventDefault();
    find($("search").value);
  });
  $("zoom-in").addEventListener("click", () => zoom(0.5));
  $("zoom-out").addEventListener("click", () => zoom(2));
  $("zoom-all").addEventListener("click", () => {
    state.marker = null;
    look(0, H);
  });
  $("zoom-page").addEventListener("click", () => zoomToPage(state.marker ?? current()?.s ?? addressAt((state.v0 + state.v1) / 2)));
  for (const box of document.querySelectorAll(".filters input")) box.addEventListener("change", filter);
  const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const nameTheme = () => ($("theme").textContent = dark() ? "Light" : "Dark");
  $("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    nameTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.addEventListener("click", async () => {
      const pre = $(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(pre.textContent + "\n");
        button.textContent = "Copied";
      } catch {
        // Where the clipboard is not allowed, the text is selected for the reader's own copy.
        getSelection().selectAllChildren(pre);
        button.textContent = "Selected";
      }
    });
  }
  window.addEventListener("beforeprint", () => {
    look(0, H);
    for (const d of document.querySelectorAll("details")) d.open = true;
  });
  for (const e of document.querySelectorAll(".js")) e.hidden = false;
  nameTheme();
  draw();
})();
