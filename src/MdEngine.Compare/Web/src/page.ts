import type { Block, Report } from "./model";
import { ChartView } from "./chart";
import { h, Nearness } from "./dom";
import { Palette } from "./palette";
import { Popup } from "./popup";
import { SceneView } from "./scene";
import { drawTable } from "./table";
import { Theme } from "./theme";

/** Width of a chart on paper, px, of one that stands alone. */
const paper = 640;
const mostScenesAlive = 4;

/** Puts the oldest views to sleep: browsers end those beyond about 16 without asking. */
class Scenes {
  private readonly awake: SceneView[] = [];

  alive(view: SceneView): void {
    const place = this.awake.indexOf(view);
    if (place >= 0) this.awake.splice(place, 1);
    this.awake.push(view);
    while (this.awake.length > mostScenesAlive) this.awake.shift()!.sleep();
  }
}

export class Page {
  readonly theme = new Theme();
  readonly nearness = new Nearness();
  readonly popup = new Popup();
  readonly scenes = new Scenes();
  readonly palette: Palette;
  private readonly charts: ChartView[] = [];

  constructor(readonly report: Report) {
    this.palette = new Palette(report.series);
  }

  swatch(series: string): HTMLElement {
    const dot = h("span", { class: "dot", "aria-hidden": "true" });
    const paint = () => (dot.style.background = this.palette.color(this.palette.index(series, 0), this.theme.isDark));
    this.theme.changed(paint);
    paint();
    return dot;
  }

  draw(root: HTMLElement, licenses: string): void {
    const { report } = this;
    const print = h("button", { type: "button", class: "tool", click: () => window.print() }, "Print");
    const contents = h(
      "nav",
      { class: "contents", "aria-label": "Contents" },
      h("a", { href: "#summary" }, "Summary"),
      ...report.sections.map(s => h("a", { href: `#${s.id}` }, s.title)),
    );
    const section = (id: string, title: string, blocks: Block[]) =>
      h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), ...this.blocks(blocks));
    root.replaceChildren(
      h("a", { class: "skip", href: "#summary" }, "Skip to the summary"),
      h(
        "header",
        {},
        h("div", { class: "head" }, h("h1", {}, report.title), h("div", { class: "tools" }, this.theme.button(), print)),
        report.subtitle ? h("p", { class: "subtitle" }, report.subtitle) : null,
        h("p", { class: "made" }, `${report.program} · ${report.made}`),
      ),
      h(
        "div",
        { class: "columns" },
        contents,
        h(
          "main",
          {},
          section("summary", "Summary", report.summary),
          ...report.sections.map(s => section(s.id, s.title, s.blocks)),
          h(
            "footer",
            {},
            h("p", {}, "This file needs no network. Charts are drawn by plotly.js, atoms by 3Dmol.js."),
            h("details", { class: "fold" }, h("summary", {}, "Licences of what this page is made with"), h("pre", { tabindex: 0 }, licenses)),
          ),
        ),
      ),
    );
    this.follow(contents);
    this.watchPrinting();
    addEventListener("hashchange", () => this.reveal());
    this.reveal();
  }

  private blocks(blocks: Block[]): HTMLElement[] {
    const drawn: HTMLElement[] = [];
    let grid: HTMLElement | null = null;
    for (const block of blocks) {
      const element = this.block(block);
      if (block.id !== undefined) element.id = block.id;
      if (block.type !== "chart") {
        grid = null;
        drawn.push(element);
        continue;
      }
      if (!grid) drawn.push((grid = h("div", { class: "grid" })));
      grid.append(element);
    }
    for (const element of drawn) {
      if (element.classList.contains("grid") && element.children.length === 1) element.classList.add("single");
    }
    return drawn;
  }

  private block(block: Block): HTMLElement {
    switch (block.type) {
      case "text":
        return h("div", { class: "text" }, ...block.text.split(/\n\s*\n/).map(p => h("p", {}, p)));
      case "heading":
        return h("h3", { class: "heading" }, block.text);
      case "note": {
        const name = { note: "Note", warning: "Warning", failure: "Failed" }[block.kind];
        return h("p", { class: `note ${block.kind}`, role: "note" }, h("strong", {}, name), " ", block.text);
      }
      case "code":
        return h(
          "figure",
          { class: "code" },
          block.title ? h("figcaption", {}, block.title) : null,
          h("pre", { tabindex: 0 }, h("code", {}, block.text)),
        );
      case "fold":
        return h("details", { class: "fold", open: block.open }, h("summary", {}, block.title), ...this.blocks(block.blocks));
      case "table":
        return drawTable(this, block);
      case "chart": {
        const chart = new ChartView(this, block);
        this.charts.push(chart);
        return chart.element;
      }
      case "scene":
        return new SceneView(this, block).element;
    }
  }

  /** Opens what hides the place that the address names. */
  private reveal(): void {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let e: HTMLElement | null = target; e; e = e.parentElement) if (e instanceof HTMLDetailsElement) e.open = true;
    target.scrollIntoView();
  }

  /** Marks the section that is being read. */
  private follow(contents: HTMLElement): void {
    const links = [...contents.querySelectorAll("a")];
    const observer = new IntersectionObserver(
      entries => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          for (const link of links) {
            if (link.hash === `#${entry.target.id}`) link.setAttribute("aria-current", "true");
            else link.removeAttribute("aria-current");
          }
        }
      },
      { rootMargin: "-10% 0px -80% 0px" },
    );
    for (const link of links) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) observer.observe(target);
    }
  }

  private watchPrinting(): void {
    const opened: HTMLDetailsElement[] = [];
    addEventListener("beforeprint", () => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>("main section details:not([open])")) {
        fold.open = true;
        opened.push(fold);
      }
      this.nearness.all();
      this.theme.print(true);
      for (const chart of this.charts) chart.setWidth(paper);
    });
    addEventListener("afterprint", () => {
      for (const fold of opened.splice(0)) fold.open = false;
      this.theme.print(false);
      for (const chart of this.charts) chart.setWidth(undefined);
    });
  }
}
