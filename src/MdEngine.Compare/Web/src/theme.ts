import { h } from "./dom";

const key = "mdengine-theme";
const wish = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark: as the system has it until the reader chooses. */
export class Theme {
  private readonly listeners: (() => void)[] = [];
  private chosen: string | null = null;
  private printing = false;

  constructor() {
    try {
      this.chosen = localStorage.getItem(key);
    } catch {
      // A page from disk may have no storage.
    }
    wish.addEventListener("change", () => this.apply());
    this.apply();
  }

  get isDark(): boolean {
    return !this.printing && (this.chosen === "dark" || (this.chosen !== "light" && wish.matches));
  }

  /** Paper is white. */
  print(on: boolean): void {
    this.printing = on;
    this.apply();
  }

  changed(act: () => void): void {
    this.listeners.push(act);
  }

  button(): HTMLElement {
    const button = h("button", { type: "button", class: "tool", click: () => this.toggle() });
    const name = () => {
      button.textContent = this.isDark ? "Light" : "Dark";
      button.setAttribute("aria-label", `Show the page ${this.isDark ? "light" : "dark"}`);
    };
    this.changed(name);
    name();
    return button;
  }

  private toggle(): void {
    this.chosen = this.isDark ? "light" : "dark";
    try {
      localStorage.setItem(key, this.chosen);
    } catch {
      // Forgotten with the page.
    }
    this.apply();
  }

  private apply(): void {
    document.documentElement.dataset.theme = this.isDark ? "dark" : "light";
    for (const act of this.listeners) act();
  }
}
