using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>A force that acts on every atom of a group, always the same.</summary>
/// <param name="Group">Atoms.</param>
/// <param name="Force">Force on each of them, eV/Angstrom.</param>
public sealed record ConstantForce(AtomGroup Group, Double3 Force);
