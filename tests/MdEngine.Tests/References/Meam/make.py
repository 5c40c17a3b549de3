#!/usr/bin/env python3
"""Modified embedded-atom reference numbers by LAMMPS: writes lammps.json beside this script.

Usage: make.py [LMP [FOLDER]]    (a LAMMPS executable built with its package MEAM, which that of Debian lacks, and the
                                  folder of its potentials, part of its distribution)

Files of the distribution are not copied: tests skip those cases where the folder is missing. All else is made from
synthetic.library.meam. Skins are wide, so that LAMMPS sees every atom that can screen a pair: it looks no farther than
its lists reach.
"""
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import lammps  # noqa: E402

LMP = sys.argv[1] if len(sys.argv) > 1 else "lmp"
FOLDER = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/lammps/potentials"
LIBRARY = "synthetic.library.meam"
BOND = {"Ni": 2.49, "Cu": 2.56, "Fe": 2.48, "Si": 2.35, "C": 1.54, "Ge": 2.45, "Mg": 3.19, "O": 1.21, "N": 1.9, "S": 2.2, "Se": 2.4}
lammps.BASES["dia"] = lammps.BASES["fcc"] + tuple((x + .25, y + .25, z + .25) for x, y, z in lammps.BASES["fcc"])
CONSTANT = {"fcc": 2 ** .5, "bcc": 2 / 3 ** .5, "sc": 1.0, "dia": 4 / 3 ** .5}


def rounded(s):
    return {**s, "positions": [[round(x, 4) for x in r] for r in s["positions"]]}


def liquid(elements, seed, count=16, scale=1.15):
    """Atoms at random in a tilted box, none closer than 0.8 of the longest bond."""
    rng = random.Random(seed)
    bond = max(BOND[e] for e in elements)
    side = round(scale * bond * count ** (1 / 3), 4)
    tilt = [round(side * x, 4) for x in (0.11, -0.07, 0.16)]
    cell = [[side, 0.0, 0.0], [tilt[0], side, 0.0], [tilt[1], tilt[2], side]]
    positions = []
    while len(positions) < count:
        f = [rng.random() for _ in range(3)]
        r = [round(sum(f[a] * cell[a][c] for a in range(3)), 4) for c in range(3)]
        far = True
        for p in positions:
            for a in (-1, 0, 1):
                for b in (-1, 0, 1):
                    for c in (-1, 0, 1):
                        d = [r[k] - p[k] + a * cell[0][k] + b * cell[1][k] + c * cell[2][k] for k in range(3)]
                        far = far and sum(x * x for x in d) > (0.8 * bond) ** 2
        if far:
            positions.append(r)
    return {"cell": cell, "periodic": [True, True, True], "elements": [elements[k % len(elements)] for k in range(count)],
            "positions": positions}


def crystal(lattice, elements, seed, n=(2, 2, 2), noise=0.12, scale=1.0):
    bond = sum(BOND[e] for e in elements) / len(elements)
    return lammps.crystal(lattice, n, scale * bond * CONSTANT[lattice], elements, noise, seed, (0.5, -0.4, 0.6), (0.02, -0.03, 0.01))


def case(name, settings, elements, structure, library=None, entries=None, settings_file=None):
    names = " ".join(entries or elements)
    path = os.path.join(FOLDER, library) if library else os.path.join(HERE, LIBRARY)
    second = os.path.join(FOLDER, settings_file) if settings_file else "settings.meam"
    commands = ["neighbor 5.0 bin", "pair_style meam", f"pair_coeff * * {path} {names} {second} {names}"]
    item = {"name": name, "elements": elements}
    if library:
        item.update(library=library, libraryElements=entries or elements, file=settings_file)
    else:
        item.update(settings=settings)
    found = lammps.evaluate(LMP, commands, structure, elements, [("settings.meam", settings)])
    # Twelve digits of the largest force: more are rounding.
    found["forces_eV_per_A"] = [[float(f"{x:.12g}") for x in row] for row in found["forces_eV_per_A"]]
    return {**item, "structure": structure, **found}


def text(*settings):
    return "\n".join(("rc=4.3", "delr=0.4") + settings) + "\n"


def triples(count, seed):
    """Screening of all triplets at random."""
    rng = random.Random(seed)
    lines = []
    for i in range(1, count + 1):
        for j in range(i, count + 1):
            for k in range(1, count + 1):
                low = rng.uniform(0.1, 1.9)
                lines += [f"Cmin({i},{j},{k})={low:.3f}", f"Cmax({i},{j},{k})={max(low + 0.4, rng.uniform(1.4, 3.6)):.3f}"]
    return "\n".join(lines)


def elements():
    """Each reference structure of an element, with and without second neighbours."""
    for k, (e, lattice) in enumerate([("Ni", "fcc"), ("Cu", "fcc"), ("Fe", "bcc"), ("Mg", "fcc"), ("Si", "dia"), ("C", "dia"), ("Ge", "dia")]):
        rc = f"rc={1.75 * BOND[e]:.3f}"
        yield case(f"{e}", text(rc), [e], crystal(lattice, [e], 10 + k, (2, 2, 1)))
        low = {"dia": 0.6, "bcc": 0.36, "fcc": 0.49}[lattice]
        yield case(f"{e}, second neighbours", text(rc, "nn2(1,1)=1", f"Cmin(1,1,1)={low}"), [e], liquid([e], 20 + k))
    for k, e in enumerate(["O", "N", "S", "Se"]):
        rc = f"rc={2.0 * BOND[e]:.3f}"
        yield case(f"{e}", text(rc), [e], liquid([e], 30 + k))
        for angle in (180, 101.5, 60) if e.startswith("S") else (180,):
            yield case(f"{e} at {angle} degrees, second neighbours", text(rc, "nn2(1,1)=1", f"theta(1,1)={angle}", "Cmin(1,1,1)=0.2"), [e],
                       liquid([e], 40 + k))
    for k, lattice in enumerate(["ch4", "b1", "b2", "lin", "zig", "tri", "dim"]):
        yield case(f"Ni as {lattice}", text(f"lattce(1,1)={lattice}", "re(1,1)=2.3", "Cmin(1,1,1)=0.5", "nn2(1,1)=1"), ["Ni"], liquid(["Ni"], 50 + k))


def options():
    """Each option by itself."""
    for k, (name, element, settings) in enumerate([
            ("attraction and repulsion", "Ni", "attrac(1,1)=0.08\nrepuls(1,1)=0.03"),
            ("Rose's equation, form 1", "Ni", "erose_form=1\nattrac(1,1)=0.04\nrepuls(1,1)=0.09"),
            ("Rose's equation, form 2", "Cu", "erose_form=2\nattrac(1,1)=0.05\nrepuls(1,1)=0.02"),
            ("t1 not augmented", "C", "augt1=0"),
            ("smoothing", "Mg", "gsmooth_factor=4"),
            ("negative densities", "Si", "emb_lin_neg=1"),
            ("negative densities without energy", "Si", "emb_lin_neg=0"),
            ("background of first neighbours", "C", "bkgd_dyn=1"),
            ("mixed reference", "C", "mixture_ref_t=1"),
            ("mixed reference of a zigzag chain", "S", "mixture_ref_t=1\ntheta(1,1)=110"),
            ("no ZBL", "Ni", "zbl(1,1)=0"),
            ("parameters of the pair", "Cu", "Ec(1,1)=3.2\nre(1,1)=2.6\nalpha(1,1)=4.8\nrho0(1)=1.4"),
            ("another structure than the library's", "Fe", "lattce(1,1)=fcc\nre(1,1)=2.55"),
            ("wide ellipses", "Cu", "Cmax(1,1,1)=4.5\nCmin(1,1,1)=0.1"),
            ("narrow ellipses", "Cu", "Cmax(1,1,1)=1.2\nCmin(1,1,1)=0.9"),
            ("a wide edge", "Ni", "rc=5.5\ndelr=2.0\nCmin(1,1,1)=0.6")]):
        structure = liquid([element], 60 + k)
        if "ZBL" in name:
            structure = crystal("fcc", [element], 3, (1, 1, 1), 0.1, 0.55)
        elif "negative" in name or "smooth" in name:
            # Few neighbours on one side.
            structure = lammps.slab(crystal("fcc", [element], 5, (2, 1, 1), 0.25, 1.35))
        rc = f"rc={1.75 * BOND[element]:.3f}"
        yield case(f"{element}, {name}", text(rc, settings), [element], rounded(structure))
    yield case("Ni, close atoms and ZBL", text(), ["Ni"], crystal("fcc", ["Ni"], 3, (1, 1, 1), 0.1, 0.55))
    yield case("Ni, surface", text(), ["Ni"], lammps.slab(crystal("fcc", ["Ni"], 8, (2, 2, 1), 0.2)))
    yield case("Si, surface", text("nn2(1,1)=1", "Cmin(1,1,1)=0.5"), ["Si"], lammps.slab(crystal("dia", ["Si"], 9, (2, 1, 1), 0.2)))


def pairs():
    """Each reference structure of two elements, with each average, with and without second neighbours."""
    for k, lattice in enumerate(["b1", "b2", "dia", "l12", "c11", "dim", "ch4", "lin", "zig", "tri", "fcc", "bcc", "hcp"]):
        for alloy in (0, 1, 2):
            for nn2 in (0, 1):
                if lattice == "c11" and nn2 or lattice in ("fcc", "bcc", "hcp", "dim") and alloy != 2 * nn2:
                    continue
                names = [["Ni", "Cu"], ["Si", "C"], ["Fe", "Si"]][(k + alloy) % 3]
                settings = [f"lattce(1,2)={lattice}", f"ialloy={alloy}", f"nn2(1,2)={nn2}", f"nn2(1,1)={nn2}", triples(2, 70 + k)]
                if lattice in ("zig", "tri"):
                    settings.append(f"theta(1,2)={[104.5, 95, 180][alloy]}")
                name = f"{''.join(names)}, {lattice}, average {alloy}{', second neighbours' if nn2 else ''}"
                yield case(name, text(*settings), names, liquid(names, 200 + 10 * k + 2 * alloy + nn2, 14))
    yield case("CSi, c11 of a pair of diamonds", text("lattce(1,2)=c11", "delta(1,2)=0.2", "ialloy=2"), ["C", "Si"], liquid(["C", "Si"], 90))
    yield case("CuSi, c11 of a metal first", text("lattce(1,2)=c11", "delta(1,2)=0.2"), ["Cu", "Si"], liquid(["Cu", "Si"], 91))
    yield case("SNi, l12 with a chain", text("lattce(1,2)=l12", "theta(1,1)=104", "theta(1,2)=120", "nn2(1,1)=1", "Cmin(1,1,1)=0.3"), ["S", "Ni"],
               liquid(["S", "Ni"], 94))
    for alloy in (0, 1):
        yield case(f"CCu, mixed reference, average {alloy}", text("lattce(1,2)=b1", "mixture_ref_t=1", f"ialloy={alloy}"), ["C", "Cu"],
                   liquid(["C", "Cu"], 92 + alloy))
    three = ["Ni", "Cu", "Fe"]
    for alloy in (0, 1, 2):
        settings = ["lattce(1,2)=b1", "lattce(1,3)=l12", "lattce(2,3)=zig", "theta(3,2)=100", "Ec(1,3)=4.6", "re(2,3)=2.1", "alpha(1,2)=5.2",
                    "attrac(1,2)=0.05", "nn2(3,1)=1", "nn2(3,3)=1", "zbl(2,1)=0", f"ialloy={alloy}", triples(3, 80 + alloy)]
        yield case(f"NiCuFe, average {alloy}", text(*settings), three, liquid(three, 95 + alloy, 18))


def installed():
    """Files of LAMMPS's distribution."""
    lib = "library.meam"
    yield case("Ni.meam, hot crystal", "", ["Ni"], crystal("fcc", ["Ni"], 101, (2, 2, 2), 0.2), lib, ["Ni"], "Ni.meam")
    yield case("Cu.meam, liquid", "", ["Cu"], liquid(["Cu"], 102, 32), lib, ["Cu"], "Cu.meam")
    yield case("WL.meam, crystal", "", ["W"], lammps.crystal("bcc", (3, 2, 2), 3.165, ["W"], 0.2, 103, (0.4, 0.3, -0.5)), lib, ["WL"], "WL.meam")
    yield case("SiC.meam, zincblende", "", ["Si", "C"], crystal("dia", ["Si", "C"], 104, (2, 1, 1), 0.1), lib, ["Si", "C"], "SiC.meam")
    yield case("SiC.meam, liquid", "", ["Si", "C"], liquid(["Si", "C"], 105, 32), lib, ["Si", "C"], "SiC.meam")
    five = ["Al", "Si", "Mg", "Cu", "Fe"]
    BOND.update(Al=2.86)
    settings = "AlSiMgCuFe.meam"
    for k, s in enumerate([liquid(five, 106, 30), crystal("fcc", five, 107, (2, 2, 2), 0.2), lammps.slab(crystal("bcc", five, 108, (2, 2, 2), 0.2))]):
        yield case(f"AlSiMgCuFe.meam, {['liquid', 'random alloy', 'surface'][k]}", "", five, s, lib, [e + "S" for e in five], settings)


def cases():
    yield from elements()
    yield from options()
    yield from pairs()
    yield from installed()


def main():
    lammps.write(os.path.join(HERE, "lammps.json"), LMP, cases())


if __name__ == "__main__":
    main()
