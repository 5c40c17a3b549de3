#!/usr/bin/env python3
"""Stillinger-Weber and Tersoff reference numbers by LAMMPS.

    make.py [--lmp LMP] [--potentials FOLDER]
        writes ../StillingerWeber/lammps.json and ../Tersoff/lammps.json: parameters are read from LAMMPS's folder of
        potentials (default /usr/share/lammps/potentials) and kept as numbers beside the results.
    make.py [--lmp LMP] --style sw|tersoff --file FILE --elements Si,C STRUCTURE.xyz
        prints energy, stress and forces of any extended-XYZ structure with any potential, as JSON.

Each case is one evaluation ("run 0") in units metal. Energies in eV, forces in eV/Angstrom, pressure tensor
(xx, yy, zz, xy, xz, yz) in eV/Angstrom^3: bar divided by LAMMPS's own factor 1.6021765e6.
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
VALUES = {"sw": 11, "tersoff": 14}
FOLDERS = {"sw": "StillingerWeber", "tersoff": "Tersoff"}
DIAMOND = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0),
           (.25, .25, .25), (.25, .75, .75), (.75, .25, .75), (.75, .75, .25)]


def crystal(n, a, elements, noise, seed, tilt=(0.0, 0.0, 0.0), strain=(1.0, 1.0, 1.0), mixed=False):
    """n cubic diamond cells, stretched, in a tilted box, displaced at random; zincblende order of the elements, or
    mixed ones."""
    rng = random.Random(seed)
    length = [a * k * s for k, s in zip(n, strain)]
    xy, xz, yz = tilt
    symbols, positions = [], []
    for i in range(n[0]):
        for j in range(n[1]):
            for k in range(n[2]):
                for at, s in enumerate(DIAMOND):
                    f = [(c + d) / m for c, d, m in zip((i, j, k), s, n)]
                    r = [f[0] * length[0] + f[1] * xy + f[2] * xz, f[1] * length[1] + f[2] * yz, f[2] * length[2]]
                    positions.append([round(x + rng.uniform(-noise, noise), 6) for x in r])
                    symbols.append(rng.choice(elements) if mixed else elements[at // 4 * (len(elements) - 1)])
    return structure([[length[0], 0.0, 0.0], [xy, length[1], 0.0], [xz, yz, length[2]]], symbols, positions)


def liquid(count, side, nearest, elements, seed):
    """Atoms at random in a cube, none closer than a distance."""
    rng = random.Random(seed)
    positions = []
    while len(positions) < count:
        r = [round(rng.uniform(0.0, side), 6) for _ in range(3)]
        if all(sum(min(abs(x - y), side - abs(x - y)) ** 2 for x, y in zip(r, p)) > nearest ** 2 for p in positions):
            positions.append(r)
    cell = [[side, 0.0, 0.0], [0.0, side, 0.0], [0.0, 0.0, side]]
    return structure(cell, [elements[k % len(elements)] for k in range(count)], positions)


def structure(cell, elements, positions, periodic=(True, True, True)):
    return {"cell": [[round(x, 9) for x in row] for row in cell], "periodic": list(periodic),
            "elements": elements, "positions": positions}


def slab(s):
    """Open along the third axis; LAMMPS must have all atoms inside the box."""
    for r in s["positions"]:
        r[2] = round(r[2] + 1.0, 6)
    s["cell"][2][2] += 2.0
    s["periodic"] = [True, True, False]
    return s


def cases(style):
    si, hot, tilt = ["Si"], 0.25, (1.1, -0.7, 0.9)
    one = [("crystal", crystal((2, 2, 2), 5.431, si, 0.05, 1)),
           ("hot crystal", crystal((2, 2, 2), 5.431, si, hot, 2)),
           ("strained crystal", crystal((2, 2, 1), 5.431, si, 0.1, 3, tilt, (1.06, 0.95, 1.02))),
           ("compressed crystal", crystal((2, 2, 2), 4.7, si, 0.15, 4)),
           ("two cells thinner than the cutoff", crystal((1, 1, 1), 4.1, si, 0.1, 5, (0.4, 0.2, -0.3))),
           ("surface", slab(crystal((2, 2, 2), 5.431, si, 0.1, 6))),
           ("liquid", liquid(64, 10.8, 2.1, si, 7)),
           ("dense liquid", liquid(60, 9.2, 1.9, si, 8))]
    if style == "sw":
        for name, s in one:
            yield "Si.sw", si, "silicon, " + name, s
        for file, elements, a in (("CdTe.sw", ["Cd", "Te"], 6.48), ("GaN.sw", ["Ga", "N"], 4.5)):
            formula = "".join(elements)
            yield file, elements, formula + ", zincblende", crystal((2, 2, 2), a, elements, 0.1, 11, tilt)
            yield file, elements, formula + ", random alloy", crystal((2, 2, 1), a, elements, 0.2, 12, mixed=True)
            yield file, elements, formula + ", surface", slab(crystal((2, 2, 1), a, elements, 0.1, 13))
            yield file, elements, formula + ", liquid", liquid(48, a * 1.9, a * 0.36, elements, 14)
    else:
        for file in ("Si.tersoff", "SiCGe.tersoff"):
            names = si if file == "Si.tersoff" else ["Si(C)"]
            for name, s in one:
                yield file, names, f"{names[0]} of {file}, {name}", s
        for file, names, a in (("SiC.tersoff", ["Si", "C"], 4.36), ("SiCGe.tersoff", ["Si(D)", "Ge"], 5.54),
                               ("GaN.tersoff", ["Ga", "N"], 4.5), ("SiO.tersoff", ["Si", "O"], 4.4),
                               ("SiC_Erhart-Albe.tersoff", ["Si", "C"], 4.36)):
            elements = [re.sub(r"\(.*", "", n) for n in names]
            yield file, names, file + ", zincblende", crystal((2, 2, 2), a, elements, 0.1, 21, tilt)
            yield file, names, file + ", random alloy", crystal((2, 2, 1), a, elements, 0.15, 22, mixed=True)
            yield file, names, file + ", surface", slab(crystal((2, 2, 1), a, elements, 0.1, 23))
            yield file, names, file + ", liquid", liquid(48, a * 2.0, a * 0.38, elements, 24)
        three = ["B", "N", "C"]
        yield "BNC.tersoff", three, "BNC.tersoff, random alloy", crystal((2, 2, 1), 3.6, three, 0.15, 25, mixed=True)
        yield "BNC.tersoff", three, "BNC.tersoff, liquid", liquid(48, 7.2, 1.35, three, 26)


def entries(path, style, names):
    """The entries of a parameter file that some elements need."""
    with open(path) as f:
        words = [w for line in f for w in line.split("#")[0].split()]
    size = VALUES[style] + 3
    result = []
    for k in range(0, len(words), size):
        if all(w in names for w in words[k:k + 3]):
            result.append(words[k:k + 3] + [float(w) for w in words[k + 3:k + size]])
    return result


def data_file(s, types):
    cell = s["cell"]
    lines = ["LAMMPS data", "", f"{len(s['positions'])} atoms", f"{len(types)} atom types", ""]
    for axis, name in enumerate("xyz"):
        lines.append(f"0.0 {cell[axis][axis]!r} {name}lo {name}hi")
    lines.append(f"{cell[1][0]!r} {cell[2][0]!r} {cell[2][1]!r} xy xz yz")
    lines += ["", "Masses", ""] + [f"{k + 1} 40.0" for k in range(len(types))] + ["", "Atoms # atomic", ""]
    for i, (e, r) in enumerate(zip(s["elements"], s["positions"])):
        lines.append(f"{i + 1} {types.index(e) + 1} {r[0]!r} {r[1]!r} {r[2]!r}")
    return "\n".join(lines) + "\n"


def evaluate(lmp, style, rows, names, s):
    types = [re.sub(r"\(.*", "", n) for n in names]
    boundary = " ".join("p" if p else "f" for p in s["periodic"])
    script = [
        "units metal", "atom_style atomic", f"boundary {boundary}", "box tilt large", "read_data data",
        f"pair_style {style}", f"pair_coeff * * potential {' '.join(names)}",
        "thermo_style custom step pe pxx pyy pzz pxy pxz pyz", "thermo_modify norm no",
        "dump d all custom 1 forces id fx fy fz", "dump_modify d sort id format float %.15g", "run 0",
        'print "RESULT $(pe:%.17g) $(pxx:%.17g) $(pyy:%.17g) $(pzz:%.17g) $(pxy:%.17g) $(pxz:%.17g) $(pyz:%.17g)"']
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("data", data_file(s, types)), ("in", "\n".join(script) + "\n"),
                           ("potential", "".join(" ".join(r[:3] + [repr(v) for v in r[3:]]) + "\n" for r in rows))):
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        out = subprocess.run([lmp, "-in", "in", "-log", "none"], cwd=folder, capture_output=True, text=True)
        found = re.search(r"^RESULT (.*)$", out.stdout, re.M)
        if out.returncode != 0 or not found:
            sys.exit(out.stdout + out.stderr)
        values = [float(x) for x in found.group(1).split()]
        with open(os.path.join(folder, "forces")) as f:
            lines = f.read().split("ITEM: ATOMS id fx fy fz\n")[1].splitlines()
    forces = [[float(f"{float(x):.13g}") for x in line.split()[1:4]] for line in lines]
    return {"energy_eV": values[0], "pressure_eV_per_A3": [p / BAR for p in values[1:]], "forces_eV_per_A": forces}


def read_xyz(path):
    with open(path) as f:
        lines = f.read().splitlines()
    count = int(lines[0])
    numbers = [float(x) for x in re.search(r'Lattice="([^"]*)"', lines[1]).group(1).split()]
    cell = [numbers[0:3], numbers[3:6], numbers[6:9]]
    if cell[0][1] or cell[0][2] or cell[1][2]:
        sys.exit("LAMMPS needs a lower triangular cell: a along x, b in the xy plane")
    pbc = re.search(r'pbc="([^"]*)"', lines[1])
    rows = [line.split() for line in lines[2:2 + count]]
    return structure(cell, [r[0] for r in rows], [[float(x) for x in r[1:4]] for r in rows],
                     [p == "T" for p in pbc.group(1).split()] if pbc else (True, True, True))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lmp", default="lmp")
    parser.add_argument("--potentials", default="/usr/share/lammps/potentials")
    parser.add_argument("--style", choices=list(VALUES))
    parser.add_argument("--file")
    parser.add_argument("--elements")
    parser.add_argument("structure", nargs="?")
    args = parser.parse_args()
    if args.structure:
        names = args.elements.split(",")
        rows = entries(args.file, args.style, names)
        print(json.dumps(evaluate(args.lmp, args.style, rows, names, read_xyz(args.structure)), indent=1))
        return
    version = subprocess.run([args.lmp, "-h"], capture_output=True, text=True).stdout
    version = re.search(r"Simulator - (.*)", version).group(1).strip()
    here = os.path.dirname(os.path.abspath(__file__))
    for style, folder in FOLDERS.items():
        result = {"program": "LAMMPS " + version, "made": datetime.date.today().isoformat(), "potentials": {}, "cases": []}
        for file, names, name, s in cases(style):
            rows = entries(os.path.join(args.potentials, file), style, names)
            key = f"{file} {','.join(names)}"
            result["potentials"][key] = {"names": names, "entries": rows}
            found = evaluate(args.lmp, style, rows, names, s)
            result["cases"].append({"name": name, "potential": key, "structure": s, **found})
            print(f"{name}: {found['energy_eV']:.9f} eV")
        # One potential, one case a line.
        text = json.dumps(result, separators=(",", ":"))
        text = text.replace('"cases":[', '\n"cases":[\n').replace(',{"name":', ',\n{"name":') + "\n"
        os.makedirs(os.path.join(here, "..", folder), exist_ok=True)
        with open(os.path.join(here, "..", folder, "lammps.json"), "w") as f:
            f.write(text)


if __name__ == "__main__":
    main()
