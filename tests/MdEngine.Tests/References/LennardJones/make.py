#!/usr/bin/env python3
"""Lennard-Jones reference numbers by LAMMPS: writes lammps.json beside this script.

Usage: make.py [LMP]    (LMP: the LAMMPS executable, default "lmp"; needs the EXTRA-PAIR package for lj/smooth/linear)

Each case is a structure with velocities zero, evaluated once ("run 0") in units metal. Energies in eV, forces in
eV/Angstrom, pressure tensor (xx, yy, zz, xy, xz, yz) in eV/Angstrom^3: bar divided by LAMMPS's own factor 1.6021765e6.
"""
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile

BAR = 1.6021765e6
AR, KR, NE, XE, HE = "Ar", "Kr", "Ne", "Xe", "He"
LIKE = {AR: (0.010341, 3.4), KR: (0.01408, 3.65), NE: (0.00312, 2.75), XE: (0.01982, 4.06), HE: (0.00094, 2.56)}


def fcc(n, a, elements, noise, seed, tilt=(0.0, 0.0, 0.0)):
    """n[0] x n[1] x n[2] cubic cells in a box tilted by (xy, xz, yz), displaced at random; six decimals."""
    rng = random.Random(seed)
    length = [a * k for k in n]
    xy, xz, yz = tilt
    atoms = []
    for i in range(n[0]):
        for j in range(n[1]):
            for k in range(n[2]):
                for s in ((0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)):
                    f = [(c + d) / m for c, d, m in zip((i, j, k), s, n)]
                    r = [f[0] * length[0] + f[1] * xy + f[2] * xz, f[1] * length[1] + f[2] * yz, f[2] * length[2]]
                    r = [round(x + rng.uniform(-noise, noise), 6) for x in r]
                    atoms.append((elements[len(atoms) % len(elements)], r))
    cell = [[length[0], 0.0, 0.0], [xy, length[1], 0.0], [xz, yz, length[2]]]
    return {"cell": [[round(x, 9) for x in row] for row in cell], "periodic": [True, True, True],
            "elements": [e for e, _ in atoms], "positions": [r for _, r in atoms]}


def slab(structure):
    """Open along the third axis; LAMMPS must have all atoms inside the box."""
    for r in structure["positions"]:
        r[2] = round(r[2] + 1.0, 6)
    structure["cell"][2][2] += 2.0
    structure["periodic"] = [True, True, False]
    return structure


def pairs(elements, explicit=False):
    result = [{"elements": [e, e], "epsilon_eV": LIKE[e][0], "sigma_A": LIKE[e][1]} for e in elements]
    if explicit:
        for i, a in enumerate(elements):
            for b in elements[:i]:
                result.append({"elements": [a, b],
                               "epsilon_eV": round(0.9 * (LIKE[a][0] * LIKE[b][0]) ** 0.5, 6),
                               "sigma_A": round(0.48 * (LIKE[a][1] + LIKE[b][1]), 4)})
    return result


def potential(elements, cutoff, shift="none", mixing="none", tail=False):
    return {"cutoff_A": cutoff, "shift": shift, "mixing": mixing, "tail": tail,
            "pairs": pairs(elements, mixing == "none" and len(elements) > 1)}


def cases():
    argon = [AR]
    two = [AR, KR]
    five = [AR, KR, NE, XE, HE]
    crystal = fcc((3, 3, 3), 5.4, argon, 0.25, 1)
    binary = fcc((3, 3, 3), 5.5, two, 0.2, 2, (2.1, -3.3, 1.7))
    yield "argon, plain cutoff", potential(argon, 8.5), crystal
    yield "argon, energy shift", potential(argon, 8.5, "energy"), crystal
    yield "argon, force shift", potential(argon, 8.5, "force"), crystal
    yield "argon, tail", potential(argon, 8.5, tail=True), crystal
    yield "binary, triclinic, arithmetic", potential(two, 7.0, "energy", "lorentz-berthelot"), binary
    yield "binary, triclinic, arithmetic, tail", potential(two, 7.0, "none", "lorentz-berthelot", True), binary
    yield "binary, triclinic, geometric, tail", potential(two, 7.0, "none", "geometric", True), binary
    yield "binary, triclinic, geometric, force shift", potential(two, 7.0, "force", "geometric"), binary
    yield "five elements, given pairs, force shift", potential(five, 7.5, "force"), fcc((3, 3, 2), 5.7, five, 0.15, 3)
    yield "five elements, arithmetic", potential(five, 7.5, "none", "lorentz-berthelot"), fcc((3, 3, 2), 5.7, five, 0.15, 3)
    yield "two cells thinner than the cutoff", potential(two, 9.0, "force", "lorentz-berthelot"), fcc((1, 1, 2), 5.6, two, 0.2, 4, (0.9, 0.4, -1.1))
    yield "slab", potential(two, 7.0, "energy", "geometric"), slab(fcc((3, 3, 2), 5.5, two, 0.2, 5))


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


def script(pot, structure, types):
    style = "lj/smooth/linear" if pot["shift"] == "force" else "lj/cut"
    mix = "geometric" if pot["mixing"] == "geometric" else "arithmetic"
    flags = f"mix {mix}"
    if pot["shift"] == "energy":
        flags += " shift yes"
    if pot["tail"]:
        flags += " tail yes"
    boundary = " ".join("p" if p else "f" for p in structure["periodic"])
    lines = ["units metal", "atom_style atomic", f"boundary {boundary}", "box tilt large", "read_data data",
             f"pair_style {style} {pot['cutoff_A']!r}", f"pair_modify {flags}"]
    for p in pot["pairs"]:
        a, b = sorted(types.index(e) + 1 for e in p["elements"])
        lines.append(f"pair_coeff {a} {b} {p['epsilon_eV']!r} {p['sigma_A']!r}")
    lines += ["thermo_style custom step pe pxx pyy pzz pxy pxz pyz", "thermo_modify norm no", "dump d all custom 1 forces id fx fy fz", "dump_modify d sort id format float %.15g",
              "run 0",
              'print "RESULT $(pe:%.17g) $(pxx:%.17g) $(pyy:%.17g) $(pzz:%.17g) $(pxy:%.17g) $(pxz:%.17g) $(pyz:%.17g)"']
    return "\n".join(lines) + "\n"


def evaluate(lmp, pot, structure):
    types = []
    for p in pot["pairs"]:
        types += [e for e in dict.fromkeys(p["elements"]) if e not in types]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "data"), "w") as f:
            f.write(data_file(structure, types))
        with open(os.path.join(folder, "in"), "w") as f:
            f.write(script(pot, structure, types))
        out = subprocess.run([lmp, "-in", "in", "-log", "none"], cwd=folder, capture_output=True, text=True)
        found = re.search(r"^RESULT (.*)$", out.stdout, re.M)
        if out.returncode != 0 or not found:
            sys.exit(out.stdout + out.stderr)
        values = [float(x) for x in found.group(1).split()]
        with open(os.path.join(folder, "forces")) as f:
            rows = f.read().split("ITEM: ATOMS id fx fy fz\n")[1].splitlines()
    forces = [[float(f"{float(x):.13g}") for x in row.split()[1:4]] for row in rows]
    return {"energy_eV": values[0], "pressure_eV_per_A3": [p / BAR for p in values[1:]], "forces_eV_per_A": forces}


def main():
    lmp = sys.argv[1] if len(sys.argv) > 1 else "lmp"
    version = subprocess.run([lmp, "-h"], capture_output=True, text=True).stdout
    version = re.search(r"Simulator - (.*)", version).group(1).strip()
    result = {"program": "LAMMPS " + version, "made": datetime.date.today().isoformat(), "cases": []}
    for name, pot, structure in cases():
        result["cases"].append({"name": name, "potential": pot, "structure": structure, **evaluate(lmp, pot, structure)})
    text = json.dumps(result)
    # One case a line.
    text = text.replace('"cases": [', '"cases": [\n').replace(', {"name"', ',\n{"name"') + "\n"
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "lammps.json"), "w") as f:
        f.write(text)
    print(result["program"], *(f"{c['name']}: {c['energy_eV']:.9f} eV" for c in result["cases"]), sep="\n")


if __name__ == "__main__":
    main()
