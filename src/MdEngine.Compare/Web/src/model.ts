// The shape of the data, as DocumentJson writes it.

export interface Report {
  schema: number;
  title: string;
  subtitle: string;
  made: string;
  program: string;
  series: string[];
  summary: Block[];
  sections: Section[];
  details: string[];
}

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export type Block = { id?: string } & (
  | { type: "text"; text: string }
  | { type: "heading"; text: string }
  | { type: "note"; kind: "note" | "warning" | "failure"; text: string }
  | { type: "code"; title: string; text: string }
  | { type: "fold"; title: string; open: boolean; blocks: Block[] }
  | Table
  | Chart
  | Scene
);

export interface Table {
  type: "table";
  title: string;
  caption: string;
  sortable: boolean;
  columns: Column[];
  rows: Cell[][];
}

export interface Column {
  title: string;
  unit: string;
  align: "left" | "right" | "center";
  decimals?: number;
  digits: number;
  description?: string;
  best: "none" | "lowest" | "highest";
}

export interface Cell {
  text?: string;
  /** null: a number that does not exist. */
  value?: number | null;
  error?: number;
  series?: string;
  link?: string;
  decimals?: number;
  status?: "good" | "warning" | "bad";
  /** Index into the details of the report. */
  detail?: number;
}

export interface Axis {
  label: string;
  unit: string;
  log: boolean;
  min?: number;
  max?: number;
  categories?: string[];
}

export interface Trace {
  name: string;
  kind: "lines" | "markers" | "linesandmarkers" | "bars";
  /** Points before thinning. */
  count: number;
  series?: string;
  reference?: boolean;
  x: (number | null)[];
  y: (number | null)[];
  ex?: (number | null)[];
  ey?: (number | null)[];
  labels?: string[];
}

export interface Chart {
  type: "chart";
  title: string;
  caption: string;
  wide: boolean;
  parity: boolean;
  x: Axis;
  y: Axis;
  traces: Trace[];
}

export interface SceneFrame {
  label: string;
  /** Index into the scene's lists of elements. */
  elements: number;
  positions: string;
  cell?: number[];
  scalars?: string;
}

export interface Scene {
  type: "scene";
  title: string;
  caption: string;
  count: number;
  origin: number;
  step: number;
  scalar?: { name: string; unit: string; min: number; max: number; origin: number; step: number };
  frames: SceneFrame[];
  /** Symbols in runs: symbol, how many, symbol, how many, ... */
  elements: (string | number)[][];
}

export const schema = 1;
