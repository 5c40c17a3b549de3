#!/usr/bin/env python3
"""Coulomb energies, forces and pressures of LAMMPS for a distorted piece of rocksalt.

Usage: ./make.py   (needs `lmp` and numpy; writes lammps.json beside itself)

LAMMPS's Coulomb constant in metal units is 14.399645 eV Angstrom; the test scales by it.
"""
import datetime
import json
import pathlib
import re
import subprocess
import tempfile

import numpy as np

HERE = pathlib.Path(__file__).parent
A = 5.64
CASES = [
    {"name": "dsf", "pair": "coul/dsf 0.2 8.5", "kspace": "", "cutoff_A": 8.5, "damping_per_A": 0.2},
    {"name": "dsf undamped", "pair": "coul/dsf 1e-12 7.0", "kspace": "", "cutoff_A": 7.0, "damping_per_A": 0.0},
    {"name": "ewald", "pair": "coul/long 9.0", "kspace": "kspace_style ewald 1e-11", "cutoff_A": 9.0},
]


def structure():
    basis = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]
    sites = [(t, np.array([x, y, z]) + np.array(b) + (np.array([.5, 0, 0]) if t == 2 else 0))
             for x in range(2) for y in range(2) for z in range(2) for b in basis for t in (1, 2)]
    rng = np.random.default_rng(11)
    # LAMMPS wants lattice vectors (lx, 0, 0), (xy, ly, 0), (xz, yz, lz).
    cell = 2 * A * np.array([[1.02, 0, 0], [0.07, 0.97, 0], [-0.05, 0.11, 1.01]])
    fractions = np.array([s / 2.0 for _, s in sites])
    positions = fractions @ cell + rng.uniform(-0.3, 0.3, (len(sites), 3))
    fractions = positions @ np.linalg.inv(cell)
    return cell, [t for t, _ in sites], (fractions - np.floor(fractions)) @ cell


def run(case, cell, types, positions):
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data"
        rows = "\n".join(
            f"{i + 1} {t} {1.0 if t == 1 else -1.0} {r[0]:.17g} {r[1]:.17g} {r[2]:.17g}"
            for i, (t, r) in enumerate(zip(types, positions)))
        data.write_text(
            f"rocksalt\n\n{len(types)} atoms\n2 atom types\n\n0 {cell[0, 0]:.17g} xlo xhi\n0 {cell[1, 1]:.17g} ylo yhi\n"
            f"0 {cell[2, 2]:.17g} zlo zhi\n{cell[1, 0]:.17g} {cell[2, 0]:.17g} {cell[2, 1]:.17g} xy xz yz\n\n"
            f"Masses\n\n1 22.99\n2 35.45\n\nAtoms # charge\n\n{rows}\n")
        script = pathlib.Path(folder) / "in"
        script.write_text(
            "units metal\natom_style charge\nbox tilt large\n"
            f"read_data {data}\npair_style {case['pair']}\npair_coeff * *\n{case['kspace']}\n"
            "thermo_style custom pe pxx pyy pzz pxy pxz pyz\nthermo_modify format float %.17g\n"
            f"dump d all custom 1 {folder}/dump id fx fy fz\ndump_modify d sort id format float %.17g\nrun 0\n")
        log = subprocess.run(
            ["lmp", "-in", str(script), "-log", "none"], capture_output=True, text=True, check=True).stdout
        lines = log.splitlines()
        at = next(i for i, line in enumerate(lines) if re.match(r"\s*PotEng", line))
        values = [float(v) for v in lines[at + 1].split()]
        dump = (pathlib.Path(folder) / "dump").read_text().splitlines()
        forces = [[float(v) for v in line.split()[1:]] for line in dump[dump.index("ITEM: ATOMS id fx fy fz") + 1:]]
        version = re.search(r"LAMMPS \(([^)]*)\)", log).group(1)
        return version, values[0], values[1:], forces


def main():
    cell, types, positions = structure()
    cases = []
    for case in CASES:
        version, energy, pressure, forces = run(case, cell, types, positions)
        item = {k: v for k, v in case.items() if k not in ("pair", "kspace")}
        # bar to eV/Angstrom^3 by LAMMPS's own constant.
        item |= {"energy_eV": energy, "pressure_eV_per_A3": [p / 1.6021765e6 for p in pressure],
                 "forces_eV_per_A": forces}
        cases.append(item)
    (HERE / "lammps.json").write_text(json.dumps({
        "program": f"LAMMPS {version}", "made": datetime.date.today().isoformat(), "coulomb_eV_A": 14.399645,
        "cell": cell.tolist(), "elements": ["Na" if t == 1 else "Cl" for t in types],
        "positions": positions.tolist(), "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
