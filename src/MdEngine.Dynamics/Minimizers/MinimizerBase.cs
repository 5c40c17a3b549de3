using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>What all minimisers have in common: coordinates, tolerances, and the order of a step.</summary>
public abstract class MinimizerBase : IMinimizer
{
    private readonly MinimizationTarget _target;
    private readonly string _method;
    private readonly AtomGroup? _frozen;
    private readonly KineticSums _kinetic = new();
    private double _total;
    private bool _begun;

    /// <summary>Makes a minimiser.</summary>
    /// <param name="method">Name of the method, for logs.</param>
    /// <param name="target">What is minimised, and when it is enough.</param>
    /// <param name="frozen">Atoms that keep their places; those in a relaxed cell follow it, with the coordinates in its frame fixed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target's numbers are not sound.</exception>
    private protected MinimizerBase(string method, MinimizationTarget target, AtomGroup? frozen)
    {
        target.Check();
        _frozen = frozen;
        _target = target;
        _method = method;
        Space = new RelaxationSpace(target.Cell, target.Pressure, frozen);
    }

    /// <inheritdoc/>
    public string Name => _target.Cell switch
    {
        CellRelaxation.Fixed => $"minimisation ({_method})",
        CellRelaxation.Hydrostatic => $"minimisation ({_method}) with the volume of the cell",
        CellRelaxation.Shape => $"minimisation ({_method}) with the shape of the cell",
        _ => $"minimisation ({_method}) with the cell",
    };

    /// <inheritdoc/>
    public ForceNeeds Needs =>
        _target.Cell == CellRelaxation.Fixed ? ForceNeeds.Energy : ForceNeeds.Energy | ForceNeeds.Virial;

    /// <inheritdoc/>
    public int ConstrainedDegrees => 0;

    /// <summary>What was taken from the atoms since the stage began, kinetic energy included, eV.</summary>
    public double ReservoirEnergy => _total - Report.Energy;

    /// <inheritdoc/>
    public bool IsDone => Report.Status != MinimizationStatus.Running;

    /// <inheritdoc/>
    public MinimizationReport Report { get; private set; } =
        new(MinimizationStatus.Running, 0, double.NaN, double.NaN, double.NaN);

    /// <summary>The coordinates' meaning.</summary>
    private protected RelaxationSpace Space { get; }

    /// <summary>Arithmetic.</summary>
    private protected LongVectors Vectors { get; } = new();

    /// <summary>Present coordinates.</summary>
    private protected double[] X { get; private set; } = [];

    /// <summary>Gradient there.</summary>
    private protected double[] Gradient { get; private set; } = [];

    /// <summary>Value of what is minimised there, eV.</summary>
    private protected double Objective { get; private set; }

    /// <summary>Largest step of an atom, Angstrom.</summary>
    private protected double MaxStep => _target.MaxStep;

    /// <inheritdoc/>
    /// <exception cref="InputException">The cell cannot be relaxed because it is not periodic along all vectors.</exception>
    public void Begin(in StepContext step)
    {
        if (_begun && step.Progress > 0.0)
        {
            return;
        }

        SimulationState state = step.State;
        if (_target.Cell != CellRelaxation.Fixed && state.Cell.PeriodicAxes != 3)
        {
            throw new InputException("only a cell that is periodic along all three vectors can be relaxed; keep it fixed");
        }

        AtomState atoms = state.Atoms;
        _total = state.Forces.Energy + _kinetic.Energy(atoms, step.Workers);
        atoms.Vx.Clear();
        atoms.Vy.Clear();
        atoms.Vz.Clear();
        X = Space.Begin(state, step.Workers);
        Gradient = new double[X.Length];
        Report = Report with { Status = MinimizationStatus.Running, Steps = 0 };
        Evaluate(in step);
        Start(in step);
        Finish(IsWithin(), stalled: false);
        _begun = true;
    }

    /// <inheritdoc/>
    public void FirstHalf(in StepContext step)
    {
        Propose(in step);
        Space.Move(step.State, X, step.Workers);
    }

    /// <inheritdoc/>
    /// <exception cref="PhysicsException">Energy or forces are not finite, and the method cannot go back.</exception>
    public void SecondHalf(in StepContext step)
    {
        Report = Report with { Steps = Report.Steps + 1 };
        Evaluate(in step);
        bool stands = Judge(in step, IsWithin(), out bool stalled);
        Finish(stands && IsWithin(), stalled);
    }

    /// <inheritdoc/>
    public void CheckEnd(string stage)
    {
        if (!_target.RequireConvergence || Report.Status == MinimizationStatus.Converged)
        {
            return;
        }

        string stress = double.IsNaN(Report.LargestStress)
            ? ""
            : FormattableString.Invariant(
                $", the largest stress {Report.LargestStress:G4} GPa (tolerance {_target.StressTolerance:G4})");
        string remedy = Report.Status == MinimizationStatus.Stalled
            ? "the energy falls no further along the forces: use a potential that is smooth at its cutoff (a shifted one), FIRE, or a larger tolerance"
            : "give the stage more steps, a larger tolerance";
        throw new PhysicsException(FormattableString.Invariant(
            $"stage \"{stage}\" is not converged after {Report.Steps} steps: the largest force is {Report.LargestForce:G4} eV/Angstrom (tolerance {_target.ForceTolerance:G4}){stress}; {remedy}, or do not require convergence"));
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("total", _total);
        into.Set("frame", Space.Frame);
        into.Set("x", X);
        into.Set("gradient", Gradient);
        into.Set("objective", Objective);
        into.Set("status", (long)Report.Status);
        into.Set("steps", Report.Steps);
        into.Set("report", (double[])[Report.Energy, Report.LargestForce, Report.LargestStress]);
        SaveMethod(into.Section("method"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        double[] x = from.Reals("x");
        int extra = _target.Cell == CellRelaxation.Fixed ? 0 : 6;
        if (x.Length < extra || (x.Length - extra) % 3 != 0)
        {
            throw new InputException($"the saved minimisation has {x.Length} coordinates, which are those of no atoms");
        }

        Space.Open((x.Length - extra) / 3, from.Matrix("frame"));
        X = (double[])x.Clone();
        Gradient = (double[])from.Reals("gradient", x.Length).Clone();
        Objective = from.Real("objective");
        _total = from.Real("total");
        double[] report = from.Reals("report", 3);
        Report = new MinimizationReport(
            (MinimizationStatus)from.Integer("status"), from.Integer("steps"), report[0], report[1], report[2]);
        RestoreMethod(from.Section("method"));
        _begun = true;
    }

    /// <summary>Saves what the method remembers.</summary>
    private protected abstract void SaveMethod(StateBag into);

    /// <summary>Takes back what <see cref="SaveMethod"/> wrote.</summary>
    private protected abstract void RestoreMethod(StateBag from);

    /// <summary>Called once at the beginning, when value and gradient there are known.</summary>
    private protected abstract void Start(in StepContext step);

    /// <summary>Sets <see cref="X"/> to where it wants to know value and gradient.</summary>
    private protected abstract void Propose(in StepContext step);

    /// <summary>Looks at value and gradient there.</summary>
    /// <param name="step">Step.</param>
    /// <param name="within">True when the tolerances are met there.</param>
    /// <param name="stalled">True when it cannot go on.</param>
    /// <returns>True when it is content to end here, should the tolerances be met.</returns>
    private protected abstract bool Judge(in StepContext step, bool within, out bool stalled);

    /// <summary>The exception for energies or forces that are not numbers.</summary>
    private protected static PhysicsException NotFinite(in StepContext step) => new(
        $"energy or forces are not finite at step {step.Step} of the minimisation: atoms are too close to each other; "
        + "begin with larger distances, or allow smaller steps");

    private void Evaluate(in StepContext step)
    {
        SimulationState state = step.State;
        Space.Gradient(state, X, Gradient, step.Workers);
        Objective = Space.Objective(state);
        Report = Report with
        {
            Energy = state.Forces.Energy,
            LargestForce = LargestForce(in step),
            LargestStress = Space.LargestStress(state),
        };
    }

    private double LargestForce(in StepContext step)
    {
        AtomState atoms = step.State.Atoms;
        double largest = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            if (_frozen?.Contains(atoms.Id[i]) == true)
            {
                continue;
            }

            double f = (atoms.Fx[i] * atoms.Fx[i]) + (atoms.Fy[i] * atoms.Fy[i]) + (atoms.Fz[i] * atoms.Fz[i]);
            // Math.Max hands NaN on.
            largest = Math.Max(largest, f);
        }

        return Math.Sqrt(largest);
    }

    private bool IsWithin() => Report.LargestForce <= _target.ForceTolerance
        && (_target.Cell == CellRelaxation.Fixed || Report.LargestStress <= _target.StressTolerance);

    private void Finish(bool converged, bool stalled) => Report = Report with
    {
        Status = converged ? MinimizationStatus.Converged
            : stalled ? MinimizationStatus.Stalled
            : MinimizationStatus.Running,
    };
}
