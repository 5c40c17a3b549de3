#!/usr/bin/env python3
"""Embedded-atom reference numbers by LAMMPS: writes lammps.json and three synthetic tables beside this script.

Usage: make.py [LMP [FOLDER]]    (the LAMMPS executable, and the folder of its potentials, part of its distribution)

Tables of the distribution are not copied: tests skip those cases where the folder is missing. The synthetic tables
(random analytic functions, one feature of each format) may be, and stand beside this script.
"""
import math
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import lammps  # noqa: E402

LMP = sys.argv[1] if len(sys.argv) > 1 else "lmp"
FOLDER = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/lammps/potentials"
METALS = {"Ni": 28, "Al": 13, "Zr": 40}


def block(values):
    return "\n".join(" ".join(f"{v:.12e}" for v in values[k:k + 5]) for k in range(0, len(values), 5)) + "\n"


def synthetic(kind, elements, seed, nr=120, nrho=90, cutoff=5.2):
    """A table of smooth random functions: densities that end at the cutoff, square-root-like embedding."""
    rng = random.Random(seed)
    dr, drho = cutoff / nr, 40.0 / nrho
    end = [max(0.0, 1.0 - k * dr / cutoff) ** 3 for k in range(nr)]

    def density():
        f, b = rng.uniform(4, 8), rng.uniform(0.8, 1.2)
        return [f * math.exp(-b * k * dr) * end[k] * 10 for k in range(nr)]

    def pair():
        a, b, c = rng.uniform(600, 900), rng.uniform(2.2, 2.6), rng.uniform(0.5, 1.5)
        return [k * dr * (a * math.exp(-b * k * dr) - c) * end[k] for k in range(nr)]

    def embedding():
        e, w = rng.uniform(0.8, 1.2), rng.uniform(0.1, 0.3)
        return [-e * math.sqrt(k * drho) + w * math.sin(0.2 * k * drho) for k in range(nrho)]

    if kind == "funcfl":
        z = [rng.uniform(8, 12) * math.exp(-1.1 * k * dr) * end[k] for k in range(nr)]
        return (f"synthetic funcfl, UNITS: metal\n {METALS[elements[0]]} 50.0 3.5 FCC\n {nrho} {drho:.12e} {nr} {dr:.12e} {cutoff}\n"
                + block(embedding()) + block(z) + block(density()))
    text = f"synthetic {kind}\nUNITS: metal\n\n{len(elements)} {' '.join(elements)}\n{nrho} {drho:.12e} {nr} {dr:.12e} {cutoff}\n"
    for e in elements:
        text += f"{METALS[e]} 50.0 3.5 fcc\n" + block(embedding())
        for _ in elements if kind == "eam/fs" else elements[:1]:
            text += block(density())
    for a in range(len(elements)):
        for _ in range(a + 1):
            text += block(pair())
    return text


def case(name, files, elements, commands, structure):
    return {"name": name, "files": files, "elements": elements, "structure": structure,
            **lammps.evaluate(LMP, commands, structure, elements)}


def setfl(style, path, elements):
    return [f"pair_style {style}", f"pair_coeff * * {path} {' '.join(elements)}"]


def cases():
    three = list(METALS)
    tables = {"synthetic.eam.alloy": synthetic("setfl", three, 1), "synthetic.eam.fs": synthetic("eam/fs", three, 2),
              "synthetic-Ni.eam": synthetic("funcfl", ["Ni"], 3), "synthetic-Al.eam": synthetic("funcfl", ["Al"], 4, nr=100, nrho=80, cutoff=4.9)}
    for name, text in tables.items():
        with open(os.path.join(HERE, name), "w") as f:
            f.write(text)
    here = lambda name: os.path.join(HERE, name)
    alloy = lammps.crystal("fcc", (3, 3, 2), 3.9, three, 0.2, 5, (1.1, -2.0, 1.7), (0.02, -0.03, 0.01))
    yield case("synthetic setfl", ["synthetic.eam.alloy"], three, setfl("eam/alloy", here("synthetic.eam.alloy"), three), alloy)
    yield case("synthetic eam/fs", ["synthetic.eam.fs"], three, setfl("eam/fs", here("synthetic.eam.fs"), three), alloy)
    # So dense that densities lie beyond the table, where the embedding energy is a straight line.
    dense = lammps.crystal("fcc", (3, 3, 3), 3.0, three, 0.1, 6)
    yield case("synthetic setfl, dense", ["synthetic.eam.alloy"], three, setfl("eam/alloy", here("synthetic.eam.alloy"), three), dense)
    mixed = ["pair_style eam", f"pair_coeff 1 1 {here('synthetic-Ni.eam')}", f"pair_coeff 2 2 {here('synthetic-Al.eam')}"]
    yield case("synthetic funcfl, mixed", ["synthetic-Ni.eam", "synthetic-Al.eam"], ["Ni", "Al"], mixed,
               lammps.crystal("fcc", (3, 3, 2), 3.8, ["Ni", "Al"], 0.2, 7))
    yield case("synthetic funcfl", ["synthetic-Ni.eam"], ["Ni"], ["pair_style eam", f"pair_coeff 1 1 {here('synthetic-Ni.eam')}"],
               lammps.slab(lammps.crystal("fcc", (2, 3, 2), 3.6, ["Ni"], 0.15, 8)))
    for name, style, elements, lattice, a in [
            ("Cu_u3.eam", "eam", ["Cu"], "fcc", 3.615), ("Pd_u3.eam", "eam", ["Pd"], "fcc", 3.89),
            ("Cu_mishin1.eam.alloy", "eam/alloy", ["Cu"], "fcc", 3.615), ("W_zhou.eam.alloy", "eam/alloy", ["W"], "bcc", 3.165),
            ("NiAlH_jea.eam.alloy", "eam/alloy", ["Ni", "Al", "H"], "fcc", 3.6), ("NiAlH_jea.eam.fs", "eam/fs", ["Ni", "Al", "H"], "fcc", 3.6),
            ("Mg_mm.eam.fs", "eam/fs", ["Mg"], "fcc", 4.5), ("CuZr_mm.eam.fs", "eam/fs", ["Cu", "Zr"], "fcc", 3.9),
            ("AlFe_mm.eam.fs", "eam/fs", ["Al", "Fe"], "bcc", 2.95)]:
        path = os.path.join(FOLDER, name)
        commands = ["pair_style eam", f"pair_coeff 1 1 {path}"] if style == "eam" else setfl(style, path, elements)
        n = (3, 3, 3) if lattice == "bcc" else (2, 3, 2)
        yield case(f"{name}, strained", [name], elements, commands, lammps.crystal(lattice, n, a, elements, 0.15, 11, (0.9, 0.4, -1.1), (0.03, -0.02, 0.01)))
        yield case(f"{name}, surface", [name], elements, commands, lammps.slab(lammps.crystal(lattice, n, a, elements, 0.1, 12)))
        start = lammps.crystal(lattice, n, 1.03 * a, elements, 0.1, 13)
        yield case(f"{name}, liquid", [name], elements, commands, lammps.melt(LMP, [*commands, "timestep 0.0005"], start, elements, 4000.0))
    two = ["Cu", "Ni"]
    yield case("Cu_u3.eam and Ni_u3.eam", ["Cu_u3.eam", "Ni_u3.eam"], two,
               ["pair_style eam", f"pair_coeff 1 1 {FOLDER}/Cu_u3.eam", f"pair_coeff 2 2 {FOLDER}/Ni_u3.eam"],
               lammps.crystal("fcc", (3, 2, 2), 3.57, two, 0.15, 14))


lammps.write(os.path.join(HERE, "lammps.json"), LMP, cases())
