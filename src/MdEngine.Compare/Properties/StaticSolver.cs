using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Compare.Properties;

/// <summary>Single points and relaxations of structures by one potential.</summary>
internal sealed class StaticSolver
{
    // What is accepted, with a note, of a potential that is not smooth enough for the tolerances.
    private const double LooseForce = 1e-2, LooseStress = 0.1;
    private const double FirstStep = 1.0;

    private readonly FrameEvaluator _evaluator;
    private readonly SpeciesTable _species;
    private readonly ForceLoop _forces;
    private readonly PropertyContext _context;

    /// <summary>Makes a solver.</summary>
    public StaticSolver(IPotential potential, PropertyContext context)
    {
        _context = context;
        _evaluator = new FrameEvaluator(potential, context.Workers);
        _species = new SpeciesTable(potential.Elements);
        _forces = new ForceLoop(potential, _species, context.Workers, new NeighborPolicy { Skin = 0.5 });
    }

    /// <summary>Energy, forces and stress of a structure.</summary>
    /// <exception cref="InputException">An element is not covered, or atoms stand on top of each other.</exception>
    /// <exception cref="PhysicsException">Energy or a force is not finite.</exception>
    public Structure Evaluate(Structure structure)
    {
        _context.Stop.ThrowIfCancellationRequested();
        return _evaluator.Evaluate(structure);
    }

    /// <summary>Energy of an atom alone, eV.</summary>
    public double IsolatedEnergy(Element element) =>
        Evaluate(new Structure(SimulationCell.Open, [element], [Double3.Zero])).Energy!.Value;

    /// <summary>Energy against that of the atoms alone, eV per atom.</summary>
    /// <param name="structure">A structure with its energy.</param>
    public double CohesiveEnergy(Structure structure)
    {
        double free = 0.0;
        foreach (Element element in _species.Elements)
        {
            int count = Array.FindAll(structure.Elements, e => e == element).Length;
            free += count == 0 ? 0.0 : count * IsolatedEnergy(element);
        }

        return (structure.Energy!.Value - free) / structure.Count;
    }

    /// <summary>Relaxes a structure: by L-BFGS, and by FIRE where that gets no further.</summary>
    /// <param name="structure">Where it begins; not changed.</param>
    /// <param name="options">Tolerances.</param>
    /// <param name="cell">What of the cell is relaxed.</param>
    /// <exception cref="InputException">An element is not covered, or atoms stand on top of each other.</exception>
    /// <exception cref="PhysicsException">It does not come near a minimum.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public RelaxedStructure Relax(Structure structure, CrystalOptions options, CellRelaxation cell)
    {
        Evaluate(structure);
        var target = new MinimizationTarget
        {
            ForceTolerance = options.ForceTolerance,
            StressTolerance = options.StressTolerance,
            Cell = cell,
            RequireConvergence = false,
        };
        var state = new SimulationState(AtomState.From(structure, _species), structure.Cell);
        MinimizationReport report = Run(state, new LbfgsMinimizer(target), options.MaxSteps);
        long steps = report.Steps;
        if (report.Status != MinimizationStatus.Converged)
        {
            report = Run(state, new FireMinimizer(target), options.MaxSteps);
            steps += report.Steps;
        }

        bool converged = report.Status == MinimizationStatus.Converged;
        bool near = report.LargestForce <= LooseForce && !(report.LargestStress > LooseStress);
        if (!converged && !near)
        {
            throw new PhysicsException(FormattableString.Invariant(
                $"the structure does not relax: after {steps} steps the largest force is {report.LargestForce:G3} eV/Angstrom")
                + (cell == CellRelaxation.Fixed ? "" : FormattableString.Invariant($", the largest stress {report.LargestStress:G3} GPa"))
                + "; begin nearer to the equilibrium, or allow more steps");
        }

        return new RelaxedStructure(Take(structure, state), steps, report.LargestForce, report.LargestStress, converged);
    }

    /// <summary>Stress of a structure, GPa.</summary>
    public static Matrix3 Gigapascal(Structure structure) => PhysicalConstants.GigapascalPerPressure * structure.Stress!.Value;

    private MinimizationReport Run(SimulationState state, IMinimizer minimizer, int steps)
    {
        _context.Stop.ThrowIfCancellationRequested();
        _forces.Invalidate();
        var loop = new SimulationLoop(state, _forces, _context.Workers, []);
        RunOutcome outcome = loop.Run([new SimulationStage("relaxation", steps, FirstStep, minimizer)], _context.Stop);
        if (outcome.Interrupted)
        {
            throw new OperationCanceledException(_context.Stop);
        }

        return minimizer.Report;
    }

    private Structure Take(Structure like, SimulationState state)
    {
        AtomState atoms = state.Atoms;
        _forces.UpdateNeighbors(state);
        _forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        var positions = new Double3[atoms.Owned];
        var forces = new Double3[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            int id = atoms.Id[i];
            positions[id] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
            forces[id] = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]);
        }

        return new Structure(state.Cell, [.. like.Elements], positions)
        {
            Masses = (double[]?)like.Masses?.Clone(),
            Charges = (double[]?)like.Charges?.Clone(),
            Energy = state.Forces.Energy,
            Forces = forces,
            Stress = state.Cell.HasVolume ? (-1.0 / state.Cell.Volume) * state.Forces.Virial : null,
        };
    }
}
