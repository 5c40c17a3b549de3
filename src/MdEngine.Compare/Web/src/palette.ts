// Chosen for the least distance in OKLab between any two of the first five, to eyes without and with the three kinds of
// colour blindness (Machado, Oliveira and Fernandes 2009), against white and against the dark card. Marks and dashes differ
// as well.
const light = ["#0064a8", "#e0600a", "#16a37b", "#7d1748", "#ad86ee", "#4fb3e8", "#3a3a3a", "#8a7d00"];
const dark = ["#3f8fe0", "#ff8f4a", "#4fe0b5", "#c0607f", "#cfbcff", "#f0e04a", "#8a8f96", "#9ad3f7"];
const marks = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "x", "star"];
const dashes = ["solid", "9px,3px", "3px,2px", "9px,3px,2px,3px", "14px,4px", "5px,3px"];

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
    return dashes[index % dashes.length];
  }
}

/**
 * Cividis (Nuñez, Anderton, Renslow 2018) without its darkest end, on which spheres show no shading: even in lightness, the
 * same to readers with any colour vision.
 */
const stops = [
  [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [254, 232, 56],
];

/** Part of the scale that dark pages leave out: its dark blue would not stand out. */
const darkest = 0.22;

/** Colour of a part of the scale between 0 and 1. */
export function gradient(part: number, isDark: boolean): string {
  const least = isDark ? darkest : 0;
  const place = (least + (1 - least) * Math.min(1, Math.max(0, part))) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  const rest = place - low;
  const mix = stops[low].map((value, i) => Math.round(value + rest * (stops[low + 1][i] - value)));
  return `#${mix.map(v => v.toString(16).padStart(2, "0")).join("")}`;
}

/** The scale as a background. */
export const gradientCss = (isDark: boolean) =>
  `linear-gradient(to right, ${stops.map((_, i) => gradient(i / (stops.length - 1), isDark)).join(", ")})`;
