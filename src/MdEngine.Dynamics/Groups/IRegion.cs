using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>A part of space.</summary>
public interface IRegion
{
    /// <summary>True when a Cartesian point, Angstrom, lies in it, the surface included.</summary>
    bool Contains(Double3 point);
}
