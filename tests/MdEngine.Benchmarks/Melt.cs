using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Benchmarks;

/// <summary>
/// The Lennard-Jones melt of LAMMPS's bench folder: fcc at reduced density 0.8442, T* = 1.44, cutoff 2.5 sigma, time step
/// 0.005 tau, skin 0.3 sigma, lists rebuilt every 20 steps without a check.
/// </summary>
internal sealed class Melt : IDisposable
{
    private const double Epsilon = 0.0104, Sigma = 3.4;
    private static readonly Element Argon = PeriodicTable.Get("Ar");
    private readonly WorkerPool _workers;
    private readonly SimulationState _state;
    private readonly List<IObserver> _observers = [];
    private SimulationLoop? _loop;

    public Melt(int cells, Precision precision, int threads)
    {
        var recipe = new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [Argon],
            A = Sigma * Math.Cbrt(4.0 / 0.8442),
        };
        Structure structure = StructureOperations.Replicate(CrystalBuilder.Build(recipe), cells, cells, cells);
        var species = new SpeciesTable([Argon]);
        var options = new LennardJonesOptions
        {
            Cutoff = 2.5 * Sigma,
            Pairs = [new LennardJonesPairOptions { Elements = ["Ar", "Ar"], Epsilon = Epsilon, Sigma = Sigma }],
        };
        var potential = new LennardJonesPotential(LennardJonesParameters.From(options), precision);
        _workers = new WorkerPool(threads);
        _state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(_state.Atoms, 1.44 * Epsilon / PhysicalConstants.Boltzmann, 87287, exact: true);
        Forces = new ForceLoop(
            potential, species, _workers, new NeighborPolicy { Skin = 0.3 * Sigma, RebuildEvery = 20 });
        Timestep = 0.005 * Sigma * Math.Sqrt(Argon.StandardMass * PhysicalConstants.MassVelocitySquared / Epsilon);
    }

    public int Atoms => _state.Atoms.Owned;

    public ForceLoop Forces { get; }

    public double Timestep { get; }

    public void Watch(IObserver observer) => _observers.Add(observer);

    public PhaseTimes Run(long steps)
    {
        _loop = new SimulationLoop(_state, Forces, _workers, _observers);
        return _loop.Run([Stage(steps)]).Times;
    }

    /// <summary>A guard of the run.</summary>
    public IObserver Guard(GuardLimits limits) => new RunGuard(limits, [Stage(1)], Forces, _workers);

    /// <summary>The state of the run, for an observer.</summary>
    public StateBag Save()
    {
        var state = new StateBag();
        _loop!.Save(state);
        return state;
    }

    private SimulationStage Stage(long steps) => new("melt", steps, Timestep, new VelocityVerlet());

    public void Dispose() => _workers.Dispose();
}
