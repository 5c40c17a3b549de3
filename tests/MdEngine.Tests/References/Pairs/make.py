#!/usr/bin/env python3
"""Reference numbers of pair potentials by LAMMPS: writes lammps.json and synthetic.table beside this script.

Usage: make.py [LMP]
"""
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import lammps  # noqa: E402

LMP = sys.argv[1] if len(sys.argv) > 1 else "lmp"
NUMBERS = {"W": 74, "He": 2, "Ni": 28}
THREE = list(NUMBERS)
PAIRS = [(a, b) for k, a in enumerate(THREE) for b in THREE[k:]]


def morse(k):
    return {"depth_eV": round(0.3 + 0.05 * k, 3), "alpha_per_A": round(1.3 + 0.07 * k, 3), "r0_A": round(2.6 + 0.08 * k, 3)}


def buckingham(k):
    return {"A_eV": 1500.0 + 150.0 * k, "rho_A": round(0.30 + 0.01 * k, 3), "C_eV_A6": 10.0 * k}


def synthetic_tables():
    """One analytic function in the four ways of giving distances; energies of a shifted Morse law."""
    d, alpha, r0, cut = 0.4, 1.4, 2.7, 6.0

    def law(r):
        x = math.exp(-alpha * (r - r0))
        return d * x * (x - 2), -2 * d * alpha * x * (1 - x)

    text = "# synthetic tables, UNITS: metal\n# one law given in several ways\n\n"
    for name, header, n, at in [
            ("PLAIN", "N 60", 60, lambda k: 1.0 + 5.0 * (k / 59) ** 1.3), ("EVEN", "N 70 R 1.1 6.0", 70, lambda k: 1.1 + 4.9 * k / 69),
            ("SLOPES", "N 80 R 1.2 6.0 FPRIME -35.0 -0.01", 80, lambda k: 1.2 + 4.8 * k / 79),
            ("SQUARES", "N 90 RSQ 1.0 6.0", 90, lambda k: math.sqrt(1.0 + 35.0 * k / 89))]:
        text += f"{name}\n{header}\n\n"
        for k in range(n):
            e, f = law(at(k))
            text += f"{k + 1} {at(k):.12g} {e:.12g} {f:.12g}\n"
        text += "\n"
    return text


def case(name, potential, commands, structure, elements=THREE):
    return {"name": name, "potential": potential, "structure": structure, **lammps.evaluate(LMP, commands, structure, elements)}


def coeffs(law, style, keys, cutoffs=None):
    lines = []
    for k, (a, b) in enumerate(PAIRS):
        i, j = sorted((THREE.index(a) + 1, THREE.index(b) + 1))
        values = " ".join(repr(law(k)[key]) for key in keys)
        lines.append(f"pair_coeff {i} {j} {values}" + (f" {cutoffs[k]}" if cutoffs else ""))
    return lines


def with_pairs(kind, law, cutoff, shift="none", cutoffs=None):
    pairs = [{"elements": list(p), **law(k), **({"cutoff_A": cutoffs[k]} if cutoffs else {})} for k, p in enumerate(PAIRS)]
    return {"type": kind, "cutoff_A": cutoff, "shift": shift, "pairs": pairs}


def zbl_commands(inner, outer, elements):
    lines = [f"pair_style zbl {inner} {outer}"]
    for i, a in enumerate(elements):
        for j in range(i, len(elements)):
            lines.append(f"pair_coeff {i + 1} {j + 1} {NUMBERS[a]} {NUMBERS[elements[j]]}")
    return lines


def table_case(interpolation, keyword, points, structure, cutoff=None):
    style = f"pair_style table {interpolation} {points}"
    coeff = f"pair_coeff * * {os.path.join(HERE, 'synthetic.table')} {keyword}" + (f" {cutoff}" if cutoff else "")
    pairs = [{"elements": list(p), "file": "synthetic.table", "keyword": keyword, **({"cutoff_A": cutoff} if cutoff else {})} for p in PAIRS]
    return case(f"table {interpolation}, {keyword}, {points}" + (", shorter" if cutoff else ""),
                {"type": "table", "interpolation": interpolation, "points": points, "pairs": pairs}, [style, coeff], structure)


def cases():
    with open(os.path.join(HERE, "synthetic.table"), "w") as f:
        f.write(synthetic_tables())
    crystal = lammps.crystal("fcc", (3, 3, 2), 4.0, THREE, 0.25, 1, (1.1, -2.0, 1.7), (0.02, -0.03, 0.01))
    surface = lammps.slab(lammps.crystal("fcc", (3, 2, 2), 3.9, THREE, 0.2, 2))
    dense = lammps.crystal("bcc", (3, 3, 3), 2.2, THREE, 0.3, 3)
    cutoffs = [5.0 + 0.3 * k for k in range(len(PAIRS))]
    cutoffs = [round(c, 2) for c in cutoffs]
    for shift in ["none", "energy"]:
        flag = ["pair_modify shift yes"] if shift == "energy" else []
        yield case(f"morse, {shift}", with_pairs("morse", morse, 6.0, shift),
                   ["pair_style morse 6.0", *flag, *coeffs(morse, "morse", ["depth_eV", "alpha_per_A", "r0_A"])], crystal)
        yield case(f"buckingham, {shift}", with_pairs("buckingham", buckingham, 6.0, shift),
                   ["pair_style buck 6.0", *flag, *coeffs(buckingham, "buck", ["A_eV", "rho_A", "C_eV_A6"])], crystal)
    yield case("morse, force", with_pairs("morse", morse, 6.0, "force"),
               ["pair_style morse/smooth/linear 6.0", *coeffs(morse, "morse", ["depth_eV", "alpha_per_A", "r0_A"])], crystal)
    yield case("morse, cutoffs by pair", with_pairs("morse", morse, 6.5, "none", cutoffs),
               ["pair_style morse 6.0", *coeffs(morse, "morse", ["depth_eV", "alpha_per_A", "r0_A"], cutoffs)], surface)
    yield case("buckingham, cutoffs by pair", with_pairs("buckingham", buckingham, 6.5, "none", cutoffs),
               ["pair_style buck 6.0", *coeffs(buckingham, "buck", ["A_eV", "rho_A", "C_eV_A6"], cutoffs)], surface)
    for inner, outer, structure in [(4.0, 4.8, dense), (1.5, 3.0, dense), (2.0, 5.0, surface)]:
        yield case(f"zbl, {inner} to {outer}, {len(structure['positions'])} atoms",
                   {"type": "zbl", "inner_A": inner, "outer_A": outer, "elements": THREE}, zbl_commands(inner, outer, THREE), structure)
    one = lammps.crystal("bcc", (3, 3, 3), 2.4, ["W"], 0.4, 4)
    yield case("zbl, tungsten", {"type": "zbl", "inner_A": 4.0, "outer_A": 4.8, "elements": ["W"]}, zbl_commands(4.0, 4.8, ["W"]), one, ["W"])
    for interpolation in ["linear", "spline"]:
        for keyword, points in [("PLAIN", 100), ("EVEN", 1000), ("SLOPES", 80), ("SQUARES", 90), ("SQUARES", 200)]:
            yield table_case(interpolation, keyword, points, crystal)
        yield table_case(interpolation, "SLOPES", 500, surface, 4.5)
    overlay = ["pair_style hybrid/overlay zbl 1.0 2.5 morse 6.0"]
    for i in range(3):
        for j in range(i, 3):
            overlay.append(f"pair_coeff {i + 1} {j + 1} zbl {NUMBERS[THREE[i]]} {NUMBERS[THREE[j]]}")
    for line in coeffs(morse, "morse", ["depth_eV", "alpha_per_A", "r0_A"]):
        words = line.split()
        overlay.append(" ".join(words[:3] + ["morse"] + words[3:]))
    yield case("sum of zbl and morse", {"type": "sum", "terms": [
        {"type": "zbl", "inner_A": 1.0, "outer_A": 2.5, "elements": THREE}, with_pairs("morse", morse, 6.0)]}, overlay, dense)


lammps.write(os.path.join(HERE, "lammps.json"), LMP, cases())
