using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Table;

/// <summary>Makes tabulated potentials from options.</summary>
public sealed class TableFactory : PotentialFactory<TableOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "table";

    /// <inheritdoc/>
    public override string Summary => "Tabulated pair potentials in LAMMPS's format: linear or spline interpolation";

    /// <inheritdoc/>
    protected override IPotential Create(TableOptions options) => new TablePotential(options);
}
