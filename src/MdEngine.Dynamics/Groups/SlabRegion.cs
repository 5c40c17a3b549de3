using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>What lies between two planes across a Cartesian axis; with one of them at infinity a half-space.</summary>
/// <param name="Axis">Axis across which the planes stand: 0 (x), 1 (y) or 2 (z).</param>
/// <param name="Low">Least coordinate, Angstrom; minus infinity for none.</param>
/// <param name="High">Greatest coordinate, Angstrom; infinity for none.</param>
public sealed record SlabRegion(
    int Axis, double Low = double.NegativeInfinity, double High = double.PositiveInfinity) : IRegion
{
    /// <inheritdoc/>
    public bool Contains(Double3 point) => point[Axis] >= Low && point[Axis] <= High;
}
