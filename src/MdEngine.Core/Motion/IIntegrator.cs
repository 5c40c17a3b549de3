using MdEngine.Core.Forces;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Motion;

/// <summary>
/// Advances the atoms by one time step in two parts, between which the loop brings halo, lists and forces up to the
/// new positions. Works on the state alone: no lists, no output, no checks.
/// </summary>
public interface IIntegrator : IResumable
{
    /// <summary>What it samples, for logs: "NVE (velocity Verlet)".</summary>
    string Name { get; }

    /// <summary>What it needs of every force evaluation beside forces (a barostat needs the virial).</summary>
    ForceNeeds Needs => ForceNeeds.None;

    /// <summary>Degrees of freedom that it keeps fixed: 3 when it conserves total momentum, else 0.</summary>
    int ConstrainedDegrees { get; }

    /// <summary>
    /// Energy, eV, that went from the atoms to heat bath and piston since the stage began, with the bath's own terms:
    /// total energy plus this is the conserved quantity.
    /// </summary>
    double ReservoirEnergy { get; }

    /// <summary>Called once before the first step of a stage, when forces are known.</summary>
    void Begin(in StepContext step);

    /// <summary>Up to the new positions.</summary>
    void FirstHalf(in StepContext step);

    /// <summary>From the new forces to the end of the step.</summary>
    void SecondHalf(in StepContext step);
}
