using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// The coordinates in which a minimiser works: positions in the frame of the cell that it began with, by identity of the
/// atoms and never wrapped, and the logarithmic strain of the cell since.
/// </summary>
/// <remarks>
/// With the deformation D = exp(e), e symmetric: h = h0 D, r = u D. So dE/du = -f D, and dE/dD = D^-1 dE/deta with
/// dE/deta = -W + p V, from which dE/de follows by the derivative of the exponential. Strains are scaled by a length so
/// that they are as stiff as atoms: E. B. Tadmor et al., Phys. Rev. B 59, 235 (1999), doi:10.1103/PhysRevB.59.235.
/// Layout of a vector: all x, all y, all z, then e_xx, e_yy, e_zz and the root of 2 times e_yz, e_xz, e_xy.
/// </remarks>
internal sealed class RelaxationSpace
{
    // In one step; beyond it the cell would run ahead of what forces at its old shape tell.
    private const double MaxStrain = 0.03;
    private static readonly double Root2 = Math.Sqrt(2.0);

    private readonly CellRelaxation _mode;
    private readonly double _pressure;
    private readonly AtomGroup? _frozen;
    private readonly Action<int, int> _read, _move, _pull, _extremes;
    private double[] _farthest = [];
    private SimulationState? _state;
    private double[] _vector = [];
    private Matrix3 _matrix, _cell;

    /// <summary>Makes it.</summary>
    /// <param name="mode">What of the cell is relaxed.</param>
    /// <param name="pressure">Pressure, GPa.</param>
    /// <param name="frozen">Atoms whose coordinates do not change.</param>
    public RelaxationSpace(CellRelaxation mode, double pressure, AtomGroup? frozen = null)
    {
        _frozen = frozen;
        _mode = mode;
        _pressure = pressure / PhysicalConstants.GigapascalPerPressure;
        _read = ReadChunk;
        _move = MoveChunk;
        _pull = PullChunk;
        _extremes = ExtremesChunk;
    }

    /// <summary>Number of atoms.</summary>
    public int Atoms { get; private set; }

    /// <summary>Lattice vectors of the frame, rows, Angstrom.</summary>
    public Matrix3 Frame { get; private set; }

    /// <summary>Length, Angstrom, that strains are multiplied with.</summary>
    public double Scale { get; private set; }

    /// <summary>Number of coordinates.</summary>
    public int Size => (3 * Atoms) + (_mode == CellRelaxation.Fixed ? 0 : 6);

    /// <summary>Makes the present cell the frame, and fills x with the present coordinates.</summary>
    public double[] Begin(SimulationState state, WorkerPool workers)
    {
        Open(state.Atoms.Owned, state.Cell.Vectors);
        var x = new double[Size];
        (_state, _vector, _cell) = (state, x, state.Cell.Vectors);
        workers.Run(AtomChunks.Count(Atoms), _read);
        return x;
    }

    /// <summary>Sets the frame.</summary>
    public void Open(int atoms, Matrix3 frame)
    {
        Atoms = atoms;
        Frame = frame;
        double volume = Math.Abs(frame.Determinant);
        Scale = _mode == CellRelaxation.Fixed ? 1.0 : Math.Sqrt(atoms) * Math.Cbrt(volume / atoms);
    }

    /// <summary>Moves atoms and cell to coordinates.</summary>
    public void Move(SimulationState state, double[] x, WorkerPool workers)
    {
        _matrix = Matrix3.Identity;
        if (_mode != CellRelaxation.Fixed)
        {
            _matrix = new SymmetricMatrix(StrainOf(x)).Exponential();
            state.Cell = state.Cell.WithVectors(Frame * _matrix);
        }

        (_state, _vector, _cell) = (state, x, state.Cell.Vectors);
        workers.Run(AtomChunks.Count(Atoms), _move);
    }

    /// <summary>What is minimised: energy, with p V for a relaxed cell, eV.</summary>
    public double Objective(SimulationState state) =>
        state.Forces.Energy + (_mode == CellRelaxation.Fixed ? 0.0 : _pressure * state.Cell.Volume);

    /// <summary>Gradient of the objective by the coordinates, from the forces and virial at x.</summary>
    public void Gradient(SimulationState state, double[] x, double[] gradient, WorkerPool workers)
    {
        _matrix = Matrix3.Identity;
        if (_mode != CellRelaxation.Fixed)
        {
            var strain = new SymmetricMatrix(StrainOf(x));
            _matrix = strain.Exponential();
            Matrix3 byEta = (_pressure * state.Cell.Volume * Matrix3.Identity) - state.Forces.Virial;
            Matrix3 g = (1.0 / Scale) * Project(strain.PullBack(_matrix.Inverse() * byEta));
            Span<double> cell = gradient.AsSpan(3 * Atoms);
            cell[0] = g.XX;
            cell[1] = g.YY;
            cell[2] = g.ZZ;
            cell[3] = Root2 * g.YZ;
            cell[4] = Root2 * g.XZ;
            cell[5] = Root2 * g.XY;
        }

        (_state, _vector) = (state, gradient);
        workers.Run(AtomChunks.Count(Atoms), _pull);
    }

    /// <summary>Largest stress that the cell is free to give in to, GPa; NaN for a fixed cell.</summary>
    public double LargestStress(SimulationState state)
    {
        if (_mode == CellRelaxation.Fixed)
        {
            return double.NaN;
        }

        Matrix3 s = Project((_pressure * Matrix3.Identity) - ((1.0 / state.Cell.Volume) * state.Forces.Virial));
        double largest = 0.0;
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                largest = Math.Max(largest, Math.Abs(s[row, column]));
            }
        }

        return largest * PhysicalConstants.GigapascalPerPressure;
    }

    /// <summary>Largest length of an atom's part of a vector.</summary>
    public double Farthest(double[] vector, WorkerPool workers)
    {
        int chunks = AtomChunks.Count(Atoms);
        if (_farthest.Length < chunks)
        {
            _farthest = new double[chunks];
        }

        _vector = vector;
        workers.Run(chunks, _extremes);
        double largest = 0.0;
        for (int k = 0; k < chunks; k++)
        {
            largest = Math.Max(largest, _farthest[k]);
        }

        return Math.Sqrt(largest);
    }

    /// <summary>How often a step may be made at most before an atom or the cell moves too far.</summary>
    public double Limit(double[] step, double maxStep, WorkerPool workers)
    {
        double limit = maxStep / Math.Max(Farthest(step, workers), 1e-300);
        double strain = 0.0;
        for (int k = 3 * Atoms; k < step.Length; k++)
        {
            strain += step[k] * step[k];
        }

        return Math.Min(limit, MaxStrain * Scale / Math.Max(Math.Sqrt(strain), 1e-300));
    }

    private Matrix3 StrainOf(double[] x)
    {
        ReadOnlySpan<double> q = x.AsSpan(3 * Atoms);
        double s = 1.0 / Scale, t = s / Root2;
        return new Matrix3(
            s * q[0], t * q[5], t * q[4],
            t * q[5], s * q[1], t * q[3],
            t * q[4], t * q[3], s * q[2]);
    }

    /// <summary>The part of a symmetric matrix that the cell is free to follow.</summary>
    private Matrix3 Project(Matrix3 m)
    {
        Matrix3 volume = (m.Trace / 3.0) * Matrix3.Identity;
        return _mode switch
        {
            CellRelaxation.Hydrostatic => volume,
            CellRelaxation.Shape => (0.5 * (m + m.Transpose())) - volume,
            _ => 0.5 * (m + m.Transpose()),
        };
    }

    private void ReadChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        for (int i = AtomChunks.Start(chunk); i < AtomChunks.End(chunk, Atoms); i++)
        {
            Double3 r = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) + Image(atoms, i);
            int id = atoms.Id[i];
            _vector[id] = r.X;
            _vector[id + Atoms] = r.Y;
            _vector[id + (2 * Atoms)] = r.Z;
        }
    }

    private void MoveChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        for (int i = AtomChunks.Start(chunk); i < AtomChunks.End(chunk, Atoms); i++)
        {
            int id = atoms.Id[i];
            var u = new Double3(_vector[id], _vector[id + Atoms], _vector[id + (2 * Atoms)]);
            Double3 r = (u * _matrix) - Image(atoms, i);
            atoms.X[i] = r.X;
            atoms.Y[i] = r.Y;
            atoms.Z[i] = r.Z;
        }
    }

    private void PullChunk(int chunk, int worker)
    {
        AtomState atoms = _state!.Atoms;
        for (int i = AtomChunks.Start(chunk); i < AtomChunks.End(chunk, Atoms); i++)
        {
            int id = atoms.Id[i];
            // Without a gradient no method moves them.
            Double3 g = _frozen?.Contains(id) == true
                ? default
                : -(new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]) * _matrix);
            _vector[id] = g.X;
            _vector[id + Atoms] = g.Y;
            _vector[id + (2 * Atoms)] = g.Z;
        }
    }

    private void ExtremesChunk(int chunk, int worker)
    {
        double largest = 0.0;
        for (int i = AtomChunks.Start(chunk); i < AtomChunks.End(chunk, Atoms); i++)
        {
            double x = _vector[i], y = _vector[i + Atoms], z = _vector[i + (2 * Atoms)];
            largest = Math.Max(largest, (x * x) + (y * y) + (z * z));
        }

        _farthest[chunk] = largest;
    }

    /// <summary>What was subtracted from an atom when it was wrapped.</summary>
    private Double3 Image(AtomState atoms, int i) =>
        new Double3(atoms.ImageA[i], atoms.ImageB[i], atoms.ImageC[i]) * _cell;
}
