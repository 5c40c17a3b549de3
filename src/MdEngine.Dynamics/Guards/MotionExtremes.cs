using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Guards;

/// <summary>The extremes of forces, velocities and coordinates over all atoms, in one pass; NaN where one is not a number.</summary>
internal sealed unsafe class MotionExtremes
{
    private readonly Action<int, int> _chunk;
    private (double Force, double Velocity, double Coordinate)[] _parts = [];
    private AtomState? _atoms;

    public MotionExtremes() => _chunk = Chunk;

    /// <summary>Square of the largest force, (eV/Angstrom)^2.</summary>
    public double Force { get; private set; }

    /// <summary>Square of the largest velocity, (Angstrom/fs)^2.</summary>
    public double Velocity { get; private set; }

    /// <summary>Largest coordinate by magnitude, Angstrom.</summary>
    public double Coordinate { get; private set; }

    /// <summary>Looks at all atoms.</summary>
    public void Take(AtomState atoms, WorkerPool workers)
    {
        _atoms = atoms;
        int chunks = AtomChunks.Count(atoms.Owned);
        if (_parts.Length < chunks)
        {
            _parts = new (double, double, double)[chunks];
        }

        workers.Run(chunks, _chunk);
        (Force, Velocity, Coordinate) = (0.0, 0.0, 0.0);
        for (int c = 0; c < chunks; c++)
        {
            // Math.Max hands NaN on.
            Force = Math.Max(Force, _parts[c].Force);
            Velocity = Math.Max(Velocity, _parts[c].Velocity);
            Coordinate = Math.Max(Coordinate, _parts[c].Coordinate);
        }
    }

    private void Chunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk);
        int end = AtomChunks.End(chunk, atoms.Owned);
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz)
        {
            _parts[chunk] = (
                LargestSquare(atoms.FxPointer, atoms.FyPointer, atoms.FzPointer, start, end),
                LargestSquare(vx, vy, vz, start, end),
                Math.Max(
                    LargestMagnitude(atoms.XPointer, start, end),
                    Math.Max(LargestMagnitude(atoms.YPointer, start, end), LargestMagnitude(atoms.ZPointer, start, end))));
        }
    }

    private static double LargestSquare(double* x, double* y, double* z, int start, int end)
    {
        Vector256<double> most = Vector256<double>.Zero;
        int i = start;
        for (; i + 4 <= end; i += 4)
        {
            Vector256<double> a = Vector256.Load(x + i), b = Vector256.Load(y + i), c = Vector256.Load(z + i);
            most = Vector256.Max(most, (a * a) + (b * b) + (c * c));
        }

        double largest = Horizontal(most);
        for (; i < end; i++)
        {
            largest = Math.Max(largest, (x[i] * x[i]) + (y[i] * y[i]) + (z[i] * z[i]));
        }

        return largest;
    }

    private static double LargestMagnitude(double* x, int start, int end)
    {
        Vector256<double> most = Vector256<double>.Zero;
        int i = start;
        for (; i + 4 <= end; i += 4)
        {
            most = Vector256.Max(most, Vector256.Abs(Vector256.Load(x + i)));
        }

        double largest = Horizontal(most);
        for (; i < end; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i]));
        }

        return largest;
    }

    private static double Horizontal(Vector256<double> v) => Math.Max(
        Math.Max(v.GetElement(0), v.GetElement(1)), Math.Max(v.GetElement(2), v.GetElement(3)));
}
