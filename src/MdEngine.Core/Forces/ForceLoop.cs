using System;
using System.Diagnostics;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Forces;

/// <summary>
/// The parallel force loop: keeps ghosts and lists up to date, hands blocks of atoms to the potential, and adds up
/// what comes back in a fixed order, so that forces are the same bit for bit whatever the number of threads.
/// </summary>
public sealed unsafe class ForceLoop
{
    // Beyond this an atom is lost: padding atoms stand from 1e9 on, and a double has 1e-8 Angstrom left.
    private const double FarthestPosition = 1e8;
    private const int Chunk = 128;
    private readonly IPotential _potential;
    private readonly WorkerPool _workers;
    private readonly NeighborPolicy _policy;
    private readonly IHalo _halo;
    private readonly SpatialSort _sort = new();
    private readonly DisplacementCheck _displacement = new();
    private readonly ForceWindows _windows = new();
    private readonly NeighborList[] _lists;
    private readonly TermContext[] _terms;
    private readonly int[] _typeMap;
    private readonly bool _clusters;
    private readonly bool _full;
    private readonly double _range;
    private readonly ForceAccumulator[] _accumulators;
    private readonly AlignedBuffer<double> _detail = new();
    private readonly Action<int, int> _bindBlock, _computeBlock, _reduceChunk, _foldChunk;
    private readonly int[] _composition;
    private BlockPartition? _blocks;
    private SimulationCell? _listCell;
    private AtomState? _listAtoms;
    private int _age;
    private double[] _blockEnergy = [];
    private Matrix3[] _blockVirial = [];
    private AtomState? _atoms;
    private ForceNeeds _needs;
    private double* _foldTarget;

    /// <summary>Sets up the loop.</summary>
    /// <param name="potential">Potential; must cover every element of <paramref name="species"/>.</param>
    /// <param name="species">Elements of the simulation.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="policy">Skin and rebuilds.</param>
    /// <param name="halo">Source of ghosts; periodic images if not given.</param>
    /// <exception cref="InputException">The potential does not cover an element.</exception>
    public ForceLoop(
        IPotential potential, SpeciesTable species, WorkerPool workers, NeighborPolicy policy, IHalo? halo = null)
    {
        _potential = potential;
        _workers = workers;
        _policy = policy;
        _halo = halo ?? new PeriodicHalo();
        _typeMap = species.MapTo(potential.Elements);
        int missing = Array.IndexOf(_typeMap, -1);
        if (missing >= 0)
        {
            throw new InputException(
                $"the potential does not cover {species[missing]}; it covers {string.Join(", ", potential.Elements)}");
        }

        _composition = new int[potential.Elements.Count];
        _lists = [.. potential.Terms.Select(t => t.Neighbors).Distinct().Select(Create)];
        _terms = [.. potential.Terms.Select(t => new TermContext(
            _lists.First(l => l.Request == t.Neighbors),
            species.MapTo(t.Elements),
            [.. Enumerable.Range(0, workers.Threads).Select(_ => t.CreateWorkspace())]))];
        _clusters = _lists.Any(l => l.Request.Kind == NeighborKind.Clusters);
        _full = _lists.Any(l => l.Request.Kind == NeighborKind.Full);
        _range = _lists.Max(l => l.Request.Cutoff) + policy.Skin;
        _accumulators = [.. Enumerable.Range(0, workers.Threads).Select(_ => new ForceAccumulator())];
        _bindBlock = BindBlock;
        _computeBlock = ComputeBlock;
        _reduceChunk = ReduceChunk;
        _foldChunk = FoldChunk;
    }

    /// <summary>The potential.</summary>
    public IPotential Potential => _potential;

    /// <summary>Counts and times.</summary>
    public ForceStatistics Statistics { get; } = new();

    /// <summary>
    /// Brings ghosts and lists up to the present positions: moves the ghosts, or, when lists are stale, wraps the
    /// atoms, re-orders them in space and rebuilds everything. Returns true when the order of atoms has changed.
    /// </summary>
    /// <exception cref="PhysicsException">A position is not finite, or farther than 1e8 Angstrom from the origin.</exception>
    public bool UpdateNeighbors(SimulationState state)
    {
        long start = Stopwatch.GetTimestamp();
        bool rebuild = IsStale(state);
        if (rebuild)
        {
            Rebuild(state);
        }
        else
        {
            _halo.Refresh(state.Atoms, state.Cell, _workers);
        }

        Statistics.ListTicks += Stopwatch.GetTimestamp() - start;
        return rebuild;
    }

    /// <summary>Makes the next <see cref="UpdateNeighbors"/> rebuild whatever the displacements.</summary>
    public void Invalidate() => _listCell = null;

    /// <summary>
    /// Computes forces into the atom state, and what is needed beside them into <see cref="SimulationState.Forces"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The lists are not those of these atoms: <see cref="UpdateNeighbors"/> comes first.
    /// </exception>
    public void Compute(SimulationState state, ForceNeeds needs)
    {
        long start = Stopwatch.GetTimestamp();
        AtomState atoms = state.Atoms;
        if (!ReferenceEquals(atoms, _listAtoms))
        {
            throw new InvalidOperationException("neighbours must be brought up to date before forces are computed");
        }

        _atoms = atoms;
        _needs = needs;
        _windows.ReserveDetail(needs);
        _workers.Run(_blocks!.Count, _computeBlock);
        int segments = _windows.Segments;
        _workers.Run((segments + Chunk - 1) / Chunk, _reduceChunk);
        Fold(atoms.FxPointer);
        Fold(atoms.FyPointer);
        Fold(atoms.FzPointer);
        Collect(state, needs);
        Statistics.Evaluations++;
        Statistics.ForceTicks += Stopwatch.GetTimestamp() - start;
    }

    private static NeighborList Create(NeighborRequest request) => request.Kind switch
    {
        NeighborKind.Clusters => new ClusterList(request),
        _ => new VerletList(request),
    };

    private bool IsStale(SimulationState state)
    {
        // One loop may be handed several systems in turn, some of which share a cell object.
        if (_listCell is null || !ReferenceEquals(_listAtoms, state.Atoms) || !SameAxes(_listCell, state.Cell))
        {
            return true;
        }

        _age++;
        if (_policy.RebuildEvery > 0)
        {
            return _age >= _policy.RebuildEvery;
        }

        bool stale = _displacement.IsStale(state.Atoms, _listCell, state.Cell, _range, _policy.Skin, _workers, out bool lost);
        return lost ? throw Lost(state) : stale;
    }

    private static bool SameAxes(SimulationCell a, SimulationCell b) => ReferenceEquals(a, b)
        || (a.PeriodicA == b.PeriodicA && a.PeriodicB == b.PeriodicB && a.PeriodicC == b.PeriodicC
            && a.HasVolume == b.HasVolume);

    /// <summary>
    /// True when the coming step is the last before lists of a fixed interval are rebuilt: the one at which they are oldest.
    /// </summary>
    public bool IsLastStepOfLists => _policy.RebuildEvery > 1 && _listCell is not null && _age == _policy.RebuildEvery - 2;

    /// <summary>
    /// True when lists of a fixed interval (<see cref="NeighborPolicy.RebuildEvery"/>) are so old that a pair which they do
    /// not hold may be within the cutoff. Lists that are rebuilt on displacement never are.
    /// </summary>
    public bool MayMissNeighbors(SimulationState state) =>
        _policy.RebuildEvery > 1 && _listCell is not null && ReferenceEquals(_listAtoms, state.Atoms)
        && _displacement.IsStale(state.Atoms, _listCell, state.Cell, _range, _policy.Skin, _workers, out _);

    /// <summary>Saves when and where the lists were built.</summary>
    public void Save(StateBag into)
    {
        into.Set("built", _listCell is not null);
        if (_listCell is not null)
        {
            into.Set("age", _age);
            into.Set("cell", _listCell.Vectors);
            _displacement.Save(into, _listAtoms!.Owned);
        }
    }

    /// <summary>
    /// Builds the lists again as they were when <see cref="Save"/> was called: same ghosts, same rows, same age, so that
    /// the steps that follow are the same bit for bit. The state is restored first (<see cref="SimulationState.Restore"/>).
    /// </summary>
    /// <exception cref="InputException">The saved lists are not those of these atoms.</exception>
    public void Restore(SimulationState state, StateBag from)
    {
        _listCell = null;
        if (!from.Flag("built"))
        {
            return;
        }

        AtomState atoms = state.Atoms;
        Matrix3 vectors = from.Matrix("cell");
        SimulationCell cell = vectors == state.Cell.Vectors ? state.Cell : state.Cell.WithVectors(vectors);
        _displacement.Restore(from, atoms.Owned);
        _displacement.Exchange(atoms);
        BuildLists(atoms, cell);
        _displacement.Exchange(atoms);
        _listCell = cell;
        _listAtoms = atoms;
        _age = (int)from.Integer("age");
        _halo.Refresh(atoms, state.Cell, _workers);
    }

    private void Rebuild(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        _listCell = null;
        CheckPositions(state);
        _halo.Migrate(atoms, state.Cell);
        _sort.Sort(atoms, _workers);
        BuildLists(atoms, state.Cell);
        _displacement.Remember(atoms);
        _listCell = state.Cell;
        _listAtoms = atoms;
        _age = 0;
        Statistics.Rebuilds++;
    }

    private void BuildLists(AtomState atoms, SimulationCell cell)
    {
        _halo.Build(atoms, cell, _range, _full, _workers);
        if (_blocks is null || _blocks.Atoms != atoms.Owned)
        {
            _blocks = BlockPartition.For(atoms.Owned, _clusters);
            _blockEnergy = new double[_blocks.Count];
            _blockVirial = new Matrix3[_blocks.Count];
        }

        foreach (NeighborList list in _lists)
        {
            list.Build(atoms, _blocks, list.Request.Cutoff + _policy.Skin, _workers);
        }

        foreach (TermContext term in _terms)
        {
            term.MapTypes(atoms);
        }

        Array.Clear(_composition);
        foreach (int type in atoms.Type[..atoms.Owned])
        {
            _composition[_typeMap[type]]++;
        }

        _windows.Prepare(atoms, _blocks, _lists, _workers);
        _workers.Run(_blocks.Count, _bindBlock);
    }

    private void BindBlock(int block, int worker)
    {
        int* shifts = _windows.Shifts(block, worker);
        foreach (NeighborList list in _lists)
        {
            list.Bind(block, shifts);
        }
    }

    private void ComputeBlock(int index, int worker)
    {
        ForceAccumulator accumulator = _accumulators[worker];
        _windows.Open(index, worker, _needs, accumulator);
        var block = new ForceBlock(
            _atoms!, _terms, 0, index, _blocks!.Start(index), _blocks.End(index), _needs, worker);
        _potential.Compute(in block, accumulator);
        _blockEnergy[index] = accumulator.Energy;
        _blockVirial[index] = accumulator.Virial;
    }

    private void ReduceChunk(int chunk, int worker)
    {
        int first = chunk * Chunk;
        int end = Math.Min(_windows.Segments, first + Chunk);
        _windows.Reduce(first, end, _atoms!.FxPointer, _atoms.FyPointer, _atoms.FzPointer);
    }

    private void Fold(double* values)
    {
        if (_atoms!.Ghosts == 0)
        {
            return;
        }

        _foldTarget = values;
        const int atomsPerChunk = Chunk * ForceWindows.Segment;
        _workers.Run((_atoms.Owned + atomsPerChunk - 1) / atomsPerChunk, _foldChunk);
    }

    private void FoldChunk(int chunk, int worker)
    {
        const int atomsPerChunk = Chunk * ForceWindows.Segment;
        int first = chunk * atomsPerChunk;
        _halo.Accumulate(_atoms!, _foldTarget, first, Math.Min(_atoms!.Owned, first + atomsPerChunk));
    }

    private void Collect(SimulationState state, ForceNeeds needs)
    {
        ForceResult result = state.Forces;
        AtomState atoms = state.Atoms;
        double energy = 0.0;
        Matrix3 virial = Matrix3.Zero;
        for (int b = 0; b < _blocks!.Count; b++)
        {
            energy += _blockEnergy[b];
            virial += _blockVirial[b];
        }

        TailCorrection tail = _potential.Tail(_composition, state.Cell.HasVolume ? state.Cell.Volume : 0.0);
        result.Energy = energy + tail.Energy;
        result.Virial = virial + ((tail.VirialTrace / 3.0) * Matrix3.Identity);
        result.Valid = needs;
        result.Reserve(atoms.Owned, needs);
        if ((needs & ForceNeeds.AtomEnergies) != 0)
        {
            _detail.Grow(atoms.Total + ForceWindows.Segment);
            _windows.ReduceEnergies(0, _windows.Segments, _detail.Pointer);
            Fold(_detail.Pointer);
            new ReadOnlySpan<double>(_detail.Pointer, atoms.Owned).CopyTo(result.AtomEnergies);
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            CollectVirials(atoms, result);
        }
    }

    private void CollectVirials(AtomState atoms, ForceResult result)
    {
        _detail.Grow(9 * (atoms.Total + ForceWindows.Segment));
        int stride = atoms.Total + ForceWindows.Segment;
        for (int c = 0; c < 9; c++)
        {
            double* component = _detail.Pointer + (c * stride);
            _windows.ReduceVirials(c, 0, _windows.Segments, component);
            Fold(component);
        }

        double* w = _detail.Pointer;
        for (int i = 0; i < atoms.Owned; i++)
        {
            result.AtomVirials[i] = new Matrix3(
                w[i], w[i + stride], w[i + (2 * stride)],
                w[i + (3 * stride)], w[i + (4 * stride)], w[i + (5 * stride)],
                w[i + (6 * stride)], w[i + (7 * stride)], w[i + (8 * stride)]);
        }
    }

    private static void CheckPositions(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        bool lost = false;
        foreach (double r in atoms.X[..atoms.Owned])
        {
            lost |= !(Math.Abs(r) <= FarthestPosition);
        }

        foreach (double r in atoms.Y[..atoms.Owned])
        {
            lost |= !(Math.Abs(r) <= FarthestPosition);
        }

        foreach (double r in atoms.Z[..atoms.Owned])
        {
            lost |= !(Math.Abs(r) <= FarthestPosition);
        }

        if (lost)
        {
            throw Lost(state);
        }
    }

    private static PhysicsException Lost(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        int i = 0;
        while (i < atoms.Owned - 1
               && Math.Abs(atoms.X[i]) <= FarthestPosition
               && Math.Abs(atoms.Y[i]) <= FarthestPosition
               && Math.Abs(atoms.Z[i]) <= FarthestPosition)
        {
            i++;
        }

        string where = double.IsFinite(atoms.X[i] + atoms.Y[i] + atoms.Z[i])
            ? FormattableString.Invariant(
                $"stands at ({atoms.X[i]:g4}, {atoms.Y[i]:g4}, {atoms.Z[i]:g4}) Angstrom, farther than {FarthestPosition:g1}")
            : "has no finite position any more";
        return new PhysicsException(
            $"atom {atoms.Id[i] + 1} ({atoms.Species[atoms.Type[i]]}) is lost by step {state.Step}: it {where}; "
            + "check for atoms too close at the start, or take a shorter timestep");
    }
}
