/* Takes a click on one of the desk's own links and moves there without loading the desk anew: by the browser's history,
   which Streamlit follows as it follows Back and Forward. All that is not plainly a page of the desk stays the browser's.
   Of a click in the navigation, which is Streamlit's, only the entry in the history is made: one, with what goes along. */
const OWN = '[data-testid="stHtml"] a:is(:not([target]), [target=""], [target="_self"]):not([download])';
const NAVIGATION = '[data-testid="stSidebarNavLink"]';
const SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]';

/* The path of the page that a link leads to within the desk, put together from its checked parts; none where it is another. */
function pathOf(link, pages) {
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.username) return undefined;
  const folder = location.pathname.slice(0, location.pathname.lastIndexOf("/") + 1);
  const page = pages.find((name) => folder + name === link.pathname);
  return page === undefined ? undefined : folder + page;
}

/* What goes along to every page, as the address has it now. */
function along(keys) {
  const now = new URLSearchParams(location.search);
  const kept = new URLSearchParams(keys.flatMap((key) => now.getAll(key).map((value) => [key, value]))).toString();
  return kept && `?${kept}`;
}

function bring(anchor, path, tries) {
  const element = document.getElementById(anchor);
  if (element && document.querySelector(SETTLED)) element.scrollIntoView();
  else if (tries && location.pathname === path) setTimeout(bring, 100, anchor, path, tries - 1);
}

function move(address, { hash, pathname, dataset }) {
  history.pushState({}, "", address + hash);
  dispatchEvent(new PopStateEvent("popstate"));
  if (!dataset.stays) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  if (hash) setTimeout(bring, 100, decodeURIComponent(hash.slice(1)), pathname, 100);
}

/* The keyboard's way back to the list of pages, which is drawn in first where it is put away. */
function toMenu(tries) {
  const first = document.querySelector(`${NAVIGATION}[aria-current="page"]`) ?? document.querySelector(NAVIGATION);
  if (!first || first.getBoundingClientRect().right <= 0) {
    if (tries === 20) document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    if (tries) setTimeout(toMenu, 100, tries - 1);
  } else first.focus();
}

export default function ({ data, parentElement }) {
  parentElement.desk = data;
  if (parentElement.linksTaken) return parentElement.linksTaken;

  const take = (event) => {
    const changed = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const link = event.target instanceof Element && event.target.closest(`${OWN}, ${NAVIGATION}`);
    if (!changed && link && link.dataset.menu) {
      event.preventDefault();
      toMenu(20);
      return;
    }
    const path = !changed && link ? pathOf(link, parentElement.desk.pages) : undefined;
    if (path === undefined) return;
    const navigating = link.matches(NAVIGATION);
    const address = path + (navigating ? along(parentElement.desk.kept) : link.search);
    // The browser goes to an anchor on the same screen by itself, and draws a screen anew that is asked for again.
    if (address === location.pathname + location.search) {
      if (event.detail > 1 || link.dataset.stays) event.preventDefault(); // the second of a double click has arrived already
      return;
    }
    if (navigating) {
      history.pushState({}, "", address);
    } else {
      event.preventDefault();
      move(address, link);
    }
  };
  document.addEventListener("click", take, true); // before Streamlit's own listeners
  parentElement.linksTaken = () => document.removeEventListener("click", take, true);
  return parentElement.linksTaken;
}
