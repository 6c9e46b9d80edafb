/* On a narrow screen, where the sidebar lies over the page: the button under the filters that says what they keep, and shows it.
   Another page closes the sidebar too, and who came there by the keyboard goes on from the page's heading. */
const SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]';
const find = (name) => document.querySelector(`[data-testid="${name}"]`);

function close() {
  find("stSidebarCollapseButton")?.querySelector("button")?.click();
}

function liesOver() {
  const [side, main] = [find("stSidebar"), find("stMain")].map((part) => part?.getBoundingClientRect());
  return side && main && side.right > main.left + 1 && side.right > 0;
}

/* Where reading begins: the heading, or the field of a page that begins with one that is empty. */
function begin(from, tries) {
  const now = document.activeElement;
  if (now !== from && now !== document.body) return; // the reader went on meanwhile
  if (!document.querySelector(SETTLED)) {
    if (tries) setTimeout(begin, 100, from, tries - 1);
    return;
  }
  const field = document.querySelector(".st-key-search-field input");
  const heading = document.querySelector('[data-testid="stMain"] h1');
  const first = field && !field.value ? field : heading;
  if (first === heading) heading?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = close;
  const before = parentElement.deskPage;
  parentElement.deskPage = data.page;
  if (before === data.page || (before === undefined && data.page !== "search")) return;
  if (before !== undefined && liesOver()) close();
  const now = document.activeElement;
  if (now === document.body || find("stSidebar")?.contains(now)) setTimeout(begin, 150, now, 300);
}
