#!/usr/bin/env python3
"""Draws the README's pictures from a run of inputs/argon-nvt.json (needs ASE and matplotlib).

    dotnet run -c Release --project src/MdEngine.Cli -- run inputs/argon-nvt.json
    python3 .github/assets/make.py
"""
import csv
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from ase.io import iread
from ase.visualize.plot import plot_atoms

root = pathlib.Path(__file__).resolve().parents[2]
frames = list(iread(root / "trajectories" / "argon-nvt.xyz", index=":"))
box = frames[0].cell.lengths()[0]
n = len(frames[0])

edges = np.linspace(0.0, box / 2, 201)
counts = np.zeros(200)
for frame in frames[:: max(1, len(frames) // 60)]:
    p = frame.positions
    for i in range(n - 1):
        d = p[i + 1 :] - p[i]
        d -= box * np.round(d / box)
        counts += np.histogram(np.sqrt((d * d).sum(1)), edges)[0]
used = len(frames[:: max(1, len(frames) // 60)])
shell = 4 / 3 * np.pi * (edges[1:] ** 3 - edges[:-1] ** 3)
g = counts / used / (0.5 * n * (n - 1) / box**3 * shell)

time, temperature, pressure, stage = [], [], [], []
with open(root / "trajectories" / "argon-nvt.csv") as file:
    for row in csv.DictReader(file):
        time.append(float(row["time_fs"]) / 1000)
        temperature.append(float(row["temperature_K"]))
        pressure.append(float(row["pressure_GPa"]))
        stage.append(row["stage"])

figure, axes = plt.subplots(1, 3, figsize=(13, 4), width_ratios=[1, 1.15, 1.15])
plot_atoms(frames[-1], axes[0], radii=1.4, rotation="-80x,15y")
axes[0].set_axis_off()
axes[0].set_title(f"{n} argon atoms, {time[-1]:.0f} ps")
axes[1].plot(0.5 * (edges[1:] + edges[:-1]), g, color="#20639b")
axes[1].axhline(1, color="0.7", lw=0.8, zorder=0)
axes[1].axvline(3.7, color="#ed553b", lw=0.8, ls="--", zorder=0)
axes[1].set(xlabel="r (Å)", ylabel="g(r)", title="pair distribution; dashed: 3.7 Å (Rahman 1964)")
axes[2].plot(time, temperature, color="#20639b", lw=0.8)
axes[2].axhline(94.4, color="#ed553b", lw=0.8, ls="--")
axes[2].set(xlabel="time (ps)", ylabel="temperature (K)", title="the measuring stage: Nosé-Hoover chains at 94.4 K")
figure.tight_layout()
figure.savefig(pathlib.Path(__file__).with_name("argon.png"), dpi=110)
print("first peak of g(r):", round(float(0.5 * (edges[g.argmax()] + edges[g.argmax() + 1])), 3), "height", round(float(g.max()), 3))
