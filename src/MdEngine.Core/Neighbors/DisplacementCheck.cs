using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>Remembers where the owned atoms stood when lists were built, and tells how far one has moved since.</summary>
internal sealed unsafe class DisplacementCheck
{
    private const int Chunk = 8192;
    private readonly AlignedBuffer<double> _x = new(), _y = new(), _z = new();
    private readonly Action<int, int> _check;
    private double[] _largest = [];
    private AtomState? _atoms;

    public DisplacementCheck() => _check = CheckChunk;

    /// <summary>Takes the present positions as reference.</summary>
    public void Remember(AtomState atoms)
    {
        int n = atoms.Owned;
        _x.Grow(n);
        _y.Grow(n);
        _z.Grow(n);
        atoms.X[..n].CopyTo(_x.Span);
        atoms.Y[..n].CopyTo(_y.Span);
        atoms.Z[..n].CopyTo(_z.Span);
    }

    /// <summary>Square of the largest displacement, Angstrom^2; NaN when a position is not finite.</summary>
    public double LargestSquared(AtomState atoms, WorkerPool workers)
    {
        _atoms = atoms;
        int chunks = (atoms.Owned + Chunk - 1) / Chunk;
        if (_largest.Length < chunks)
        {
            _largest = new double[chunks];
        }

        workers.Run(chunks, _check);
        double largest = 0.0;
        for (int c = 0; c < chunks; c++)
        {
            // Math.Max hands NaN on, whichever chunk it comes from.
            largest = Math.Max(largest, _largest[c]);
        }

        return largest;
    }

    private void CheckChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int first = chunk * Chunk;
        int end = Math.Min(atoms.Owned, first + Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        double* x0 = _x.Pointer, y0 = _y.Pointer, z0 = _z.Pointer;
        Vector256<double> most = Vector256<double>.Zero;
        int i = first;
        for (; i + 4 <= end; i += 4)
        {
            Vector256<double> dx = Vector256.Load(x + i) - Vector256.Load(x0 + i);
            Vector256<double> dy = Vector256.Load(y + i) - Vector256.Load(y0 + i);
            Vector256<double> dz = Vector256.Load(z + i) - Vector256.Load(z0 + i);
            most = Vector256.Max(most, (dx * dx) + (dy * dy) + (dz * dz));
        }

        double largest = Math.Max(
            Math.Max(most.GetElement(0), most.GetElement(1)), Math.Max(most.GetElement(2), most.GetElement(3)));
        for (; i < end; i++)
        {
            double dx = x[i] - x0[i], dy = y[i] - y0[i], dz = z[i] - z0[i];
            largest = Math.Max(largest, (dx * dx) + (dy * dy) + (dz * dz));
        }

        _largest[chunk] = largest;
    }
}
