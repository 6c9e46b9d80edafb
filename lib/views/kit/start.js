/* Shows a first visit how to begin, until the reader puts it away: the browser remembers that, and a quiet button brings
   it back. */
const KEY = "accord-desk: start put away";

function remembered() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(away) {
  try {
    if (away) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    /* as above */
  }
}

export default function ({ parentElement }) {
  const [start, again] = [parentElement.querySelector(".start"), parentElement.querySelector(".again")];
  const show = (away) => {
    start.hidden = away;
    again.hidden = !away;
  };
  const set = (away) => {
    remember(away);
    show(away);
    (away ? again : start.querySelector("button")).focus();
  };
  start.querySelector("button").onclick = () => set(true);
  again.onclick = () => set(false);
  show(remembered());
}
