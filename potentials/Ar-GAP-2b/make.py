#!/usr/bin/env python3
"""Makes gap.xml: a sparse Gaussian process over pair distances, fitted to the energies of Lennard-Jones argon dimers.

    python3 make.py        (numpy)

The energy of a dimer at distance r is 2 f(r) sum_s alpha_s k(r, x_s), since QUIP counts every ordered pair. The weights
are those of the projected process (A. P. Bartok, G. Csanyi, Int. J. Quantum Chem. 115, 1051 (2015), eq. 23), by least
squares on a QR factorisation.
"""
import numpy as np

EPSILON = 120.0 * 8.617333262145179e-05  # eV; A. Rahman, Phys. Rev. 136, A405 (1964)
SIGMA = 3.4  # Angstrom
CUTOFF, WIDTH = 8.5, 2.0
DELTA, THETA = 0.3, 0.5  # eV, Angstrom
NOISE, JITTER = 1e-6, 1e-12  # eV

sparse = np.linspace(2.8, 8.4, 32)
data = np.linspace(2.8, 8.5, 400)[:-1]


def taper(r):
    return np.where(r <= CUTOFF - WIDTH, 1.0, 0.5 * (np.cos(np.pi * (r - CUTOFF + WIDTH) / WIDTH) + 1.0))


def kernel(a, b):
    return DELTA**2 * np.exp(-0.5 * ((a[:, None] - b[None, :]) / THETA) ** 2)


x6 = (SIGMA / data) ** 6
energies = 4.0 * EPSILON * (x6 * x6 - x6) * taper(data)
design = 2.0 * taper(data)[:, None] * kernel(data, sparse)
square = np.linalg.cholesky(kernel(sparse, sparse) + JITTER * np.eye(len(sparse))).T
q, r = np.linalg.qr(np.vstack([design / NOISE, square]))
alpha = np.linalg.solve(r, q.T @ np.concatenate([energies / NOISE, np.zeros(len(sparse))]))
error = design @ alpha - energies
well = data > 3.2
print(f"RMSE {1e3 * np.sqrt(np.mean(error**2)):.2g} meV, {1e3 * np.sqrt(np.mean(error[well]**2)):.2g} meV beyond 3.2 Angstrom")

points = "\n".join(
    f'      <sparseX i="{i + 1}" alpha="{a!r}" sparseCutoff="1.0">{x!r}</sparseX>'
    for i, (a, x) in enumerate(zip(alpha.tolist(), sparse.tolist())))
with open("gap.xml", "w", encoding="ascii") as file:
    file.write(f"""<GAP_argon>
<Potential label="GAP_argon" init_args="IP GAP label=GAP_argon"/>
<GAP_params label="GAP_argon" gap_version="1767480561">
  <GAP_data do_core="F"><e0 Z="18" value="0.0"/></GAP_data>
  <gpSparse label="GAP_argon" n_coordinate="1" fitted="T">
    <gpCoordinates label="GAP_argon1" dimensions="1" signal_variance="{DELTA}" signal_mean="0.0" sparsified="T" n_permutations="1" covariance_type="1" n_sparseX="{len(sparse)}">
      <theta>{THETA}</theta>
      <descriptor>distance_2b cutoff={CUTOFF} cutoff_transition_width={WIDTH} Z1=18 Z2=18</descriptor>
      <permutation i="1">1</permutation>
{points}
    </gpCoordinates>
  </gpSparse>
</GAP_params>
</GAP_argon>
""")
