import * as Plotly from "plotly.js-basic-dist-min";
import type { Axis, Chart, Trace } from "./model";
import { fileName, h, save } from "./dom";
import type { Page } from "./page";

const height = 340;
const wideHeight = 380;
const parityHeight = 410;
const isTouch = matchMedia("(pointer: coarse)").matches;

/** Colours of the page, as its style has them now. */
function colors() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { text: of("--text"), soft: of("--soft"), grid: of("--grid"), card: of("--card"), line: of("--line") };
}

const title = (axis: Axis) => (axis.unit ? `${axis.label} (${axis.unit})` : axis.label);

/** Ticks at 1, 2 and 5 where a few powers of ten are shown, else at the powers. */
function logTicks(values: number[]): object {
  const positive = values.filter(v => v > 0);
  const [low, high] = [positive.reduce((a, b) => Math.min(a, b), Infinity), positive.reduce((a, b) => Math.max(a, b), 0)];
  const span = positive.length > 0 ? Math.log10(high / low) : 0;
  return {
    tickformat: low < 1e-3 || high >= 1e6 ? "~e" : "~g",
    dtick: span < 0.5 ? "D1" : span < 1.8 ? "D2" : 1,
    minor: { showgrid: false, ticks: "outside", ticklen: 2 },
  };
}

/** Plotly reads a few tags in texts; data has none. */
const plain = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export class ChartView {
  readonly element: HTMLElement;
  private readonly plot: HTMLElement;
  private isDrawn = false;
  private width: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly chart: Chart,
  ) {
    const points = chart.traces.reduce((sum, t) => sum + t.x.length, 0);
    this.plot = h("div", {
      class: "plot",
      role: "img",
      "aria-label": `Chart: ${chart.title}. ${title(chart.y)} against ${title(chart.x)}; ${chart.traces.length} ${
        chart.traces.length === 1 ? "trace" : "traces"
      } (${chart.traces.map(t => t.name).join(", ")}), ${points} points.`,
    });
    this.plot.style.height = `${this.height}px`;
    const thinned = chart.traces.some(t => t.count > t.x.length);
    const notes = [chart.caption, thinned ? `${points} of ${chart.traces.reduce((s, t) => s + t.count, 0)} points drawn, all extremes among them.` : ""];
    const caption = notes.filter(Boolean).join(" ");
    this.element = h(
      "figure",
      { class: chart.wide ? "chart wide" : "chart" },
      h(
        "div",
        { class: "figure-head" },
        h("h3", {}, chart.title),
        h("button", { type: "button", class: "tool small", click: () => this.save(), "aria-label": `Save the values of ${chart.title} as CSV` }, "CSV"),
      ),
      this.plot,
      caption ? h("figcaption", {}, caption) : null,
    );
    page.nearness.when(this.plot, () => this.draw());
    page.theme.changed(() => this.redraw());
  }

  private get height(): number {
    return this.chart.parity ? parityHeight : this.chart.wide ? wideHeight : height;
  }

  /** A fixed width for paper; undefined for that of the page. */
  setWidth(width: number | undefined): void {
    this.width = width;
    this.redraw();
  }

  private draw(): void {
    this.isDrawn = true;
    void Plotly.newPlot(this.plot, this.data(), this.layout(), this.config());
    this.plot.dataset.drawn = "true";
  }

  private redraw(): void {
    if (this.isDrawn) void Plotly.react(this.plot, this.data(), this.layout(), this.config());
  }

  private config(): object {
    return {
      responsive: this.width === undefined,
      displaylogo: false,
      displayModeBar: this.width === undefined && !isTouch ? "hover" : false,
      modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
      doubleClick: "reset+autosize",
      toImageButtonOptions: { format: "svg", filename: fileName(this.chart.title) },
    };
  }

  private data(): object[] {
    const traces: object[] = this.chart.traces.map((trace, index) => this.trace(trace, index));
    if (this.chart.parity) traces.unshift(this.diagonal());
    return traces;
  }

  private trace(trace: Trace, index: number): object {
    const { palette, theme } = this.page;
    const place = palette.index(trace.series, index);
    const color = trace.reference ? colors().soft : palette.color(place, theme.isDark);
    const names = this.chart.x.categories;
    const many = trace.x.length > 300;
    const errors = (values: (number | null)[] | undefined) =>
      values && { type: "data", array: values.map(v => v ?? 0), color, thickness: 1.2, width: 3, visible: true };
    const shared = {
      name: plain(trace.name),
      x: names ? trace.x.map(x => (x === null ? null : names[x])) : trace.x,
      y: trace.y,
      error_x: errors(trace.ex),
      error_y: errors(trace.ey),
      text: trace.labels?.map(plain),
      hovertemplate:
        `${trace.labels ? "%{text}<br>" : ""}%{x}, %{y}<extra>${this.chart.traces.length > 1 ? plain(trace.name) : ""}</extra>`,
    };
    if (trace.kind === "bars") return { ...shared, type: "bar", marker: { color } };
    return {
      ...shared,
      type: "scatter",
      mode: { lines: "lines", markers: "markers", linesandmarkers: "lines+markers" }[trace.kind],
      connectgaps: false,
      line: { color, width: 1.8, dash: trace.reference ? "dash" : trace.kind === "lines" ? palette.dash(place) : "solid" },
      marker: {
        color,
        symbol: palette.mark(place),
        size: many ? 4.5 : trace.x.length > 40 ? 6 : 9,
        opacity: many ? 0.55 : 1,
        line: { width: 0 },
      },
    };
  }

  private values(axis: "x" | "y"): number[] {
    return this.chart.traces.flatMap(t => t[axis].filter((v): v is number => v !== null));
  }

  /** Where both values are equal. */
  private diagonal(): object {
    const log = this.chart.x.log;
    const values = [...this.values("x"), ...this.values("y")].filter(v => !log || v > 0);
    const low = values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
    return {
      type: "scatter",
      mode: "lines",
      x: [low, high],
      y: [low, high],
      line: { color: colors().soft, width: 1, dash: "dash" },
      hoverinfo: "skip",
      showlegend: false,
    };
  }

  private layout(): object {
    const { text, soft, grid, card } = colors();
    const { chart } = this;
    const axis = (of: Axis) => {
      const log = of.log ? Math.log10 : (v: number) => v;
      const free = of.min === undefined || of.max === undefined;
      return {
        title: { text: plain(title(of)), standoff: 8, font: { size: 13 } },
        type: of.categories ? "category" : of.log ? "log" : "linear",
        range: free ? undefined : [log(of.min!), log(of.max!)],
        gridcolor: grid,
        linecolor: soft,
        tickcolor: soft,
        ticks: "outside",
        ticklen: 4,
        showline: true,
        zeroline: !of.log && !of.categories,
        zerolinecolor: soft,
        zerolinewidth: 0.6,
        automargin: true,
        exponentformat: "power",
        minexponent: 4,
        ...(of.log ? logTicks(this.values(of === chart.x ? "x" : "y")) : {}),
      };
    };
    return {
      width: this.width,
      height: this.height,
      autosize: this.width === undefined,
      margin: { l: 56, r: 14, t: 10, b: 46 },
      paper_bgcolor: card,
      plot_bgcolor: card,
      font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: text },
      colorway: [soft],
      xaxis: axis(chart.x),
      yaxis: chart.parity ? { ...axis(chart.y), scaleanchor: chart.x.log === chart.y.log ? "x" : undefined } : axis(chart.y),
      showlegend: chart.traces.length > 1 || chart.traces.some(t => t.reference),
      legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", font: { size: 12 }, entrywidth: 0, itemsizing: "constant" },
      hovermode: "closest",
      hoverlabel: { bgcolor: card, bordercolor: soft, font: { color: text } },
      dragmode: isTouch ? false : "zoom",
      barmode: "group",
      bargap: 0.25,
      uirevision: "kept",
    };
  }

  private save(): void {
    const quote = (value: string) => (/[",\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
    const lines = [["trace", title(this.chart.x), title(this.chart.y), "standard error"].map(quote).join(",")];
    for (const trace of this.chart.traces) {
      trace.x.forEach((x, i) =>
        lines.push(
          [trace.name, this.chart.x.categories && x !== null ? this.chart.x.categories[x] : (x ?? ""), trace.y[i] ?? "", trace.ey?.[i] ?? ""]
            .map(v => quote(String(v)))
            .join(","),
        ),
      );
    }
    save(`${fileName(this.chart.title)}.csv`, lines.join("\n") + "\n", "text/csv");
  }
}
