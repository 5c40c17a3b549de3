using System;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Tests.Dynamics.Barostats;

/// <summary>
/// Weak coupling to a pressure, which holds it but samples no ensemble: what a test of volume distributions must refuse.
/// H. J. C. Berendsen et al., J. Chem. Phys. 81, 3684 (1984).
/// </summary>
internal sealed class BerendsenBarostat(double pressure, double relaxationTime, double compressibility) : IBarostat
{
    public string Name => "Berendsen";

    public double ReservoirEnergy => 0.0;

    public void Begin(in StepContext step)
    {
    }

    public void MidDrift(in StepContext step)
    {
        SimulationState state = step.State;
        double trace = (new KineticSums().Tensor(state.Atoms, step.Workers) + state.Forces.Virial).Trace;
        double present = PhysicalConstants.GigapascalPerPressure * trace / (3.0 * state.Cell.Volume);
        double scale = Math.Cbrt(1.0 - (compressibility * step.Timestep / relaxationTime * (pressure - present)));
        for (int i = 0; i < state.Atoms.Owned; i++)
        {
            state.Atoms.X[i] *= scale;
            state.Atoms.Y[i] *= scale;
            state.Atoms.Z[i] *= scale;
        }

        state.Cell = state.Cell.WithVectors(scale * state.Cell.Vectors);
    }

    public void AfterForces(in StepContext step)
    {
    }
}
