using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>A box along the Cartesian axes.</summary>
/// <param name="Low">Corner with the least coordinates, Angstrom.</param>
/// <param name="High">Corner with the greatest coordinates, Angstrom.</param>
public sealed record BoxRegion(Double3 Low, Double3 High) : IRegion
{
    /// <inheritdoc/>
    public bool Contains(Double3 point) =>
        point.X >= Low.X && point.X <= High.X
        && point.Y >= Low.Y && point.Y <= High.Y
        && point.Z >= Low.Z && point.Z <= High.Z;
}
