// What is used of packages that bring no types.
declare module "plotly.js-basic-dist-min" {
  export function newPlot(element: HTMLElement, data: object[], layout: object, config: object): Promise<HTMLElement>;
  export function react(element: HTMLElement, data: object[], layout: object, config: object): Promise<HTMLElement>;
  export function purge(element: HTMLElement): void;
}

declare module "3dmol/build/3Dmol.es6-min.js" {
  export interface Atom {
    elem: string;
    x: number;
    y: number;
    z: number;
    serial: number;
    index: number;
    bonds: number[];
    bondOrder: number[];
  }
  export interface Model {
    addAtoms(atoms: Atom[]): void;
    selectedAtoms(selection: object): Atom[];
    setStyle(selection: object, style: object): void;
  }
  export interface Viewer {
    addModel(): Model;
    removeAllModels(): void;
    removeAllShapes(): void;
    addLine(line: object): object;
    setBackgroundColor(color: string, alpha?: number): void;
    zoomTo(): void;
    zoom(factor: number): void;
    rotate(angle: number, axis: string): void;
    getView(): number[];
    setView(view: number[]): void;
    resize(): void;
    render(): void;
    pngURI(): string;
  }
  export function createViewer(element: HTMLElement, options: object): Viewer;
}
