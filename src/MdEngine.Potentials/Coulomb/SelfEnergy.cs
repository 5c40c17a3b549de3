using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Adds the energy -k s q^2 of every charge with its own screen.</summary>
internal sealed class SelfEnergy(ChargeSource charges, double strength) : ILongRangeSolver
{
    private readonly AlignedBuffer<double> _charges = new();

    /// <inheritdoc/>
    public void Add(SimulationState state, ReadOnlySpan<int> types, ForceNeeds needs, WorkerPool workers)
    {
        AtomState atoms = state.Atoms;
        _charges.Grow(atoms.Owned);
        Span<double> q = _charges.Span[..atoms.Owned];
        charges.Copy(atoms, types, 0, q);
        double squares = 0.0;
        foreach (double charge in q)
        {
            squares += charge * charge;
        }

        ChargeSource.RequireCharges(squares, atoms.Owned);
        double factor = PhysicalConstants.Coulomb * strength;
        state.Forces.Energy -= factor * squares;
        if ((needs & ForceNeeds.AtomEnergies) != 0)
        {
            Span<double> energies = state.Forces.AtomEnergies;
            for (int i = 0; i < q.Length; i++)
            {
                energies[i] -= factor * q[i] * q[i];
            }
        }
    }
}
