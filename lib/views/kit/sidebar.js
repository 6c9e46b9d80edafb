/* On a narrow screen, where the filters lie over the page: the button under them that says what they keep, and shows it. */
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}
