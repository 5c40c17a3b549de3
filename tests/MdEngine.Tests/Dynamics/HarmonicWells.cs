using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Tests.Dynamics;

/// <summary>
/// Independent oscillators: each atom is bound to its own site (10 Angstrom apart along x) by a spring, whose stiffness
/// may be zero (ideal gas). An external field: momentum is not conserved.
/// </summary>
internal sealed class HarmonicWells(Element element, double stiffness) : IPotential
{
    public const double Spacing = 10.0;

    public IReadOnlyList<Element> Elements { get; } = [element];

    // Nothing is ever a neighbour of anything.
    public NeighborRequest Neighbors => new(NeighborKind.Full, 0.1);

    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        for (int i = block.Start; i < block.End; i++)
        {
            double dx = block.Atoms.X[i] - (Spacing * block.Atoms.Id[i]);
            double dy = block.Atoms.Y[i], dz = block.Atoms.Z[i];
            into.AddForce(i, -stiffness * dx, -stiffness * dy, -stiffness * dz);
            into.AddEnergy(i, 0.5 * stiffness * ((dx * dx) + (dy * dy) + (dz * dz)));
        }
    }
}
