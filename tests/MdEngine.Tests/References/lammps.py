#!/usr/bin/env python3
"""Single points by LAMMPS, for reference numbers: what the scripts in the folders beside this one share.

By itself it evaluates any pair style on any structure and prints JSON in the shape of the reference files:
    lammps.py --elements Cu,Zr --style eam/fs --coeff "* * CuZr_mm.eam.fs Cu Zr" STRUCTURE.xyz
(reading the structure needs ASE; --lmp names the LAMMPS executable). Compare with
    mdengine evaluate --potential P.json STRUCTURE.xyz -o OUT.xyz

Energies in eV, forces in eV/Angstrom, pressure tensor (xx, yy, zz, xy, xz, yz) in eV/Angstrom^3: bar divided by LAMMPS's
own factor 1.6021765e6.
"""
import argparse
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile

BAR = 1.6021765e6
BASES = {"fcc": ((0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)), "bcc": ((0, 0, 0), (.5, .5, .5)), "sc": ((0, 0, 0),)}


def crystal(lattice, n, a, elements, noise, seed, tilt=(0.0, 0.0, 0.0), strain=(0.0, 0.0, 0.0)):
    """n[0] x n[1] x n[2] cubic cells, stretched by strain and tilted by (xy, xz, yz), displaced at random; four decimals."""
    rng = random.Random(seed)
    length = [a * k * (1.0 + s) for k, s in zip(n, strain)]
    xy, xz, yz = tilt
    kinds, positions = [], []
    for i in range(n[0]):
        for j in range(n[1]):
            for k in range(n[2]):
                for s in BASES[lattice]:
                    f = [(c + d) / m for c, d, m in zip((i, j, k), s, n)]
                    r = [f[0] * length[0] + f[1] * xy + f[2] * xz, f[1] * length[1] + f[2] * yz, f[2] * length[2]]
                    positions.append([round(x + rng.uniform(-noise, noise), 4) for x in r])
                    kinds.append(elements[rng.randrange(len(elements))] if len(positions) > len(elements) else elements[len(positions) - 1])
    cell = [[length[0], 0.0, 0.0], [xy, length[1], 0.0], [xz, yz, length[2]]]
    return {"cell": [[round(x, 6) for x in row] for row in cell], "periodic": [True, True, True], "elements": kinds, "positions": positions}


def slab(structure):
    """Open along the third axis; LAMMPS must have all atoms inside the box."""
    for r in structure["positions"]:
        r[2] = round(r[2] + 1.0, 4)
    structure["cell"][2][2] += 2.0
    structure["periodic"] = [True, True, False]
    return structure


def data_file(structure, types):
    cell = structure["cell"]
    lines = ["LAMMPS data", "", f"{len(structure['positions'])} atoms", f"{len(types)} atom types", ""]
    for axis, name in enumerate("xyz"):
        lines.append(f"0.0 {cell[axis][axis]!r} {name}lo {name}hi")
    lines.append(f"{cell[1][0]!r} {cell[2][0]!r} {cell[2][1]!r} xy xz yz")
    lines += ["", "Masses", ""] + [f"{k + 1} 40.0" for k in range(len(types))] + ["", "Atoms # atomic", ""]
    for i, (e, r) in enumerate(zip(structure["elements"], structure["positions"])):
        lines.append(f"{i + 1} {types.index(e) + 1} {r[0]!r} {r[1]!r} {r[2]!r}")
    return "\n".join(lines) + "\n"


def run(lmp, commands, structure, types, then, files=()):
    """Runs LAMMPS on a structure; returns what it printed and the rows of its dump."""
    boundary = " ".join("p" if p else "f" for p in structure["periodic"])
    script = ["units metal", "atom_style atomic", f"boundary {boundary}", "box tilt large", "read_data data", *commands,
              "thermo_style custom step pe pxx pyy pzz pxy pxz pyz", "thermo_modify norm no", *then]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in [("data", data_file(structure, types)), ("in", "\n".join(script) + "\n"), *files]:
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        out = subprocess.run([lmp, "-in", "in", "-log", "none"], cwd=folder, capture_output=True, text=True)
        if out.returncode != 0:
            sys.exit(out.stdout + out.stderr)
        with open(os.path.join(folder, "dump")) as f:
            rows = f.read().rsplit("ITEM: ATOMS", 1)[1].splitlines()[1:]
    return out.stdout, [[float(x) for x in row.split()[1:4]] for row in rows]


def melt(lmp, commands, structure, types, temperature, files=()):
    """The structure after 1 ps at a high temperature."""
    _, rows = run(lmp, commands, structure, types,
                  [f"velocity all create {temperature} 4711", f"fix 1 all nvt temp {temperature} {temperature} 0.1",
                   "dump d all custom 1000 dump id x y z", "dump_modify d sort id format float %.4f", "run 1000"], files)
    return {**structure, "positions": [[round(x, 4) for x in row] for row in rows]}


def evaluate(lmp, commands, structure, types, files=()):
    out, rows = run(lmp, commands, structure, types,
                    ["dump d all custom 1 dump id fx fy fz", "dump_modify d sort id format float %.15g", "run 0",
                     'print "RESULT $(pe:%.17g) $(pxx:%.17g) $(pyy:%.17g) $(pzz:%.17g) $(pxy:%.17g) $(pxz:%.17g) $(pyz:%.17g)"'], files)
    values = [float(x) for x in re.search(r"^RESULT (.*)$", out, re.M).group(1).split()]
    return {"energy_eV": values[0], "pressure_eV_per_A3": [p / BAR for p in values[1:]],
            "forces_eV_per_A": [[float(f"{x:.12g}") for x in row] for row in rows]}


def version(lmp):
    return "LAMMPS " + re.search(r"Simulator - (.*)", subprocess.run([lmp, "-h"], capture_output=True, text=True).stdout).group(1).strip()


def write(path, lmp, cases):
    """Writes a reference file, one case a line."""
    result = {"program": version(lmp), "made": datetime.date.today().isoformat(), "cases": list(cases)}
    text = json.dumps(result).replace('"cases": [', '"cases": [\n').replace(', {"name"', ',\n{"name"') + "\n"
    with open(path, "w") as f:
        f.write(text)
    print(result["program"], *(f"{c['name']}: {c['energy_eV']:.9f} eV" for c in result["cases"]), sep="\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--elements", required=True, help="element of each LAMMPS type, separated by commas")
    parser.add_argument("--style", required=True)
    parser.add_argument("--coeff", required=True, action="append")
    parser.add_argument("--lmp", default="lmp")
    parser.add_argument("structure")
    args = parser.parse_args()
    import ase.geometry
    import ase.io
    import numpy
    atoms = ase.io.read(args.structure)
    # LAMMPS has the first lattice vector along x, the second in the xy plane.
    cell, turn = atoms.cell.standard_form()
    structure = {"cell": numpy.asarray(cell).tolist(), "periodic": [bool(p) for p in atoms.pbc],
                 "elements": atoms.get_chemical_symbols(), "positions": (atoms.positions @ turn.T).tolist()}
    commands = [f"pair_style {args.style}"] + [f"pair_coeff {c}" for c in args.coeff]
    print(json.dumps(evaluate(args.lmp, commands, structure, args.elements.split(","))))


if __name__ == "__main__":
    main()
