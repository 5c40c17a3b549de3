const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const raise = (power: number) =>
  (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map(d => superscripts[Number(d)]).join("");

/** A minus that is as wide as a plus. */
const sign = (text: string) => text.replace("-", "−");

/** A number of so many significant figures; whole ones stay whole. */
export function significant(value: number, digits: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return sign(String(value));
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, power] = value.toExponential(Math.max(0, digits - 1)).split("e");
    return `${sign(mantissa)} × 10${raise(Number(power))}`;
  }
  return sign(value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))));
}

export const fixed = (value: number, decimals: number) => sign(value.toFixed(decimals));

/** A value with its standard error: the error of two figures, the value down to its last. */
export function withError(value: number, error: number): string {
  // An error of rounding alone says nothing.
  if (!(error > 1e-9 * Math.abs(value))) return significant(value, 5);
  const decimals = 1 - Math.floor(Math.log10(error));
  const size = Math.max(Math.abs(value), error);
  if (size >= 1e6 || size < 1e-4) {
    const power = Math.floor(Math.log10(size));
    const scale = 10 ** power;
    const rest = Math.max(0, decimals + power);
    return `(${fixed(value / scale, rest)} ± ${fixed(error / scale, rest)}) × 10${raise(power)}`;
  }
  const shown = Math.max(0, decimals);
  return `${fixed(value, shown)} ± ${fixed(error, shown)}`;
}
