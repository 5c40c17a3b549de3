using System;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// The smooth part of an Ewald sum on a mesh: spreads charges with B-splines, convolves, and takes potentials and forces
/// back through the same splines (Essmann et al. 1995).
/// </summary>
/// <remarks>
/// The mesh follows from cell, charges and accuracy alone, so that a resumed run makes the same one. Slabs of mesh planes
/// take charges in a fixed order: the result does not depend on threads.
/// </remarks>
internal sealed unsafe class ParticleMesh : ILongRangeSolver
{
    private const int Chunk = 1024, SlabPlanes = 4, Most = BSpline.Most;
    private const double LargestNetCharge = 1e-6;
    private readonly ChargeSource _source;
    private readonly double _splitting, _error;
    private readonly int _order;
    private readonly AlignedBuffer<double> _charges = new();
    private readonly AlignedBuffer<double> _u = new();
    private readonly AlignedBuffer<int> _byPlane = new();
    private readonly Action<int, int> _scaleChunk, _spreadSlab, _forceChunk;
    private int[] _planeStart = [];
    private MeshShape _shape;
    private MeshConvolution? _convolution;
    private InfluenceFunction? _influence;
    private SimulationState? _state;
    private bool _wantEnergies;

    public ParticleMesh(ChargeSource source, double splitting, double error, int order)
    {
        _source = source;
        _splitting = splitting;
        _error = error;
        _order = order;
        _scaleChunk = ScaleChunk;
        _spreadSlab = SpreadSlab;
        _forceChunk = ForceChunk;
    }

    /// <inheritdoc/>
    public void Add(SimulationState state, ReadOnlySpan<int> types, ForceNeeds needs, WorkerPool workers)
    {
        AtomState atoms = state.Atoms;
        if (atoms.Owned == 0)
        {
            return;
        }

        if (state.Cell.PeriodicAxes != 3)
        {
            throw new InputException(
                "an Ewald sum needs a cell that is periodic along all three vectors; use \"coulomb-dsf\" for open systems, "
                + "or give a slab a wide gap and make it periodic");
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            throw new InputException("virials of single atoms are not defined on an Ewald mesh; ask for the total only");
        }

        _charges.Grow(atoms.Owned);
        Span<double> q = _charges.Span[..atoms.Owned];
        _source.Copy(atoms, types, 0, q);
        double squares = CheckCharges(q);
        Prepare(state.Cell, squares, atoms.Owned, workers);
        _state = state;
        _wantEnergies = (needs & ForceNeeds.AtomEnergies) != 0;
        int chunks = (atoms.Owned + Chunk - 1) / Chunk;
        _u.Grow(4 * atoms.Owned);
        workers.Run(chunks, _scaleChunk);
        SortByPlane(atoms.Owned);
        workers.Run((_shape.Z + SlabPlanes - 1) / SlabPlanes, _spreadSlab);
        _convolution!.Run(_influence!, (needs & ForceNeeds.Virial) != 0, workers);
        workers.Run(chunks, _forceChunk);
        state.Forces.Energy += _convolution.Energy - (SelfFactor * squares);
        state.Forces.Virial += _convolution.Virial;
    }

    private double SelfFactor => 0.5 * ErrorFunction.TwoOverRootPi * PhysicalConstants.Coulomb * _splitting;

    private static double CheckCharges(ReadOnlySpan<double> charges)
    {
        double sum = 0.0, squares = 0.0, magnitudes = 0.0;
        foreach (double q in charges)
        {
            sum += q;
            squares += q * q;
            magnitudes += Math.Abs(q);
        }

        ChargeSource.RequireCharges(squares, charges.Length);
        return Math.Abs(sum) <= LargestNetCharge * magnitudes
            ? squares
            : throw new InputException(
                $"the cell has a net charge of {sum:g6} e; the Ewald sum of a periodic system exists for neutral cells only: "
                + "check the charges and the composition");
    }

    private void Prepare(SimulationCell cell, double squares, int atoms, WorkerPool workers)
    {
        double spacing = MeshError.Spacing(_error, _splitting, _order, squares / atoms, atoms / cell.Volume);
        MeshShape shape = MeshShape.For(cell, spacing, _order);
        if (_convolution is null || shape != _shape)
        {
            _shape = shape;
            _convolution = new MeshConvolution(shape);
            _influence = new InfluenceFunction(shape, _splitting, _order);
            _planeStart = new int[shape.Z + 1];
        }

        _influence!.Use(cell, workers);
    }

    /// <summary>Coordinates in units of mesh points, within the mesh.</summary>
    private void ScaleChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        SimulationCell cell = _state.Cell;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        for (int i = chunk * Chunk; i < end; i++)
        {
            Double3 s = cell.ToFractional(new Double3(x[i], y[i], z[i]));
            double* u = _u.Pointer + (4 * i);
            u[0] = Within(s.X, _shape.X);
            u[1] = Within(s.Y, _shape.Y);
            u[2] = Within(s.Z, _shape.Z);
            u[3] = 0.0;
        }
    }

    private static double Within(double s, int n)
    {
        double u = (s - Math.Floor(s)) * n;
        // A fraction just below 1 may round up to n.
        return u < n ? u : 0.0;
    }

    /// <summary>Atoms in the order of the mesh plane below them, stable.</summary>
    private void SortByPlane(int atoms)
    {
        _byPlane.Grow(atoms);
        Array.Clear(_planeStart);
        for (int i = 0; i < atoms; i++)
        {
            _planeStart[(int)_u.Pointer[(4 * i) + 2]]++;
        }

        int sum = 0;
        for (int k = 0; k < _shape.Z; k++)
        {
            (sum, _planeStart[k]) = (sum + _planeStart[k], sum);
        }

        for (int i = 0; i < atoms; i++)
        {
            _byPlane.Pointer[_planeStart[(int)_u.Pointer[(4 * i) + 2]]++] = i;
        }

        // Filling has moved each start to the next plane's.
        for (int k = _shape.Z; k > 0; k--)
        {
            _planeStart[k] = _planeStart[k - 1];
        }

        _planeStart[0] = 0;
    }

    private void SpreadSlab(int slab, int worker)
    {
        int first = slab * SlabPlanes, end = Math.Min(_shape.Z, first + SlabPlanes);
        int rowStride = _convolution!.RowStride;
        long plane = (long)_shape.Y * rowStride;
        new Span<double>(_convolution.Mesh + (first * plane), checked((int)((end - first) * plane))).Clear();
        Vector256<double>* weights = stackalloc Vector256<double>[Most];
        double* rowX = stackalloc double[Most];
        // An atom in plane k touches k - p + 1 to k.
        int reach = Math.Min(_shape.Z, end - first + _order - 1);
        for (int step = 0; step < reach; step++)
        {
            int k = (first + step) % _shape.Z;
            for (int at = _planeStart[k]; at < _planeStart[k + 1]; at++)
            {
                int i = _byPlane.Pointer[at];
                (int baseX, int baseY, int baseZ) = Splines(i, weights, null);
                SplitX(weights, rowX);
                Vector256<double> low = Vector256.Load(rowX), high = Vector256.Load(rowX + 4);
                double q = _charges.Pointer[i];
                for (int c = 0; c < _order; c++)
                {
                    int z = Wrap(baseZ + c, _shape.Z);
                    if (z < first || z >= end)
                    {
                        continue;
                    }

                    double qz = q * weights[c].GetElement(2);
                    double* rows = _convolution.Mesh + (z * plane) + baseX;
                    for (int b = 0; b < _order; b++)
                    {
                        double* row = rows + ((long)Wrap(baseY + b, _shape.Y) * rowStride);
                        Vector256<double> w = Vector256.Create(qz * weights[b].GetElement(1));
                        Vector256.MultiplyAddEstimate(w, low, Vector256.Load(row)).Store(row);
                        Vector256.MultiplyAddEstimate(w, high, Vector256.Load(row + 4)).Store(row + 4);
                    }
                }
            }
        }

        for (int row = first * _shape.Y; row < end * _shape.Y; row++)
        {
            double* p = _convolution.Mesh + ((long)row * rowStride);
            for (int x = _shape.X; x < _shape.X + MeshConvolution.RowPadding; x++)
            {
                p[x % _shape.X] += p[x];
                p[x] = 0.0;
            }
        }
    }

    private void ForceChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        Matrix3 inverse = _state.Cell.Completed.Inverse();
        int rowStride = _convolution!.RowStride;
        long plane = (long)_shape.Y * rowStride;
        Vector256<double>* weights = stackalloc Vector256<double>[Most];
        Vector256<double>* slopes = stackalloc Vector256<double>[Most];
        double* rowX = stackalloc double[Most];
        double* slopeX = stackalloc double[Most];
        double* fx = atoms.FxPointer, fy = atoms.FyPointer, fz = atoms.FzPointer;
        for (int i = chunk * Chunk; i < end; i++)
        {
            (int baseX, int baseY, int baseZ) = Splines(i, weights, slopes);
            SplitX(weights, rowX);
            SplitX(slopes, slopeX);
            Vector256<double> xl = default, xh = default, yl = default, yh = default, zl = default, zh = default;
            for (int c = 0; c < _order; c++)
            {
                double* rows = _convolution.Mesh + (Wrap(baseZ + c, _shape.Z) * plane);
                double wz = weights[c].GetElement(2), dz = slopes[c].GetElement(2);
                for (int b = 0; b < _order; b++)
                {
                    double wy = weights[b].GetElement(1), dy = slopes[b].GetElement(1);
                    double* row = rows + ((long)Wrap(baseY + b, _shape.Y) * rowStride);
                    Vector256<double> low, high;
                    if (baseX + Most <= _shape.X)
                    {
                        low = Vector256.Load(row + baseX);
                        high = Vector256.Load(row + baseX + 4);
                    }
                    else
                    {
                        low = Around(row, baseX);
                        high = Around(row, baseX + 4);
                    }

                    Vector256<double> w = Vector256.Create(wy * wz), vy = Vector256.Create(dy * wz), vz = Vector256.Create(wy * dz);
                    xl = Vector256.MultiplyAddEstimate(w, low, xl);
                    xh = Vector256.MultiplyAddEstimate(w, high, xh);
                    yl = Vector256.MultiplyAddEstimate(vy, low, yl);
                    yh = Vector256.MultiplyAddEstimate(vy, high, yh);
                    zl = Vector256.MultiplyAddEstimate(vz, low, zl);
                    zh = Vector256.MultiplyAddEstimate(vz, high, zh);
                }
            }

            Vector256<double> wl = Vector256.Load(rowX), wh = Vector256.Load(rowX + 4);
            double gx = Vector256.Sum((Vector256.Load(slopeX) * xl) + (Vector256.Load(slopeX + 4) * xh));
            double gy = Vector256.Sum((wl * yl) + (wh * yh));
            double gz = Vector256.Sum((wl * zl) + (wh * zh));
            double q = _charges.Pointer[i];
            Double3 g = new Double3(q * _shape.X * gx, q * _shape.Y * gy, q * _shape.Z * gz) * inverse.Transpose();
            fx[i] -= g.X;
            fy[i] -= g.Y;
            fz[i] -= g.Z;
            if (_wantEnergies)
            {
                double potential = Vector256.Sum((wl * xl) + (wh * xh));
                _state.Forces.AtomEnergies[i] += (0.5 * q * potential) - (SelfFactor * q * q);
            }
        }
    }

    /// <summary>Weights of an atom's mesh points, and where they begin.</summary>
    private (int X, int Y, int Z) Splines(int i, Vector256<double>* weights, Vector256<double>* slopes)
    {
        double* u = _u.Pointer + (4 * i);
        int x = (int)u[0], y = (int)u[1], z = (int)u[2];
        Vector256<double> w = Vector256.Load(u) - Vector256.Create((double)x, y, z, 0.0);
        BSpline.Weights(_order, w, weights, slopes);
        return (
            Wrap(x - _order + 1 + _shape.X, _shape.X), Wrap(y - _order + 1 + _shape.Y, _shape.Y),
            Wrap(z - _order + 1 + _shape.Z, _shape.Z));
    }

    private static void SplitX(Vector256<double>* values, double* x)
    {
        for (int k = 0; k < Most; k++)
        {
            x[k] = values[k].GetElement(0);
        }
    }

    private static int Wrap(int k, int n) => k < n ? k : k - n;

    private Vector256<double> Around(double* row, int x)
    {
        int n = _shape.X;
        return Vector256.Create(row[x % n], row[(x + 1) % n], row[(x + 2) % n], row[(x + 3) % n]);
    }
}
