#!/usr/bin/python3
"""Writes a small trajectory (trajectory.xyz) and what ASE and numpy find in it (expected.json).

ASE 3.22 or later and numpy. Run in this folder: python3 make.py
g(r) and angles come from ase.neighborlist, MSD and velocity autocorrelation from plain sums over all origins,
the spectrum from numpy.fft.
"""
import json

import numpy as np
from ase import Atoms
from ase.io import write
from ase.neighborlist import neighbor_list

rng = np.random.default_rng(20240917)
N, FRAMES, DT = 12, 48, 4.0
CUTOFF, BINS, ANGLE_CUTOFF, ANGLE_BINS, LAGS = 6.0, 24, 2.8, 18, 12
cell = np.array([[5.2, 0.0, 0.0], [1.3, 4.9, 0.0], [-0.7, 0.9, 5.6]])
symbols = np.array(["Si"] * 4 + ["O"] * 8)
mass = Atoms(symbols).get_masses()

path = np.empty((FRAMES, N, 3))
velocity = np.empty((FRAMES, N, 3))
path[0] = rng.random((N, 3)) @ cell
velocity[0] = rng.normal(size=(N, 3)) * 0.01
for t in range(1, FRAMES):
    velocity[t] = 0.8 * velocity[t - 1] + rng.normal(size=(N, 3)) * 0.03
    path[t] = path[t - 1] + DT * velocity[t]
path, velocity = path.round(8), velocity.round(10)

frames, counts, partial, angles = [], np.zeros(BINS), {}, np.zeros(ANGLE_BINS)
triplet = np.zeros(ANGLE_BINS)
for t in range(FRAMES):
    atoms = Atoms(symbols, positions=path[t], cell=cell, pbc=True)
    atoms.wrap()
    atoms.positions = atoms.positions.round(8)
    i, j, d = neighbor_list("ijd", atoms, CUTOFF)
    h = np.histogram(d, bins=BINS, range=(0, CUTOFF))[0]
    counts += h
    for a, b in (("O", "O"), ("O", "Si"), ("Si", "Si")):
        mine = (symbols[i] == a) & (symbols[j] == b)
        partial.setdefault(f"{a}-{b}", np.zeros(BINS))
        partial[f"{a}-{b}"] += np.histogram(d[mine], bins=BINS, range=(0, CUTOFF))[0]
    i, j, D = neighbor_list("ijD", atoms, ANGLE_CUTOFF)
    for k in range(N):
        u = D[i == k]
        who = symbols[j[i == k]]
        for p in range(len(u)):
            for q in range(p + 1, len(u)):
                c = u[p] @ u[q] / np.linalg.norm(u[p]) / np.linalg.norm(u[q])
                bin_ = min(int(np.degrees(np.arccos(np.clip(c, -1, 1))) * ANGLE_BINS / 180), ANGLE_BINS - 1)
                angles[bin_] += 1
                if symbols[k] == "Si" and who[p] == who[q] == "O":
                    triplet[bin_] += 1
    order = rng.permutation(N)
    out = atoms[order]
    out.arrays["velo"] = velocity[t][order]
    out.arrays["id"] = (order + 1) * 10
    out.info = {"time": DT * t}
    frames.append(out)
write("trajectory.xyz", frames, format="extxyz", columns=["symbols", "positions", "velo", "id"])

edges = np.linspace(0, CUTOFF, BINS + 1)
shell = 4 / 3 * np.pi * (edges[1:] ** 3 - edges[:-1] ** 3)
volume = abs(np.linalg.det(cell))
number = {s: int((symbols == s).sum()) for s in ("O", "Si")}
rdf = {"total": counts * volume / (N * N * shell * FRAMES)}
for pair, h in partial.items():
    a, b = pair.split("-")
    rdf[pair] = h * volume / (number[a] * number[b] * shell * FRAMES)
coordination = np.cumsum(partial["O-Si"]) / (number["Si"] * FRAMES)


def centred(x):
    return x - (mass[:, None] * x).sum(axis=1, keepdims=True) / mass.sum()


r, v = centred(path), centred(velocity)
msd = {n: [float(((r[k:] - r[: FRAMES - k])[:, symbols == n] ** 2).sum(axis=2).mean()) for k in range(25)] for n in ("O", "Si")}
msd["all"] = [float(((r[k:] - r[: FRAMES - k]) ** 2).sum(axis=2).mean()) for k in range(25)]
weighted = np.array([
    (mass[None, :, None] * v[k:] * v[: FRAMES - k]).sum(axis=2).mean() for k in range(LAGS + 1)])
plain = np.array([(v[k:] * v[: FRAMES - k]).sum(axis=2).mean() for k in range(LAGS + 1)])
window = np.cos(np.pi * np.arange(LAGS + 1) / (2 * LAGS)) ** 2
even = np.concatenate([window * weighted, (window * weighted)[-2:0:-1]])
spectrum = np.fft.rfft(even).real
frequency = np.fft.rfftfreq(len(even), DT) * 1000
spectrum *= 3 * N / np.trapezoid(spectrum, frequency) if hasattr(np, "trapezoid") else 3 * N / np.trapz(spectrum, frequency)
json.dump(
    {
        "rdf": {k: list(map(float, x)) for k, x in rdf.items()},
        "coordination O around Si": list(map(float, coordination)),
        "angles": list(map(float, angles / angles.sum() * ANGLE_BINS / 180)),
        "angles O-Si-O": list(map(float, triplet / triplet.sum() * ANGLE_BINS / 180)),
        "msd": msd,
        "vacf": list(map(float, plain / plain[0])),
        "frequency": list(map(float, frequency)),
        "vdos": list(map(float, spectrum)),
    },
    open("expected.json", "w"), indent=1)
