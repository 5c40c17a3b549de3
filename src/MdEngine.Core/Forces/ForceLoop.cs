using System;
using System.Collections.Generic;
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
    // Segments: few, so that a thousand atoms still occupy two threads.
    private const int Chunk = 8;
    private const int SortEvery = 3;
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
    private readonly StageLoop _stages;
    private readonly PositionCheck _positions = new();
    private readonly AtomDetail _detail;
    private readonly (ILongRangeSolver Solver, TermContext Term)[] _longRange;
    private readonly Action<int, int> _bindBlock, _computeBlock, _reduceGhosts, _reduceOwned;
    private readonly int[] _composition;
    private BlockPartition? _blocks;
    private int[] _blockOrder = [];
    private SimulationCell? _listCell;
    private AtomState? _listAtoms;
    private int _age;
    private int _sinceSort;
    private double[] _blockEnergy = [];
    private Matrix3[] _blockVirial = [];
    private AtomState? _atoms;
    private ForceNeeds _needs;

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
        _stages = new StageLoop(potential, _terms, _windows, _halo, workers);
        _detail = new AtomDetail(_windows, _halo, workers);
        _longRange = [.. potential.Terms.Zip(_terms).Where(pair => pair.First is ILongRangePotential)
            .Select(pair => (((ILongRangePotential)pair.First).CreateSolver(), pair.Second))];
        _bindBlock = BindBlock;
        _computeBlock = ComputeBlock;
        _reduceGhosts = ReduceGhosts;
        _reduceOwned = ReduceOwned;
    }

    /// <summary>The potential.</summary>
    public IPotential Potential => _potential;

    /// <summary>Counts and times.</summary>
    public ForceStatistics Statistics { get; } = new();

    /// <summary>
    /// Brings ghosts and lists up to the present positions: moves the ghosts, or, when lists are stale, rebuilds them,
    /// now and then after wrapping the atoms and re-ordering them in space. Returns true when lists were rebuilt, so that
    /// the order of atoms may have changed.
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

    /// <summary>What the potential has to tell of all evaluations so far (<see cref="IPotential.Report"/>).</summary>
    public IEnumerable<string> Report() => _potential.Terms.Zip(_terms)
        .SelectMany(pair => pair.First.Report(pair.Second.Workspaces, Statistics.Evaluations));

    /// <summary>Makes the next <see cref="UpdateNeighbors"/> rebuild whatever the displacements.</summary>
    public void Invalidate() => _listCell = null;

    /// <summary>
    /// Computes forces into the atom state, and what is needed beside them into <see cref="SimulationState.Forces"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The lists are not those of these atoms: <see cref="UpdateNeighbors"/> comes first. Or uncertainties are asked of
    /// a potential that has none.
    /// </exception>
    public void Compute(SimulationState state, ForceNeeds needs)
    {
        long start = Stopwatch.GetTimestamp();
        AtomState atoms = state.Atoms;
        if (!ReferenceEquals(atoms, _listAtoms))
        {
            throw new InvalidOperationException("neighbours must be brought up to date before forces are computed");
        }

        if ((needs & ForceNeeds.AtomUncertainties) != 0 && _potential.Uncertainty is null)
        {
            throw new InvalidOperationException("the potential cannot tell how uncertain it is");
        }

        _atoms = atoms;
        _needs = needs;
        _windows.ReserveDetail(needs);
        _stages.Run(atoms, _blocks!, _blockOrder);
        _workers.Run(_blocks!.Count, _computeBlock);
        // What ghosts received first: their sources take it up.
        _workers.Run((_windows.Segments - OwnedSegments + Chunk - 1) / Chunk, _reduceGhosts);
        _workers.Run((OwnedSegments + Chunk - 1) / Chunk, _reduceOwned);
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
        return lost ? throw PositionCheck.Fault(state) : stale;
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
            into.Set("sinceSort", _sinceSort);
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
        _sinceSort = (int)from.Integer("sinceSort");
        _halo.Refresh(atoms, state.Cell, _workers);
    }

    private void Rebuild(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        bool sorted = _listCell is not null && ReferenceEquals(_listAtoms, atoms);
        _listCell = null;
        _positions.Check(state, _workers);
        // Sorting costs as much as listing, and little is gained by doing it each time: clusters of atoms stay compact as
        // long as none of them is wrapped to the other side.
        if (++_sinceSort < SortEvery && sorted && !_halo.HasStrayed(atoms, state.Cell, _range, _workers))
        {
            atoms.SetGhosts(0);
        }
        else
        {
            _halo.Migrate(atoms, state.Cell, _workers);
            _sort.Sort(atoms, _workers);
            _sinceSort = 0;
        }

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
            _blockOrder = _blocks.Order(_workers.Threads);
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

    private void ComputeBlock(int item, int worker)
    {
        int index = _blockOrder[item];
        ForceAccumulator accumulator = _accumulators[worker];
        _windows.Open(index, worker, _needs, accumulator);
        var block = new ForceBlock(
            _atoms!, _terms, 0, index, _blocks!.Start(index), _blocks.End(index), _needs, worker);
        _potential.Compute(in block, accumulator);
        _blockEnergy[index] = accumulator.Energy;
        _blockVirial[index] = accumulator.Virial;
    }

    private int OwnedSegments => _atoms!.GhostStart / ForceWindows.Segment;

    private void ReduceGhosts(int chunk, int worker)
    {
        int first = OwnedSegments + (chunk * Chunk);
        Reduce(first, Math.Min(_windows.Segments, first + Chunk));
    }

    private void ReduceOwned(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int first = chunk * Chunk, end = Math.Min(OwnedSegments, first + Chunk);
        Reduce(first, end);
        int firstAtom = first * ForceWindows.Segment, endAtom = Math.Min(atoms.Owned, end * ForceWindows.Segment);
        _halo.Accumulate(atoms, atoms.FxPointer, firstAtom, endAtom);
        _halo.Accumulate(atoms, atoms.FyPointer, firstAtom, endAtom);
        _halo.Accumulate(atoms, atoms.FzPointer, firstAtom, endAtom);
    }

    private void Reduce(int first, int end) =>
        _windows.Reduce(first, end, _atoms!.FxPointer, _atoms.FyPointer, _atoms.FzPointer);

    private void Collect(SimulationState state, ForceNeeds needs)
    {
        ForceResult result = state.Forces;
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
        _detail.Collect(state.Atoms, needs, result);
        foreach ((ILongRangeSolver solver, TermContext term) in _longRange)
        {
            solver.Add(state, term.Types[..state.Atoms.Owned], needs, _workers);
        }
    }
}
