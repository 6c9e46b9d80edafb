/* Tells which rows of the page a reader has open, each time one is opened or closed; rows that the link opened are known.
   What the link has newly chosen, a row or what stands in a place beside the rows, is brought into view. */
const SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]';

function bring(find, tries) {
  const found = find();
  const still = document.querySelector(SETTLED) && !document.querySelector('[data-testid="stSkeleton"]');
  if (!found || !still) {
    if (tries) setTimeout(bring, 100, find, tries - 1);
    return;
  }
  const { top } = found.getBoundingClientRect();
  if (top > 60 && top < window.innerHeight * 0.6) return;
  found.style.scrollMarginTop = "5rem"; // below the bar at the page's top
  found.scrollIntoView({ block: "start" });
}

const rows = () => [...document.querySelectorAll("details[data-row]")];

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.rowsOpen = new Set(data.open);
  const before = parentElement.rowsShown ?? {};
  const { row, place, shown } = data.show;
  parentElement.rowsShown = { row: row ?? before.row, shown: shown ?? before.shown };
  if (shown && shown !== before.shown) bring(() => document.querySelector(`.st-key-${place}`), 100);
  else if (row && row !== before.row) bring(() => rows().find((one) => one.dataset.row === row), 100);
  if (parentElement.rowsWatched) return parentElement.rowsWatched;

  const tell = ({ target }) => {
    const name = target.dataset?.row;
    if (name === undefined || target.open === parentElement.rowsOpen.has(name)) return;
    const open = rows().filter((row) => row.open).map((row) => row.dataset.row);
    parentElement.rowsOpen = new Set(open);
    setTriggerValue("toggled", { open, closed: rows().filter((row) => !row.open).map((row) => row.dataset.row) });
  };
  document.addEventListener("toggle", tell, true); // it does not bubble
  parentElement.rowsWatched = () => document.removeEventListener("toggle", tell, true);
  return parentElement.rowsWatched;
}
