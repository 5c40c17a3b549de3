using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>A ball.</summary>
/// <param name="Center">Its centre, Angstrom.</param>
/// <param name="Radius">Its radius, Angstrom.</param>
public sealed record SphereRegion(Double3 Center, double Radius) : IRegion
{
    /// <inheritdoc/>
    public bool Contains(Double3 point) => (point - Center).Length <= Radius;
}
