/* Copies what a button is for: its own words, those of the list before it, or the address of the view with its data
   version; and says what was done, or why not, where a screen reader hears it too. */
const BUTTON = "button:is([data-copy], [data-copy-all], [data-copy-link])";
const OWN_MACHINE = /(^|\.)localhost$|^127\.|^\[::1\]$/;
const SECONDS = 8;

function wordsOf(button, version) {
  if (button.dataset.copy !== undefined) return button.dataset.copy;
  if (button.dataset.copyAll !== undefined) {
    const all = button.previousElementSibling.querySelectorAll("[data-copy]");
    return [...all].map((one) => one.dataset.copy).join("\n");
  }
  const address = new URL(location.href);
  address.searchParams.set("data", version);
  address.hash = "";
  return address.href;
}

/* Only what is served securely, or by the reader's own machine, may write to the clipboard; elsewhere the older way. */
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: words });
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

function say(place, done, what, words) {
  const said = document.createElement("p");
  said.textContent = done ? `${what} copied.` : "The browser does not let this page copy. Select and copy it here:";
  place.replaceChildren(said);
  if (done && OWN_MACHINE.test(location.hostname) && words.includes(location.origin)) {
    const warning = document.createElement("p");
    warning.textContent = `! An address at ${location.hostname} opens on this computer only.`;
    place.append(warning);
  }
  const shown = Object.assign(document.createElement("code"), { textContent: words, tabIndex: 0 });
  place.append(shown);
  clearTimeout(place.leaves);
  if (done) place.leaves = setTimeout(() => place.replaceChildren(), SECONDS * 1000);
  else getSelection().selectAllChildren(shown);
}

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".copied");
  parentElement.version = data.version;
  const take = async ({ target }) => {
    const button = target instanceof Element && target.closest(BUTTON);
    if (!button) return;
    const words = wordsOf(button, parentElement.version);
    say(place, await copy(words), button.dataset.what, words);
  };
  const leave = ({ key }) => {
    if (key === "Escape") place.replaceChildren();
  };
  place.onclick = ({ target }) => {
    if (!target.closest("code")) place.replaceChildren();
  };
  parentElement.copyTaken?.();
  document.addEventListener("click", take);
  document.addEventListener("keydown", leave);
  parentElement.copyTaken = () => {
    clearTimeout(place.leaves);
    document.removeEventListener("click", take);
    document.removeEventListener("keydown", leave);
  };
  return parentElement.copyTaken;
}
