import * as Mol from "3dmol/build/3Dmol.es6-min.js";
import type { Scene } from "./model";
import { h } from "./dom";
import { elementColor, radius } from "./elements";
import { gradient, gradientCss } from "./palette";
import { significant } from "./format";
import type { Page } from "./page";
import { bondsOf } from "./bonds";

const mostBonded = 2500;
const framesPerSecond = 10;

interface Frame {
  label: string;
  symbols: string[];
  positions: Float64Array;
  scalars: Float64Array | null;
  cell: number[] | undefined;
}

function whole(base64: string): Uint16Array {
  const text = atob(base64);
  const values = new Uint16Array(text.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = text.charCodeAt(2 * i) | (text.charCodeAt(2 * i + 1) << 8);
  return values;
}

/** A view of atoms, drawn when it comes into sight; a page keeps few of them alive, as browsers do. */
export class SceneView {
  readonly element: HTMLElement;
  private readonly canvas = h("div", { class: "viewer", tabindex: 0 });
  private readonly label = h("output", { class: "frame-label" });
  private readonly slider = h("input", { type: "range", min: 0, value: 0, step: 1, "aria-label": "Frame" });
  private readonly play = h("button", { type: "button", class: "tool", click: () => this.toggle() }, "Play");
  private readonly coloring = h("select", { "aria-label": "Colour by" });
  private readonly bonds = h("input", { type: "checkbox" });
  private readonly key = h("div", { class: "scene-key" });
  private readonly symbols: string[][];
  private viewer: Mol.Viewer | null = null;
  private model: Mol.Model | null = null;
  private current = 0;
  private shown = -1;
  private view: number[] | null = null;
  private timer: number | undefined;
  private ownMost = 0;
  private frame: Frame | null = null;

  constructor(
    private readonly page: Page,
    private readonly scene: Scene,
  ) {
    this.symbols = scene.elements.map(runs => {
      const list: string[] = [];
      for (let i = 0; i < runs.length; i += 2) for (let k = 0; k < Number(runs[i + 1]); k++) list.push(String(runs[i]));
      return list;
    });
    const atoms = Math.max(...this.symbols.map(s => s.length));
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", `3D view: ${scene.title}, ${atoms} atoms, ${scene.frames.length} frames. Arrow keys turn it.`);
    this.slider.max = String(scene.frames.length - 1);
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.coloring.append(h("option", { value: "element" }, "element"));
    if (scene.scalar) this.coloring.append(h("option", { value: "scalar", selected: true }, scene.scalar.name.toLowerCase()));
    this.coloring.addEventListener("change", () => this.restyle());
    this.bonds.checked = atoms <= 600;
    this.bonds.addEventListener("change", () => this.rebuild());
    const many = scene.frames.length > 1;
    const caption = [
      scene.caption,
      scene.count > scene.frames.length ? `${scene.frames.length} of ${scene.count} frames.` : "",
    ].filter(Boolean).join(" ");
    this.element = h(
      "figure",
      { class: "scene wide" },
      h("div", { class: "figure-head" }, h("h3", {}, scene.title)),
      this.canvas,
      h(
        "div",
        { class: "controls" },
        many ? this.play : null,
        many ? this.slider : null,
        this.label,
        scene.scalar ? h("label", {}, "Colour by ", this.coloring) : null,
        atoms <= mostBonded ? h("label", {}, this.bonds, " Bonds") : null,
        h("button", { type: "button", class: "tool", click: () => this.reset() }, "Reset view"),
      ),
      this.key,
      caption ? h("figcaption", {}, caption) : null,
    );
    this.label.textContent = scene.frames[0].label;
    this.drawKey();
    page.nearness.when(this.canvas, () => this.wake());
    page.theme.changed(() => this.repaint());
    this.canvas.addEventListener("keydown", event => this.turn(event));
  }

  /** Draws it, in place of the picture that stood for it. */
  wake(): void {
    if (this.viewer) return;
    this.page.scenes.alive(this);
    this.canvas.replaceChildren();
    try {
      this.viewer = Mol.createViewer(this.canvas, {
        backgroundColor: this.background,
        antialias: true,
        orthographic: false,
        disableFog: true,
        nomouse: false,
      });
    } catch {
      this.canvas.replaceChildren(h("p", { class: "missing" }, "This browser shows no 3D graphics (WebGL is off)."));
      return;
    }
    this.offerOwnScale();
    this.shown = -1;
    this.rebuild();
    if (this.view) this.viewer.setView(this.view);
    else this.front();
    this.viewer.render();
    this.canvas.dataset.drawn = "true";
  }

  /** Gives its graphics memory back and leaves a picture. */
  sleep(): void {
    if (!this.viewer) return;
    this.stop();
    this.view = this.viewer.getView();
    const picture = h("img", { src: this.viewer.pngURI(), alt: "", class: "still" });
    for (const canvas of this.canvas.querySelectorAll("canvas")) {
      (canvas.getContext("webgl2") ?? canvas.getContext("webgl"))?.getExtension("WEBGL_lose_context")?.loseContext();
    }
    this.viewer = null;
    this.model = null;
    this.canvas.replaceChildren(picture, h("button", { type: "button", class: "tool wake", click: () => this.wake() }, "Turn"));
  }

  private get background(): string {
    return getComputedStyle(document.documentElement).getPropertyValue("--scene").trim();
  }

  private get isScalar(): boolean {
    return this.scene.scalar !== undefined && this.coloring.value !== "element";
  }

  private get isOwn(): boolean {
    return this.coloring.value === "own";
  }

  /** Value of the last colour. */
  private get most(): number {
    return this.isOwn ? this.ownMost : (this.scene.scalar?.max ?? 1);
  }

  private decode(index: number): Frame {
    const { scene } = this;
    const frame = scene.frames[index];
    const scalar = scene.scalar;
    return {
      label: frame.label,
      symbols: this.symbols[frame.elements],
      positions: Float64Array.from(whole(frame.positions), v => scene.origin + scene.step * v),
      scalars:
        frame.scalars && scalar
          ? Float64Array.from(whole(frame.scalars), v => (v === 65535 ? NaN : scalar.origin + scalar.step * v))
          : null,
      cell: frame.cell,
    };
  }

  private go(index: number): void {
    this.current = index;
    this.slider.value = String(index);
    this.label.textContent = this.scene.frames[index].label;
    if (!this.viewer) this.wake();
    else {
      this.rebuild();
      this.viewer.render();
    }
  }

  private rebuild(): void {
    if (!this.viewer) return;
    const frame = (this.frame = this.shown === this.current && this.frame ? this.frame : this.decode(this.current));
    const count = frame.symbols.length;
    const bonds = this.bonds.checked && count <= mostBonded ? bondsOf(frame.symbols, frame.positions) : null;
    const atoms: Mol.Atom[] = new Array(count);
    for (let i = 0; i < count; i++) {
      atoms[i] = {
        elem: frame.symbols[i],
        x: frame.positions[3 * i],
        y: frame.positions[3 * i + 1],
        z: frame.positions[3 * i + 2],
        serial: i,
        index: i,
        bonds: bonds ? bonds[i] : [],
        bondOrder: bonds ? bonds[i].map(() => 1) : [],
      };
    }
    this.viewer.removeAllModels();
    this.viewer.removeAllShapes();
    this.model = this.viewer.addModel();
    this.model.addAtoms(atoms);
    this.shown = this.current;
    this.drawCell(frame.cell);
    this.restyle();
  }

  private drawCell(cell: number[] | undefined): void {
    if (!cell || !this.viewer) return;
    const corner = (i: number, j: number, k: number) => ({
      x: i * cell[0] + j * cell[3] + k * cell[6],
      y: i * cell[1] + j * cell[4] + k * cell[7],
      z: i * cell[2] + j * cell[5] + k * cell[8],
    });
    const color = getComputedStyle(document.documentElement).getPropertyValue("--soft").trim();
    for (const i of [0, 1]) {
      for (const k of [0, 1]) {
        for (const [start, end] of [
          [corner(0, i, k), corner(1, i, k)],
          [corner(i, 0, k), corner(i, 1, k)],
          [corner(i, k, 0), corner(i, k, 1)],
        ]) {
          this.viewer.addLine({ start, end, color });
        }
      }
    }
  }

  private restyle(): void {
    this.drawKey();
    if (!this.model || !this.viewer || !this.frame) return;
    const { scalar } = this.scene;
    const { scalars } = this.frame;
    const span = scalar && this.most > scalar.min ? this.most - scalar.min : 1;
    const colorfunc =
      this.isScalar && scalar
        ? (atom: Mol.Atom) => {
            const value = scalars?.[atom.serial] ?? NaN;
            return Number.isNaN(value) ? "#999999" : gradient((value - scalar.min) / span, this.page.theme.isDark);
          }
        : (atom: Mol.Atom) => elementColor(atom.elem);
    const bonded = this.bonds.checked && this.frame.symbols.length <= mostBonded;
    for (const symbol of new Set(this.frame.symbols)) {
      const sphere = { radius: radius(symbol) * (bonded ? 0.42 : 0.75), colorfunc };
      this.model.setStyle({ elem: symbol }, bonded ? { sphere, stick: { radius: 0.11, colorfunc } } : { sphere });
    }
    this.viewer.render();
  }

  private drawKey(): void {
    const { scalar } = this.scene;
    if (this.isScalar && scalar) {
      const bar = h("span", { class: "bar", "aria-hidden": "true" });
      bar.style.background = gradientCss(this.page.theme.isDark);
      const unit = scalar.unit ? ` (${scalar.unit})` : "";
      this.key.replaceChildren(
        `${scalar.name}${unit}: `,
        significant(scalar.min, 3),
        bar,
        this.isOwn ? significant(this.most, 3) : `${significant(this.most, 3)} and above`,
      );
      return;
    }
    this.key.replaceChildren(
      ...[...new Set(this.symbols.flat())].map(symbol => {
        const dot = h("span", { class: "dot" });
        dot.style.background = elementColor(symbol);
        return h("span", {}, dot, symbol);
      }),
    );
  }

  private repaint(): void {
    this.drawKey();
    if (!this.viewer) return;
    this.viewer.setBackgroundColor(this.background);
    this.rebuild();
    this.viewer.render();
  }

  /** A little from above and aside, so that planes of atoms do not hide each other. */
  private front(): void {
    if (!this.viewer) return;
    this.viewer.zoomTo();
    this.viewer.rotate(-70, "x");
    this.viewer.rotate(18, "y");
    this.viewer.rotate(8, "x");
    this.viewer.zoom(1.15 * this.roomForCell());
  }

  /** How much smaller than the atoms alone would allow the picture must be to hold the cell. */
  private roomForCell(): number {
    const { cell, positions } = this.frame ?? {};
    if (!cell || !positions || positions.length === 0) return 1;
    const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
    positions.forEach((v, i) => {
      low[i % 3] = Math.min(low[i % 3], v);
      high[i % 3] = Math.max(high[i % 3], v);
    });
    const far = (p: number[]) => Math.hypot(...p.map((v, a) => v - (low[a] + high[a]) / 2));
    let [atoms, corners] = [0, 0];
    for (let i = 0; i < positions.length; i += 3) atoms = Math.max(atoms, far([positions[i], positions[i + 1], positions[i + 2]]));
    for (let k = 0; k < 8; k++) {
      corners = Math.max(corners, far([0, 1, 2].map(a => (k & 1) * cell[a] + ((k >> 1) & 1) * cell[3 + a] + (k >> 2) * cell[6 + a])));
    }
    return Math.min(1, (1.2 * (atoms + 1)) / corners);
  }

  /** Where another view of the same scale reaches much further: a choice to use the colours on this one alone. */
  private offerOwnScale(): void {
    const { scalar } = this.scene;
    if (!scalar || this.ownMost > 0) return;
    for (let k = 0; k < this.scene.frames.length; k++) {
      for (const value of this.decode(k).scalars ?? []) if (value > this.ownMost) this.ownMost = value;
    }
    if (this.ownMost <= scalar.min || this.ownMost > 0.5 * scalar.max) return;
    this.coloring.append(h("option", { value: "own" }, `${scalar.name.toLowerCase()}, own scale`));
  }

  private reset(): void {
    this.view = null;
    this.wake();
    this.viewer?.setView([0, 0, 0, 0, 0, 0, 0, 1]);
    this.front();
    this.viewer?.render();
  }

  private turn(event: KeyboardEvent): void {
    const turns: Record<string, [number, string]> = {
      ArrowLeft: [-10, "y"],
      ArrowRight: [10, "y"],
      ArrowUp: [-10, "x"],
      ArrowDown: [10, "x"],
    };
    const zooms: Record<string, number> = { "+": 1.15, "=": 1.15, "-": 1 / 1.15 };
    if (turns[event.key]) this.viewer?.rotate(...turns[event.key]);
    else if (zooms[event.key]) this.viewer?.zoom(zooms[event.key]);
    else return;
    event.preventDefault();
    this.viewer?.render();
  }

  private toggle(): void {
    if (this.timer !== undefined) {
      this.stop();
      return;
    }
    this.play.textContent = "Pause";
    this.timer = window.setInterval(() => this.go((this.current + 1) % this.scene.frames.length), 1000 / framesPerSecond);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = "Play";
  }
}
