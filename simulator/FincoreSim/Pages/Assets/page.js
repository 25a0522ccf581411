// @ts-check
// The page's one script: theme, copying, keys, and what changed while the page is open. Without it everything is still there.
const root = document.documentElement;
try { const kept = localStorage.getItem("fincoresim-theme"); if (kept) root.dataset.theme = kept; } catch { /* private mode */ }

/** @param {string} text What is told to a screen reader. */
const say = text => { const live = document.querySelector("#said"); if (live) live.textContent = text; };

/** @param {EventTarget | null} target @param {string} selector @returns {HTMLElement | null} */
const above = (target, selector) => target instanceof Element ? target.closest(selector) : null;

const nextTheme = () => {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  try { localStorage.setItem("fincoresim-theme", root.dataset.theme); } catch { /* private mode */ }
  say(root.dataset.theme + " theme");
};

/** @param {HTMLElement} button */
const copy = async button => {
  const wanted = button.dataset.copy ?? "";
  const text = wanted.startsWith("#") ? document.querySelector(wanted)?.textContent ?? "" : wanted;
  try { await navigator.clipboard.writeText(text); } catch { say("The browser does not let this page copy"); return; }
  button.classList.add("done");
  say("Copied");
  setTimeout(() => button.classList.remove("done"), 1200);
};

document.addEventListener("click", event => {
  if (above(event.target, "[data-theme-next]")) nextTheme();
  const button = above(event.target, "[data-copy]");
  if (button) copy(button);
  for (const pick of document.querySelectorAll("details.pick[open]")) {
    if (!(event.target instanceof Node) || !pick.contains(event.target)) pick.removeAttribute("open");
  }
});

/** @param {number} step To the next or previous row of a list. */
const moveRow = step => {
  const rows = [...document.querySelectorAll("#main a.row")];
  const at = rows.indexOf(/** @type {Element} */ (document.activeElement));
  const next = rows[at < 0 ? 0 : at + step];
  if (next instanceof HTMLElement) next.focus();
};

document.addEventListener("keydown", event => {
  const isTyping = above(event.target, "input, textarea, select") !== null;
  if (event.key === "Escape") for (const pick of document.querySelectorAll("details.pick[open]")) pick.removeAttribute("open");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search instanceof HTMLElement) { event.preventDefault(); search.focus(); }
  if (event.key === "j") moveRow(1);
  if (event.key === "k") moveRow(-1);
});

/** @param {Element} part Whether a part may be replaced: not while the reader is in it. */
const isFree = part => !part.contains(document.activeElement) && !part.matches(":has(:user-valid, :user-invalid), :has(:popover-open)");

let isAsking = false, isStale = false;

/** Asks for the page as it is now, and takes over the parts that changed. */
const refresh = async () => {
  if (isAsking) { isStale = true; return; }
  isAsking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const now = fresh.querySelector(`[data-live="${/** @type {HTMLElement} */ (part).dataset.live}"]`);
        if (now && now.outerHTML !== part.outerHTML && isFree(part)) part.replaceWith(document.importNode(now, true));
      }
    }
  } finally {
    isAsking = false;
    if (isStale) { isStale = false; refresh(); }
  }
};

addEventListener("DOMContentLoaded", () => {
  const address = document.body.dataset.stream;
  if (!address) return;
  const note = document.createElement("div");
  note.className = "note stale";
  note.setAttribute("role", "status");
  const text = document.createElement("p");
  note.append(document.createElement("span"), text);
  /** @type {EventSource | null} */
  let stream = null;
  let late = 0;
  const tell = () => {
    text.textContent = "Live updates stopped; trying again. What you see may be old.";
    document.querySelector("#main")?.prepend(note);
  };
  const open = () => {
    stream = new EventSource(address);
    stream.addEventListener("changed", refresh);
    stream.addEventListener("open", () => { clearTimeout(late); note.remove(); });
    stream.addEventListener("error", () => { clearTimeout(late); late = setTimeout(tell, 2000); });
  };
  const watch = () => {
    stream?.close();
    stream = null;
    if (!document.hidden) { open(); refresh(); }
  };
  document.addEventListener("visibilitychange", watch);
  addEventListener("pagehide", () => stream?.close());
  if (!document.hidden) open();
});
