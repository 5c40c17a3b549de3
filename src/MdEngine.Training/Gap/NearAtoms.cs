using System;
using MdEngine.Core.Mathematics;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>The neighbours of one atom within a cutoff, with room for derivatives by their positions. Scratch of one thread.</summary>
internal sealed unsafe class NearAtoms
{
    private double[] _vectors = [], _distances = [];
    private int[] _parents = [], _types = [];

    public int Count { get; private set; }

    /// <summary>x, y, z of each from the centre, Angstrom.</summary>
    public ReadOnlySpan<double> Vectors => _vectors.AsSpan(0, 3 * Count);

    public ReadOnlySpan<double> Distances => _distances.AsSpan(0, Count);

    public ReadOnlySpan<int> Parents => _parents.AsSpan(0, Count);

    public ReadOnlySpan<int> Types => _types.AsSpan(0, Count);

    /// <summary>Rows of derivatives: those of neighbour j begin at row 3 j.</summary>
    public AlignedBuffer<double> Gradients { get; } = new();

    /// <summary>Takes up the neighbours of an atom.</summary>
    public void Set(FrameNeighbors frame, int atom, double cutoff)
    {
        ReadOnlySpan<int> row = frame.Of(atom);
        if (_parents.Length < row.Length)
        {
            int room = row.Length + (row.Length / 4) + 16;
            (_vectors, _distances, _parents, _types) = (new double[3 * room], new double[room], new int[room], new int[room]);
        }

        Count = 0;
        double* x = frame.Atoms.XPointer, y = frame.Atoms.YPointer, z = frame.Atoms.ZPointer;
        foreach (int j in row)
        {
            var d = new Double3(x[j] - x[atom], y[j] - y[atom], z[j] - z[atom]);
            double r = d.Length;
            if (r < cutoff)
            {
                _vectors[3 * Count] = d.X;
                _vectors[(3 * Count) + 1] = d.Y;
                _vectors[(3 * Count) + 2] = d.Z;
                _distances[Count] = r;
                _parents[Count] = frame.Parent(j);
                _types[Count++] = frame.Atoms.TypePointer[j];
            }
        }
    }
}
