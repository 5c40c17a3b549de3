using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>A cylinder along a Cartesian axis, endless or cut at both ends.</summary>
/// <param name="Axis">Axis: 0 (x), 1 (y) or 2 (z).</param>
/// <param name="Center">A point on its axis, Angstrom; the component along the axis does not count.</param>
/// <param name="Radius">Its radius, Angstrom.</param>
/// <param name="Low">Least coordinate along the axis, Angstrom; minus infinity for none.</param>
/// <param name="High">Greatest coordinate along the axis, Angstrom; infinity for none.</param>
public sealed record CylinderRegion(
    int Axis,
    Double3 Center,
    double Radius,
    double Low = double.NegativeInfinity,
    double High = double.PositiveInfinity) : IRegion
{
    /// <inheritdoc/>
    public bool Contains(Double3 point)
    {
        Double3 d = point - Center;
        double along = d[Axis];
        return point[Axis] >= Low && point[Axis] <= High
            && Double3.Dot(d, d) - (along * along) <= Radius * Radius;
    }
}
