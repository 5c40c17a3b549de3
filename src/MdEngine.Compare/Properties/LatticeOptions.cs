using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties;

/// <summary>Options of the lattice parameters.</summary>
[OptionVariant("lattice", "Lattice parameters, volume and cohesive energy of the relaxed crystal.")]
public sealed record LatticeOptions : CrystalOptions
{
    /// <inheritdoc/>
    public override IProperty Create() => new LatticeProperty(this);
}
