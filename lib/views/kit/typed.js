/* What Enter does where Streamlit leaves it without use. A date that was typed applies: Streamlit waits until its calendar is
   closed, or the field is left. In a table whose rows open, the row that has the focus opens, as with Shift and Space. */
const PART = '[data-testid="stDateInput"] [role="spinbutton"]';
const TABLE = '[class*="st-key-opens-"] [data-testid="stDataFrame"] canvas';

function key(target, name, more = {}) {
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
}

export default function ({ parentElement }) {
  if (parentElement.typedTaken) return parentElement.typedTaken;
  const take = (event) => {
    const { target } = event;
    if (event.key !== "Enter" || !(target instanceof Element)) return;
    if (target.matches(PART)) {
      key(target, "Escape");
      target.blur();
    } else if (target.matches(TABLE)) {
      event.preventDefault();
      event.stopImmediatePropagation(); // else the cell alone opens
      key(target, " ", { code: "Space", keyCode: 32, shiftKey: true });
    }
  };
  document.addEventListener("keydown", take, true); // the field lets nothing through
  parentElement.typedTaken = () => document.removeEventListener("keydown", take, true);
  return parentElement.typedTaken;
}
