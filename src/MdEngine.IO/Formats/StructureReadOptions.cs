using MdEngine.IO.LammpsData;
using MdEngine.IO.Xyz;

namespace MdEngine.IO.Formats;

/// <summary>What the formats are told that their files do not say.</summary>
public sealed record StructureReadOptions
{
    /// <summary>For extended and plain XYZ.</summary>
    public ExtendedXyzReadOptions Xyz { get; init; } = new();

    /// <summary>For LAMMPS data.</summary>
    public LammpsDataReadOptions LammpsData { get; init; } = new();
}
