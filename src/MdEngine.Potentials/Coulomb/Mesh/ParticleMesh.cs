using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// The smooth part of an Ewald sum on a mesh: spreads charges with B-splines, convolves, and takes potentials and forces
/// back through the same splines (Essmann et al. 1995).
/// </summary>
/// <remarks>
/// The mesh follows from cell, charges and accuracy alone, so that a resumed run makes the same one. Bricks of mesh points
/// take charges in a fixed order: the result does not depend on threads.
/// </remarks>
internal sealed unsafe class ParticleMesh : ILongRangeSolver
{
    private const int Chunk = 1024, Lanes = 4;
    private const double LargestNetCharge = 1e-6;
    private readonly ChargeSource _source;
    private readonly double _splitting, _error;
    private readonly int? _givenOrder;
    private readonly AlignedBuffer<double> _charges = new();
    private readonly AlignedBuffer<double> _scaled = new();
    private readonly Action<int, int> _scaleChunk, _clearPlane, _spreadBrick, _forceChunk;
    private AlignedBuffer<Vector256<double>>[] _fields = [];
    private MeshOffsets? _offsets;
    private MeshBricks? _bricks;
    private int _colour;
    private MeshPlan _plan;
    private ChargeMoments _moments;
    private SimulationCell? _cell;
    private MeshConvolution? _convolution;
    private InfluenceFunction? _influence;
    private SimulationState? _state;
    private bool _wantEnergies;

    public ParticleMesh(ChargeSource source, double splitting, double error, int? order)
    {
        _source = source;
        _splitting = splitting;
        _error = error;
        _givenOrder = order;
        _scaleChunk = ScaleChunk;
        _clearPlane = ClearPlane;
        _spreadBrick = SpreadBrick;
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

        _charges.Grow(atoms.Owned + Lanes);
        Span<double> q = _charges.Span[..atoms.Owned];
        _source.Copy(atoms, types, 0, q);
        double squares = CheckCharges(q, out double fourths);
        var charges = new ChargeMoments(squares / atoms.Owned, fourths / atoms.Owned, atoms.Owned / state.Cell.Volume);
        Prepare(state.Cell, charges, atoms.Owned, workers);
        _state = state;
        _wantEnergies = (needs & ForceNeeds.AtomEnergies) != 0;
        int chunks = (atoms.Owned + Chunk - 1) / Chunk;
        workers.Run(chunks, _scaleChunk);
        _bricks!.Sort(atoms.Owned);
        workers.Run(Shape.Z, _clearPlane);
        for (_colour = 0; _colour < MeshBricks.Colours; _colour++)
        {
            workers.Run(_bricks.Count(_colour), _spreadBrick);
        }

        _convolution!.Run(_influence!, (needs & ForceNeeds.Virial) != 0, workers);
        workers.Run(chunks, _forceChunk);
        state.Forces.Energy += _convolution.Energy - (SelfFactor * squares);
        state.Forces.Virial += _convolution.Virial;
    }

    private MeshShape Shape => _plan.Shape;

    private int Order => _plan.Order;

    private double SelfFactor => 0.5 * ErrorFunction.TwoOverRootPi * PhysicalConstants.Coulomb * _splitting;

    private static double CheckCharges(ReadOnlySpan<double> charges, out double fourths)
    {
        double sum = 0.0, squares = 0.0, magnitudes = 0.0;
        fourths = 0.0;
        foreach (double q in charges)
        {
            sum += q;
            squares += q * q;
            fourths += q * q * q * q;
            magnitudes += Math.Abs(q);
        }

        ChargeSource.RequireCharges(squares, charges.Length);
        return Math.Abs(sum) <= LargestNetCharge * magnitudes
            ? squares
            : throw new InputException(
                $"the cell has a net charge of {sum:g6} e; the Ewald sum of a periodic system exists for neutral cells only: "
                + "check the charges and the composition");
    }

    private void Prepare(SimulationCell cell, ChargeMoments charges, int atoms, WorkerPool workers)
    {
        if (_cell is null || _cell.Vectors != cell.Vectors || charges != _moments)
        {
            (_cell, _moments) = (cell, charges);
            MeshPlan plan = MeshPlan.For(cell, _splitting, _error, _givenOrder, charges, atoms);
            if (plan != _plan)
            {
                Use(plan);
            }
        }

        _influence!.Use(cell, workers);
        _scaled.Grow(4 * (atoms + Lanes));
        _bricks!.Begin(atoms);
        if (_fields.Length < workers.Threads)
        {
            _fields = new AlignedBuffer<Vector256<double>>[workers.Threads];
            for (int w = 0; w < _fields.Length; w++)
            {
                _fields[w] = new AlignedBuffer<Vector256<double>>(Chunk);
            }
        }
    }

    private void Use(MeshPlan plan)
    {
        _plan = plan;
        _convolution = new MeshConvolution(Shape);
        _influence = new InfluenceFunction(Shape, _splitting, Order);
        _offsets = new MeshOffsets(Shape, _convolution.RowStride);
        _bricks = new MeshBricks(Shape, Order);
    }

    /// <summary>Coordinates in units of mesh points, within the mesh, and charges; padding behind the atoms too.</summary>
    private void ScaleChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        Matrix3 m = _state.Cell.Completed.Inverse();
        int start = chunk * Chunk, end = Math.Min(atoms.Owned, start + Chunk);
        double* scaled = _scaled.Pointer;
        for (int i = start; i < end; i += Lanes)
        {
            Vector256<double> x = Vector256.Load(atoms.XPointer + i), y = Vector256.Load(atoms.YPointer + i);
            Vector256<double> z = Vector256.Load(atoms.ZPointer + i);
            Transposition.Turn(
                Within((m.XX * x) + (m.YX * y) + (m.ZX * z), Shape.X), Within((m.XY * x) + (m.YY * y) + (m.ZY * z), Shape.Y),
                Within((m.XZ * x) + (m.YZ * y) + (m.ZZ * z), Shape.Z), Vector256.Load(_charges.Pointer + i),
                out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d);
            a.Store(scaled + (4 * i));
            b.Store(scaled + (4 * i) + 4);
            c.Store(scaled + (4 * i) + 8);
            d.Store(scaled + (4 * i) + 12);
        }

        for (int i = start; i < end; i++)
        {
            double* u = scaled + (4 * i);
            _bricks!.Place(i, (int)u[0], (int)u[1], (int)u[2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Within(Vector256<double> s, int points)
    {
        Vector256<double> n = Vector256.Create((double)points), u = (s - Vector256.Floor(s)) * n;
        // A fraction just below 1 may round up to n.
        return u & Vector256.LessThan(u, n);
    }

    private void ClearPlane(int z, int worker)
    {
        int plane = Shape.Y * _convolution!.RowStride;
        new Span<double>(_convolution.Mesh + ((long)z * plane), plane).Clear();
    }

    private void SpreadBrick(int item, int worker)
    {
        (int start, int end) = _bricks!.Brick(_colour, item);
        if (Order > 4)
        {
            ChargeSpreading.Run<On>(
                _convolution!.Mesh, _offsets!, Order, _scaled.Pointer, _bricks.Order + start, end - start);
        }
        else
        {
            ChargeSpreading.Run<Off>(
                _convolution!.Mesh, _offsets!, Order, _scaled.Pointer, _bricks.Order + start, end - start);
        }
    }

    private void ForceChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        int start = chunk * Chunk, count = Math.Min(atoms.Owned - start, Chunk);
        int* order = _bricks!.Order + start;
        Vector256<double>* field = _fields[worker].Pointer;
        if (Order > 4)
        {
            FieldGathering.Run<On>(_convolution!.Mesh, _offsets!, Order, _scaled.Pointer, order, count, field);
        }
        else
        {
            FieldGathering.Run<Off>(_convolution!.Mesh, _offsets!, Order, _scaled.Pointer, order, count, field);
        }

        Matrix3 inverse = _state.Cell.Completed.Inverse().Transpose();
        double* fx = atoms.FxPointer, fy = atoms.FyPointer, fz = atoms.FzPointer;
        for (int k = 0; k < count; k++)
        {
            int i = order[k];
            Vector256<double> at = field[k];
            double q = _charges.Pointer[i];
            Double3 g = new Double3(q * Shape.X * at[0], q * Shape.Y * at[1], q * Shape.Z * at[2]) * inverse;
            fx[i] -= g.X;
            fy[i] -= g.Y;
            fz[i] -= g.Z;
            if (_wantEnergies)
            {
                _state.Forces.AtomEnergies[i] += (0.5 * q * at[3]) - (SelfFactor * q * q);
            }
        }
    }
}
