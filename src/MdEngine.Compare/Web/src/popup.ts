import { h } from "./dom";

/** A note beside a cell that says how its number was made. */
export class Popup {
  private readonly text = h("p");
  private readonly more = h("a", { click: () => this.hide(false) }, "Read more");
  private readonly box = h(
    "div",
    { class: "popup", role: "dialog", "aria-label": "How it was made", hidden: true, tabindex: -1 },
    this.text,
    h("p", { class: "popup-foot" }, this.more, h("button", { type: "button", class: "tool small", click: () => this.hide(true) }, "Close")),
  );
  private owner: HTMLElement | null = null;

  constructor() {
    document.body.append(this.box);
    document.addEventListener("keydown", event => {
      if (event.key === "Escape") this.hide(true);
    });
    document.addEventListener("pointerdown", event => {
      const target = event.target as Node;
      if (!this.box.contains(target) && !this.owner?.contains(target)) this.hide(false);
    });
  }

  show(owner: HTMLElement, text: string, link: string | undefined): void {
    if (this.owner === owner) {
      this.hide(true);
      return;
    }
    this.owner = owner;
    this.text.textContent = text;
    this.more.hidden = link === undefined;
    if (link !== undefined) this.more.href = `#${link}`;
    this.box.hidden = false;
    const place = owner.getBoundingClientRect();
    const width = Math.min(420, innerWidth - 24);
    this.box.style.width = `${width}px`;
    this.box.style.left = `${scrollX + Math.max(12, Math.min(place.right - width, innerWidth - width - 12))}px`;
    this.box.style.top = `${scrollY + place.bottom + 6}px`;
    this.box.focus({ preventScroll: true });
  }

  private hide(giveBack: boolean): void {
    if (this.box.hidden) return;
    this.box.hidden = true;
    if (giveBack) this.owner?.focus({ preventScroll: true });
    this.owner = null;
  }
}
