/* A date that was typed applies on Enter: Streamlit waits until its calendar is closed, or the field is left. */
const PART = '[data-testid="stDateInput"] [role="spinbutton"]';

export default function ({ parentElement }) {
  if (parentElement.typedTaken) return parentElement.typedTaken;
  const take = ({ key, target }) => {
    if (key !== "Enter" || !(target instanceof Element) || !target.matches(PART)) return;
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    target.blur();
  };
  document.addEventListener("keydown", take, true); // the field lets nothing through
  parentElement.typedTaken = () => document.removeEventListener("keydown", take, true);
  return parentElement.typedTaken;
}
