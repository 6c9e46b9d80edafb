/* Brings an element into view each time another one is asked for; what a reader scrolls to in between is left alone. */
export default function ({ data, parentElement }) {
  if (parentElement.jumpedTo === data.anchor) return;
  parentElement.jumpedTo = data.anchor;
  (function find(tries) {
    if (parentElement.jumpedTo !== data.anchor) return; // another place was asked for meanwhile
    const element = document.getElementById(data.anchor);
    if (element) {
      element.scrollIntoView({ block: data.focus ? "nearest" : "center" });
      if (data.focus) element.focus({ preventScroll: true }); // who goes on by the keyboard goes on from there
    }
    else if (tries) setTimeout(find, 100, tries - 1);
  })(50);
}
