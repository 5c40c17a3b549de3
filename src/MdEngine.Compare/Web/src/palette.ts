// Okabe and Ito's colours, which readers with any colour vision tell apart (https://jfly.uni-koeln.de/color/), without
// its yellow and black, and lighter ones in the same order for dark pages. Marks and dashes differ as well.
const light = ["#0072b2", "#d55e00", "#009e73", "#b8579a", "#c98500", "#3d9bd4", "#6b5fc7", "#7a6a53"];
const dark = ["#5aaeea", "#ff8f4a", "#2fc79b", "#e69ac9", "#f0b840", "#9ad3f7", "#a79df0", "#c2b199"];
const marks = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "x", "star"];
const dashes = ["solid", "dash", "dot", "dashdot"];

export class Palette {
  private readonly order: string[];

  constructor(series: string[]) {
    this.order = [...series];
  }

  index(name: string | undefined, fallback: number): number {
    const found = name === undefined ? -1 : this.order.indexOf(name);
    return found >= 0 ? found : fallback;
  }

  color(index: number, isDark: boolean): string {
    return (isDark ? dark : light)[index % light.length];
  }

  mark(index: number): string {
    return marks[index % marks.length];
  }

  dash(index: number): string {
    return dashes[Math.floor(index / light.length) % dashes.length];
  }
}

/** Cividis (Nuñez, Anderton, Renslow 2018): even in lightness, the same to readers with any colour vision. */
const stops = [
  [0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [254, 232, 56],
];

export function gradient(part: number): string {
  const place = Math.min(1, Math.max(0, part)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  const rest = place - low;
  const mix = stops[low].map((value, i) => Math.round(value + rest * (stops[low + 1][i] - value)));
  return `#${mix.map(v => v.toString(16).padStart(2, "0")).join("")}`;
}

export const gradientCss = `linear-gradient(to right, ${stops.map(s => `rgb(${s.join(" ")})`).join(", ")})`;
