using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Radial distribution function g(r), total and by pair of elements, averaged over frames. All periodic images within
/// the cutoff count, so it may exceed half the cell, and any triclinic cell will do.
/// </summary>
/// <remarks>
/// g_ab(r) = V / (N_a N_b) * (ordered pairs of a and b in the shell) / (volume of the shell), averaged over frames;
/// M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 8.2.
/// </remarks>
public sealed class RadialDistribution
{
    private readonly ImagePairs _pairs = new();
    private readonly List<Element> _elements = [];
    private readonly Dictionary<(int A, int B), double[]> _partial = [];
    private readonly double[] _total;
    private readonly double _inverseWidth;
    private double _density;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="cutoff">Largest distance, Angstrom; positive.</param>
    /// <param name="bins">Number of bins of equal width, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RadialDistribution(double cutoff, int bins)
    {
        if (!(cutoff > 0.0 && double.IsFinite(cutoff)))
        {
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "the cutoff is a positive number of Angstrom");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Cutoff = cutoff;
        Bins = bins;
        _total = new double[bins];
        _inverseWidth = bins / cutoff;
    }

    /// <summary>Largest distance, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Number of bins.</summary>
    public int Bins { get; }

    /// <summary>Number of frames added.</summary>
    public int Frames { get; private set; }

    /// <summary>Mean number density of the frames, atoms/Angstrom^3.</summary>
    public double Density => _density / Frames;

    /// <summary>Middle of each bin, Angstrom.</summary>
    public double[] Distances()
    {
        var r = new double[Bins];
        for (int k = 0; k < Bins; k++)
        {
            r[k] = (k + 0.5) / _inverseWidth;
        }

        return r;
    }

    /// <summary>Adds a frame.</summary>
    /// <exception cref="InputException">The cell has no volume.</exception>
    public void Add(Structure structure)
    {
        int n = structure.Count;
        var type = new int[n];
        for (int i = 0; i < n; i++)
        {
            type[i] = IndexOf(structure.Elements[i]);
        }

        Add(structure.Positions, type, structure.Cell);
    }

    /// <summary>Adds the present state of a simulation.</summary>
    /// <exception cref="InputException">The cell has no volume.</exception>
    public void Add(AtomState atoms, SimulationCell cell)
    {
        int n = atoms.Owned;
        var positions = new Double3[n];
        var type = new int[n];
        for (int i = 0; i < n; i++)
        {
            positions[i] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
            type[i] = IndexOf(atoms.Species[atoms.Type[i]]);
        }

        Add(positions, type, cell);
    }

    /// <summary>g(r) of all atoms, by bin.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Total() => Mean(_total);

    /// <summary>g(r) of two elements, by bin; zero when one of them was in no frame.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Partial(Element a, Element b)
    {
        int i = _elements.IndexOf(a), j = _elements.IndexOf(b);
        return Mean(_partial.GetValueOrDefault((Math.Min(i, j), Math.Max(i, j)), new double[Bins]));
    }

    private double[] Mean(double[] sums)
    {
        if (Frames == 0)
        {
            throw new InvalidOperationException("no frame was added to the radial distribution");
        }

        var g = new double[Bins];
        for (int k = 0; k < Bins; k++)
        {
            double inner = k / _inverseWidth, outer = (k + 1) / _inverseWidth;
            double shell = 4.0 / 3.0 * Math.PI * ((outer * outer * outer) - (inner * inner * inner));
            g[k] = sums[k] / (shell * Frames);
        }

        return g;
    }

    private int IndexOf(Element element)
    {
        int index = _elements.IndexOf(element);
        if (index < 0)
        {
            index = _elements.Count;
            _elements.Add(element);
        }

        return index;
    }

    private void Add(Double3[] positions, int[] type, SimulationCell cell)
    {
        if (!cell.HasVolume)
        {
            throw new InputException(
                "a radial distribution needs a density, but the cell has no volume; give all three lattice vectors");
        }

        int kinds = _elements.Count;
        var counts = new long[kinds * kinds][];
        for (int k = 0; k < counts.Length; k++)
        {
            counts[k] = new long[Bins];
        }

        double scale = _inverseWidth;
        int bins = Bins;
        _pairs.Visit(positions, cell, Cutoff, (i, j, r2) =>
        {
            int bin = Math.Min((int)(Math.Sqrt(r2) * scale), bins - 1);
            int a = Math.Min(type[i], type[j]), b = Math.Max(type[i], type[j]);
            counts[(a * kinds) + b][bin]++;
        });
        Accumulate(counts, type, cell.Volume);
        _density += positions.Length / cell.Volume;
        Frames++;
    }

    private void Accumulate(long[][] counts, int[] type, double volume)
    {
        int kinds = _elements.Count;
        var number = new long[kinds];
        foreach (int t in type)
        {
            number[t]++;
        }

        double n = type.Length;
        for (int a = 0; a < kinds; a++)
        {
            for (int b = a; b < kinds; b++)
            {
                if (number[a] == 0 || number[b] == 0)
                {
                    continue;
                }

                if (!_partial.TryGetValue((a, b), out double[]? sums))
                {
                    sums = new double[Bins];
                    _partial.Add((a, b), sums);
                }

                // A pair of like atoms stands for two ordered ones; of unlike ones g_ab counts those from a to b.
                double weight = (a == b ? 2.0 : 1.0) * volume / ((double)number[a] * number[b]);
                for (int k = 0; k < Bins; k++)
                {
                    long pairs = counts[(a * kinds) + b][k];
                    sums[k] += weight * pairs;
                    _total[k] += 2.0 * volume / (n * n) * pairs;
                }
            }
        }
    }
}
