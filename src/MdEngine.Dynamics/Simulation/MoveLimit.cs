using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Simulation;

/// <summary>
/// Shortens a time step so that no atom moves farther in it than a limit, as its velocity and force say: for starts from
/// atoms that push each other hard. A function of the state alone, so runs stay reproducible and can be resumed.
/// </summary>
/// <remarks>
/// With speed v and acceleration a the way is v t + a t^2/2 at most; it reaches d at t = 2 d / (v + sqrt(v^2 + 2 a d)).
/// Noise of a thermostat within the step comes on top. A step whose length changes is no longer symplectic.
/// </remarks>
internal sealed class MoveLimit
{
    private readonly Action<int, int> _chunk;
    private double[] _shortest = [];
    private AtomState? _atoms;
    private double _limit;

    public MoveLimit() => _chunk = Chunk;

    /// <summary>The timestep of a stage, or what of it its limit allows, fs.</summary>
    /// <exception cref="PhysicsException">Velocities or forces are not finite, or so large that time would stand still.</exception>
    public double Timestep(SimulationStage stage, SimulationState state, WorkerPool workers)
    {
        if (stage.LargestMove is not { } limit)
        {
            return stage.Timestep;
        }

        _atoms = state.Atoms;
        _limit = limit;
        int chunks = AtomChunks.Count(_atoms.Owned);
        if (_shortest.Length < chunks)
        {
            _shortest = new double[chunks];
        }

        workers.Run(chunks, _chunk);
        double timestep = stage.Timestep;
        for (int c = 0; c < chunks; c++)
        {
            timestep = Math.Min(timestep, _shortest[c]);
        }

        if (!(timestep > 1e-12 * stage.Timestep))
        {
            throw new PhysicsException(FormattableString.Invariant(
                $"no timestep keeps the atoms within {limit:g4} Angstrom a step after step {state.Step} of stage \"{stage.Name}\" (time {state.Time:g6} fs): velocities or forces are not finite, or beyond all bounds; look for atoms on top of each other"));
        }

        return timestep;
    }

    private void Chunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        ReadOnlySpan<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz;
        ReadOnlySpan<double> fx = atoms.Fx, fy = atoms.Fy, fz = atoms.Fz, mass = atoms.Mass;
        double shortest = double.PositiveInfinity;
        for (int i = AtomChunks.Start(chunk); i < AtomChunks.End(chunk, atoms.Owned); i++)
        {
            double v2 = (vx[i] * vx[i]) + (vy[i] * vy[i]) + (vz[i] * vz[i]);
            double a = Math.Sqrt((fx[i] * fx[i]) + (fy[i] * fy[i]) + (fz[i] * fz[i]))
                / (mass[i] * PhysicalConstants.MassVelocitySquared);

            // NaN is handed on by Math.Min.
            shortest = Math.Min(shortest, 2.0 * _limit / (Math.Sqrt(v2) + Math.Sqrt(v2 + (2.0 * a * _limit))));
        }

        _shortest[chunk] = shortest;
    }
}
