#!/usr/bin/env python3
"""Properties of crystals by LAMMPS (energies, stresses, relaxations) and ASE (equation of state): writes lammps.json.

Usage: make.py [LMP [FOLDER]]    (the LAMMPS executable, and the folder of its potentials, part of its distribution)

Nothing here is shared with MdEngine: lattice constants by Newton steps on LAMMPS's stress, elastic constants by lower
triangular (not symmetric) strains of half the size, the equation of state by ASE's fit, the vacancy by LAMMPS's minimiser.
"""
import json
import math
import os
import sys

import numpy as np
from ase.eos import birchmurnaghan
from scipy.optimize import curve_fit

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", "..", ".."))
sys.path.insert(0, os.path.dirname(HERE))
import lammps  # noqa: E402

LMP = sys.argv[1] if len(sys.argv) > 1 else "lmp"
FOLDER = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/lammps/potentials"
GPA = 160.2176634
STRAIN = 5e-4
BASES = {
    "fcc": ((0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)),
    "diamond": ((0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0), (.25, .25, .25), (.25, .75, .75), (.75, .25, .75), (.75, .75, .25)),
    "hcp": ((0, 0, 0), (1 / 3, 2 / 3, .5)),
}


def cell_of(lattice, a, c):
    if lattice == "hcp":
        return np.array([[a, 0, 0], [-a / 2, a * math.sqrt(3) / 2, 0], [0, 0, c]])
    return np.eye(3) * a


def structure(lattice, element, cell, fractional=None):
    fractional = np.array(BASES[lattice] if fractional is None else fractional, float)
    return {"cell": cell.tolist(), "periodic": [True] * 3, "elements": [element] * len(fractional), "positions": (fractional @ cell).tolist()}


def run(commands, s, relax, tolerance=1e-11):
    """Energy (eV), stress (GPa, tension positive) and positions, with atoms relaxed if wanted."""
    then = ["thermo 100000", "min_modify line quadratic", f"minimize 0 {tolerance} 20000 200000" if relax else "run 0",
            "write_dump all custom dump id x y z modify sort id format float %.15g",
            'print "RESULT $(pe:%.17g) $(pxx:%.17g) $(pyy:%.17g) $(pzz:%.17g) $(pyz:%.17g) $(pxz:%.17g) $(pxy:%.17g)"']
    out, rows = lammps.run(LMP, commands, s, sorted(set(s["elements"])), then)
    line = [x for x in out.splitlines() if x.startswith("RESULT ")][-1]
    values = [float(x) for x in line.split()[1:]]
    return values[0], -np.array(values[1:]) / lammps.BAR * GPA, np.array(rows)


def lattice_constants(commands, lattice, element, a, c):
    """Newton on the stress, its derivatives by differences."""
    def stress(x):
        _, s, _ = run(commands, structure(lattice, element, cell_of(lattice, x[0], x[-1])), False)
        return s[[0, 2]] if lattice == "hcp" else s[[0]]
    x = np.array([a, c] if lattice == "hcp" else [a])
    for _ in range(12):
        f = stress(x)
        step = 1e-4 * np.eye(len(x))
        jacobian = np.array([(stress(x + d) - stress(x - d)) / 2e-4 for d in step]).T
        x = x - np.linalg.solve(jacobian, f)
        if abs(f).max() < 1e-8:
            break
    return x[0], x[-1]


def strained(s, index, size):
    """Voigt strain 0 to 5 by a lower triangular matrix, so that the cell keeps LAMMPS's form."""
    e = np.zeros((3, 3))
    e[((0, 0), (1, 1), (2, 2), (2, 1), (2, 0), (1, 0))[index]] = size
    f = np.eye(3) + e
    return {**s, "cell": (np.array(s["cell"]) @ f).tolist(), "positions": (np.array(s["positions"]) @ f).tolist()}


def elastic(commands, s):
    c = np.zeros((6, 6))
    for j in range(6):
        plus, minus = (run(commands, strained(s, j, sign * STRAIN), True)[1] for sign in (1, -1))
        c[:, j] = (plus - minus) / (2 * STRAIN)
    return (c + c.T) / 2


def equation_of_state(commands, s):
    cell, n = np.array(s["cell"]), len(s["elements"])
    volumes, energies = [], []
    for k in range(13):
        f = (1 + 0.06 * (2 * k / 12 - 1)) ** (1 / 3)
        scaled = {**s, "cell": (cell * f).tolist(), "positions": (np.array(s["positions"]) * f).tolist()}
        energies.append(run(commands, scaled, True)[0] / n)
        volumes.append(abs(np.linalg.det(cell * f)) / n)
    guess = [min(energies), 0.6, 4.0, volumes[6]]
    (e0, b0, bp, v0), _ = curve_fit(birchmurnaghan, volumes, energies, p0=guess, xtol=1e-14, ftol=1e-14, maxfev=20000)
    return {"volumes": volumes, "energies": energies, "volume": v0, "energy": e0, "bulk_modulus": b0 * GPA, "derivative": bp}


def vacancy(commands, s, n, inward):
    cell = np.array(s["cell"])
    shifts = [np.array((i, j, k)) @ cell for i in range(n[0]) for j in range(n[1]) for k in range(n[2])]
    r = np.array([x + shift for shift in shifts for x in np.array(s["positions"])])
    large = np.array([cell[k] * n[k] for k in range(3)])
    perfect = run(commands, {**s, "cell": large.tolist(), "positions": r.tolist(), "elements": [s["elements"][0]] * len(r)}, False)[0]
    hole, r = r[0], r[1:]
    rest = {**s, "cell": large.tolist(), "elements": [s["elements"][0]] * len(r)}
    bulk = perfect / (len(r) + 1) * len(r)
    clamped = run(commands, {**rest, "positions": r.tolist()}, False)[0] - bulk
    rng = np.random.default_rng(3)
    best = None
    for move in sorted({0.0, inward}):
        f = (hole - r) @ np.linalg.inv(large)
        way = (f - np.round(f)) @ large
        d = np.linalg.norm(way, axis=1)
        start = r + rng.normal(0, 0.01, r.shape) + np.where((d < 1.1 * d.min())[:, None], way / d[:, None] * move, 0)
        energy = run(commands, {**rest, "positions": start.tolist()}, True, 1e-6)[0] - bulk
        best = energy if best is None else min(best, energy)
    return clamped, best


def case(name, element, lattice, a, c, commands, potential, copies):
    a, c = lattice_constants(commands, lattice, element, a, c)
    s = structure(lattice, element, cell_of(lattice, a, c))
    energy = run(commands, s, False)[0] / len(s["elements"])
    alone = run(commands, {"cell": (60 * np.eye(3)).tolist(), "periodic": [True] * 3, "elements": [element], "positions": [[30, 30, 30]]}, False)[0]
    clamped, relaxed = vacancy(commands, s, copies, 0.3)
    result = {"name": name, "element": element, "lattice": lattice, "potential": potential, "a_A": a, "c_A": c, "energy_eV": energy,
              "cohesive_energy_eV": energy - alone, "elastic_GPa": elastic(commands, s).tolist(),
              "equation_of_state": equation_of_state(commands, s), "copies": list(copies),
              "vacancy_unrelaxed_eV": clamped, "vacancy_eV": relaxed}
    print(json.dumps(result, indent=1), flush=True)
    return result


def main():
    si = os.path.join(ROOT, "potentials", "Si-SW", "Si.sw")
    mishin, mg = (os.path.join(FOLDER, f) for f in ("Cu_mishin1.eam.alloy", "Mg_mm.eam.fs"))
    cases = [
        case("Si Stillinger-Weber", "Si", "diamond", 5.43, 0, ["pair_style sw", f"pair_coeff * * {si} Si"], "Si-SW", (3, 3, 3)),
        case("Cu Mishin", "Cu", "fcc", 3.615, 0, ["pair_style eam/alloy", f"pair_coeff * * {mishin} Cu"], "Cu_mishin1.eam.alloy", (4, 4, 4)),
        case("Mg Sun", "Mg", "hcp", 3.18, 5.2, ["pair_style eam/fs", f"pair_coeff * * {mg} Mg"], "Mg_mm.eam.fs", (4, 4, 3)),
    ]
    lammps.write(os.path.join(HERE, "lammps.json"), LMP, cases)


if __name__ == "__main__":
    main()
