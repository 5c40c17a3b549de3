using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties.Elasticity;

/// <summary>Options of the elastic constants.</summary>
[OptionVariant("elastic", "Elastic constants of a crystal of any symmetry, with moduli of the polycrystal and stability.")]
public sealed record ElasticOptions : CrystalOptions
{
    /// <summary>Largest strain.</summary>
    [Option("strain", "Strain from which the constants are found; half of it is applied too.",
        Required = false, Min = 1e-6, Max = 0.05)]
    public double Strain { get; init; } = 1e-3;

    /// <summary>Whether atoms relax in the strained cell.</summary>
    [Option("relax_atoms", "False: the atoms of a strained cell stay where the strain takes them (clamped ions).", Required = false)]
    public bool RelaxAtoms { get; init; } = true;

    /// <summary>Whether all constants are told.</summary>
    [Option("all_constants", "True: all 21 constants in the axes of the structure, not the independent ones in those of the crystal.",
        Required = false)]
    public bool AllConstants { get; init; }

    /// <inheritdoc/>
    public override IProperty Create() => new ElasticProperty(this);
}
