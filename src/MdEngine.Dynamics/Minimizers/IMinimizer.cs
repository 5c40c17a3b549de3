using MdEngine.Core;
using MdEngine.Core.Motion;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// Moves atoms (and cell) to a minimum of the potential energy, one force evaluation a step. Time stands still, and
/// velocities are zero. Its stage ends before its last step when it is done.
/// </summary>
public interface IMinimizer : IIntegrator
{
    /// <summary>True when it is converged or cannot go on.</summary>
    bool IsDone { get; }

    /// <summary>Where it stands.</summary>
    MinimizationReport Report { get; }

    /// <summary>Called when its stage ends: throws if it had to converge and has not.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <exception cref="PhysicsException">What is not within its tolerance, and what to try.</exception>
    void CheckEnd(string stage);
}
