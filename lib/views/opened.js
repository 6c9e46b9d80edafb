/* Tells which rows of the page a reader has open, each time one is opened or closed; rows that the link opened are known. */
export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.rowsOpen = new Set(data.open);
  if (parentElement.rowsWatched) return parentElement.rowsWatched;

  const rows = () => [...document.querySelectorAll("details[data-row]")];
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
