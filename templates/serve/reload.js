// Shows what changed: reloads this page, or its styles, when they are no longer what was served, and says what is
// wrong. `casebook serve` adds this script to the pages it serves; no built page has it.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.page;
  const here = location.pathname;
  const place = "casebook-place:" + here + location.search;
  const styles = new Map();
  let asking = false;
  let again = false;
  let dismissed = null;
  const kept = takePlace();
  // The version that this page was reloaded for. A page that differs again at the same version would do so for ever.
  let reloadedFor = kept && kept[2];

  const local = (link) => new URL(link.href, location.href);
  const sheets = () =>
    [...document.querySelectorAll('link[rel="stylesheet"]')].filter(
      (link) =>
        !("leaving" in link.dataset) &&
        local(link).origin === location.origin &&
        !local(link).pathname.startsWith("/__casebook/"),
    );

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function reload(version) {
    try {
      sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY, version]));
    } catch {
      // Without storage the page reloads at its top.
    }
    location.reload();
  }

  function returnToPlace() {
    if (kept) scrollTo(kept[0], kept[1]);
  }

  function takePlace() {
    try {
      const text = sessionStorage.getItem(place);
      sessionStorage.removeItem(place);
      return JSON.parse(text);
    } catch {
      // Without storage there is no place to return to.
      return null;
    }
  }

  // A new sheet is put beside the old one, which leaves when the new one is there: the page never stands bare.
  function swap(link, url) {
    const fresh = link.cloneNode();
    link.dataset.leaving = "";
    fresh.href = url.href;
    fresh.addEventListener("load", () => link.remove());
    fresh.addEventListener("error", () => {
      fresh.remove();
      delete link.dataset.leaving;
    });
    link.after(fresh);
  }

  // The name of a sheet of the site tells what is in it; of another one, its fingerprint does.
  function restyle(link, url, hash) {
    const other = url.pathname !== local(link).pathname;
    const known = styles.get(url.pathname);
    if (hash) styles.set(url.pathname, hash);
    const changed = !other && hash && known && known !== hash;
    if (changed) url.searchParams.set("casebook", hash);
    if (other || changed) swap(link, url);
  }

  function overlay() {
    let box = document.getElementById("casebook-overlay");
    if (!box) {
      box = element("div");
      box.id = "casebook-overlay";
      document.body.append(box);
    }
    if (!document.querySelector('link[href="/__casebook/overlay.css"]')) {
      const link = element("link");
      link.rel = "stylesheet";
      link.href = "/__casebook/overlay.css";
      // Before it has its looks it would stand at the end of the page.
      box.hidden = true;
      for (const end of ["load", "error"]) link.addEventListener(end, () => (box.hidden = false));
      document.head.append(link);
    }
    return box;
  }

  function faultBox(fault) {
    const box = element("section", "", "casebook-fault");
    box.setAttribute("role", "alert");
    const close = element("button", fault.close);
    close.type = "button";
    close.addEventListener("click", () => {
      dismissed = fault.text;
      box.remove();
    });
    const places = fault.places.map(({ place, href }) => {
      const link = element("a", place);
      link.href = href;
      return link;
    });
    box.append(element("h1", fault.title), element("pre", fault.text), ...places, element("p", fault.note), close);
    return box;
  }

  function findingsBox(findings, open) {
    const box = element("details", "", "casebook-findings");
    box.open = open;
    const list = element("ul");
    for (const item of findings.items) {
      const line = element("li", "", item.severity);
      const where = element(item.href ? "a" : "span", item.place);
      if (item.href) where.href = item.href;
      line.append(where, " ", item.text);
      if (item.source) line.append(element("code", item.source));
      list.append(line);
    }
    box.append(element("summary", findings.title), list);
    return box;
  }

  function say(news) {
    const old = document.getElementById("casebook-overlay");
    const open = Boolean(old?.querySelector("details")?.open);
    const boxes = [];
    // What is wrong with the page that is shown is not to be looked for.
    const broken = news.findings.items.some((item) => item.own && item.severity === "error");
    if (news.findings.count > 0) boxes.push(findingsBox(news.findings, open || broken));
    if (!news.fault) dismissed = null;
    else if (news.fault.text !== dismissed) boxes.push(faultBox(news.fault));
    if (boxes.length > 0) overlay().replaceChildren(...boxes);
    else old?.remove();
  }

  function compare(news) {
    if (news.pages[here] === shown) {
      reloadedFor = null;
    } else if (news.version !== reloadedFor) {
      reload(news.version);
      return;
    }
    const links = sheets();
    const all = (news.styles[here] ?? []).map((href) => new URL(href, location.href));
    const wanted = all.filter((url) => !url.pathname.startsWith("/__casebook/"));
    if (wanted.length !== links.length) {
      if (news.version !== reloadedFor) reload(news.version);
      return;
    }
    links.forEach((link, at) => restyle(link, wanted[at], news.pages[wanted[at].pathname]));
    say(news);
  }

  async function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const query = new URLSearchParams();
    query.append("path", here);
    for (const link of sheets()) query.append("path", local(link).pathname);
    try {
      const answer = await fetch("/__casebook/version?" + query);
      if (answer.ok) compare(await answer.json());
    } catch {
      // The server has gone; the next event says that it is back.
    }
    asking = false;
    if (again) {
      again = false;
      ask();
    }
  }

  // A browser has only six connections for one server, and each open page would hold one. So of all pages one listens,
  // one that is seen, and tells the others.
  const others = new BroadcastChannel("casebook-versions");
  others.addEventListener("message", ask);
  let leave = null;

  function listen() {
    if (document.hidden || leave) return;
    ask();
    const turn = new AbortController();
    leave = () => turn.abort();
    if (!navigator.locks) {
      leave = open();
      return;
    }
    const hold = () =>
      new Promise((release) => {
        const close = open();
        leave = () => {
          close();
          release();
        };
      });
    // Aborted: another page listened for as long as this one was seen.
    navigator.locks.request("casebook-events", { signal: turn.signal }, hold).catch(() => {});
  }

  // Listens until the function that it gives is called.
  function open() {
    let source = null;
    let timer = 0;
    const connect = () => {
      source = new EventSource("/__casebook/events");
      source.addEventListener("version", () => {
        others.postMessage("version");
        ask();
      });
      source.addEventListener("error", () => {
        source.close();
        timer = setTimeout(connect, 1000);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }

  function silence() {
    leave?.();
    leave = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? silence() : listen()));
  addEventListener("pagehide", silence);
  addEventListener("pageshow", listen);
  if (document.readyState === "complete") returnToPlace();
  else addEventListener("load", returnToPlace);
  listen();
})();
