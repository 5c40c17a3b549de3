import { radius } from "./elements";

const slack = 1.18;

/** Neighbours of each atom within the sum of the covalent radii and a little more; periodic images are left out. */
export function bondsOf(symbols: string[], positions: Float64Array): number[][] {
  const count = symbols.length;
  const radii = symbols.map(s => slack * radius(s));
  const reach = 2 * Math.max(...radii, 0.1);
  const cells = new Map<string, number[]>();
  const place = (i: number, axis: number) => Math.floor(positions[3 * i + axis] / reach);
  for (let i = 0; i < count; i++) {
    const key = `${place(i, 0)},${place(i, 1)},${place(i, 2)}`;
    const cell = cells.get(key);
    if (cell) cell.push(i);
    else cells.set(key, [i]);
  }
  const bonds: number[][] = symbols.map(() => []);
  for (let i = 0; i < count; i++) {
    for (let a = -1; a <= 1; a++) {
      for (let b = -1; b <= 1; b++) {
        for (let c = -1; c <= 1; c++) {
          for (const j of cells.get(`${place(i, 0) + a},${place(i, 1) + b},${place(i, 2) + c}`) ?? []) {
            if (j === i) continue;
            const x = positions[3 * i] - positions[3 * j];
            const y = positions[3 * i + 1] - positions[3 * j + 1];
            const z = positions[3 * i + 2] - positions[3 * j + 2];
            const most = radii[i] + radii[j];
            if (x * x + y * y + z * z < most * most) bonds[i].push(j);
          }
        }
      }
    }
  }
  return bonds;
}
