using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>The neighbours of every atom within cutoffs that depend on the pair of elements.</summary>
internal sealed class NeighborShell
{
    private readonly ImagePairs _pairs = new();
    private (int I, int J, Double3 D)[] _found = new (int, int, Double3)[256];
    private int _count;

    /// <summary>Where the neighbours of each atom begin; one entry more than atoms.</summary>
    public int[] Start { get; private set; } = [];

    /// <summary>Unit vectors to the neighbours, atom by atom.</summary>
    public Double3[] Directions { get; private set; } = [];

    /// <summary>Kinds of the neighbours, atom by atom.</summary>
    public int[] Kinds { get; private set; } = [];

    /// <summary>Finds the neighbours.</summary>
    /// <param name="positions">Cartesian, Angstrom.</param>
    /// <param name="census">Kinds of the atoms.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="cutoffs">By pair of kinds, Angstrom.</param>
    public void Find(
        ReadOnlySpan<Double3> positions, ElementCensus census, Core.Cell.SimulationCell cell, double[,] cutoffs)
    {
        double longest = 0.0;
        foreach (double cutoff in cutoffs)
        {
            longest = Math.Max(longest, cutoff);
        }

        _count = 0;
        int n = positions.Length;
        if (Start.Length < n + 1)
        {
            Start = new int[n + 1];
        }

        Array.Clear(Start);
        if (longest > 0.0)
        {
            var rows = new Rows(this, census, cutoffs);
            _pairs.Find(positions, cell, longest, ref rows);
        }

        Arrange(n, census);
    }

    private void Arrange(int n, ElementCensus census)
    {
        if (Directions.Length < 2 * _count)
        {
            Directions = new Double3[2 * _found.Length];
            Kinds = new int[2 * _found.Length];
        }

        for (int k = 0; k < n; k++)
        {
            Start[k + 1] += Start[k];
        }

        for (int p = _count - 1; p >= 0; p--)
        {
            (int i, int j, Double3 d) = _found[p];
            Put(--Start[i + 1], d, census.KindOf[j]);
            Put(--Start[j + 1], -d, census.KindOf[i]);
        }

        for (int k = 0; k < n; k++)
        {
            Start[k] = Start[k + 1];
        }

        Start[n] = 2 * _count;
    }

    private void Put(int place, Double3 direction, int kind) => (Directions[place], Kinds[place]) = (direction, kind);

    private void Add(int i, int j, Double3 direction)
    {
        if (_count == _found.Length)
        {
            Array.Resize(ref _found, 2 * _count);
        }

        _found[_count++] = (i, j, direction);
        Start[i + 1]++;
        Start[j + 1]++;
    }

    private readonly struct Rows(NeighborShell owner, ElementCensus census, double[,] cutoffs) : IPairRows
    {
        public void Take(ImagePairs pairs, int i, int from, int to, Double3 shift)
        {
            int a = pairs.Order[i];
            int kind = census.KindOf[a];
            Double3 r = new Double3(pairs.X[i], pairs.Y[i], pairs.Z[i]) - shift;
            for (int j = from; j < to; j++)
            {
                Double3 d = new Double3(pairs.X[j], pairs.Y[j], pairs.Z[j]) - r;
                int b = pairs.Order[j];
                double cutoff = cutoffs[kind, census.KindOf[b]], r2 = Double3.Dot(d, d);
                if (r2 < cutoff * cutoff && r2 > 0.0)
                {
                    owner.Add(a, b, (1.0 / Math.Sqrt(r2)) * d);
                }
            }
        }
    }
}
