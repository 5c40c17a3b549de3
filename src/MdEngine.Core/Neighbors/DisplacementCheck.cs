using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Remembers where the owned atoms stood when lists were built, and tells how far one has moved since, beyond what a
/// homogeneous deformation of the cell explains.
/// </summary>
internal sealed unsafe class DisplacementCheck
{
    private const int Chunk = 2048;
    private readonly AlignedBuffer<double> _x = new(), _y = new(), _z = new();
    private readonly Action<int, int> _check;
    private double[] _largest = [];
    private AtomState? _atoms;
    private Matrix3 _map;

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

    /// <summary>True when a pair that was not listed may have come within the cutoff.</summary>
    /// <param name="atoms">Atoms, in the order that they had.</param>
    /// <param name="built">Cell for which the lists were built.</param>
    /// <param name="now">Cell of the present.</param>
    /// <param name="range">Distance up to which pairs were listed, Angstrom.</param>
    /// <param name="skin">What of it is beyond the cutoff, Angstrom.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="lost">True when a position is not finite.</param>
    public bool IsStale(
        AtomState atoms, SimulationCell built, SimulationCell now, double range, double skin, WorkerPool workers, out bool lost)
    {
        _map = ReferenceEquals(built, now) ? Matrix3.Identity : built.Completed.Inverse() * now.Completed;
        double moved = LargestSquared(atoms, workers);
        lost = double.IsNaN(moved);

        // A pair that is not listed was farther apart than the range; the deformation has brought it to the least stretch
        // times that at the nearest, and two displacements nearer.
        double room = (LeastStretch(_map) * range) - (range - skin);
        return room <= 0.0 || moved > 0.25 * room * room;
    }

    /// <summary>
    /// A lower bound of the factor by which a map shortens any vector: root of the least eigenvalue of F F^T by
    /// Gershgorin's circles, exact for diagonal maps.
    /// </summary>
    private static double LeastStretch(Matrix3 map)
    {
        if (map == Matrix3.Identity)
        {
            return 1.0;
        }

        Matrix3 square = map * map.Transpose();
        double xy = Math.Abs(square.XY), xz = Math.Abs(square.XZ), yz = Math.Abs(square.YZ);
        double least = Math.Min(square.XX - xy - xz, Math.Min(square.YY - xy - yz, square.ZZ - xz - yz));
        return Math.Sqrt(Math.Max(0.0, least));
    }

    /// <summary>Square of the largest displacement, Angstrom^2; NaN when a position is not finite.</summary>
    private double LargestSquared(AtomState atoms, WorkerPool workers)
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

    /// <summary>Saves the reference positions of <paramref name="count"/> atoms.</summary>
    public void Save(StateBag into, int count)
    {
        into.Set("x", new ReadOnlySpan<double>(_x.Pointer, count));
        into.Set("y", new ReadOnlySpan<double>(_y.Pointer, count));
        into.Set("z", new ReadOnlySpan<double>(_z.Pointer, count));
    }

    /// <summary>
    /// Exchanges positions and reference: called twice, before and after lists are built anew at the places where they
    /// were built.
    /// </summary>
    public void Exchange(AtomState atoms)
    {
        Swap(atoms.X[..atoms.Owned], _x.Span);
        Swap(atoms.Y[..atoms.Owned], _y.Span);
        Swap(atoms.Z[..atoms.Owned], _z.Span);
    }

    /// <summary>Takes back the reference positions of <paramref name="count"/> atoms.</summary>
    public void Restore(StateBag from, int count)
    {
        _x.Grow(count);
        _y.Grow(count);
        _z.Grow(count);
        from.Reals("x", count).CopyTo(_x.Span);
        from.Reals("y", count).CopyTo(_y.Span);
        from.Reals("z", count).CopyTo(_z.Span);
    }

    private static void Swap(Span<double> a, Span<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }

    private void CheckChunk(int chunk, int worker)
    {
        if (_map == Matrix3.Identity)
        {
            CheckRigid(chunk);
        }
        else
        {
            CheckDeformed(chunk);
        }
    }

    private void CheckDeformed(int chunk)
    {
        AtomState atoms = _atoms!;
        int first = chunk * Chunk;
        int end = Math.Min(atoms.Owned, first + Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        double largest = 0.0;
        for (int i = first; i < end; i++)
        {
            Double3 home = new Double3(_x.Pointer[i], _y.Pointer[i], _z.Pointer[i]) * _map;
            double dx = x[i] - home.X, dy = y[i] - home.Y, dz = z[i] - home.Z;
            largest = Math.Max(largest, (dx * dx) + (dy * dy) + (dz * dz));
        }

        _largest[chunk] = largest;
    }

    private void CheckRigid(int chunk)
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
