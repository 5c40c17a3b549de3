type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Makes an element. Texts become text nodes: nothing of the data is ever read as HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child || child === "") element.append(child);
  return element;
}

/** Calls back once an element comes near the window, and at once when the page is printed. */
export class Nearness {
  private readonly waiting = new Map<Element, () => void>();
  private readonly observer = new IntersectionObserver(
    entries => {
      for (const entry of entries) if (entry.isIntersecting) this.call(entry.target);
    },
    { rootMargin: "300px" },
  );

  when(element: Element, act: () => void): void {
    this.waiting.set(element, act);
    this.observer.observe(element);
  }

  all(): void {
    for (const element of [...this.waiting.keys()]) this.call(element);
  }

  private call(element: Element): void {
    const act = this.waiting.get(element);
    this.waiting.delete(element);
    this.observer.unobserve(element);
    act?.();
  }
}

/** Gives the reader a text as a file. */
export function save(name: string, text: string, type: string): void {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A name for a file, made from a title. */
export const fileName = (title: string) =>
  title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "data";
