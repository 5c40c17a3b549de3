using MdEngine.Core.Forces;
using MdEngine.Core.Units;
using MdEngine.Potentials.Hdnnp.Reading;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>Makes high-dimensional neural-network potentials from the files of n2p2 and RuNNer.</summary>
public sealed class HdnnpFactory : PotentialFactory<HdnnpOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "hdnnp";

    /// <inheritdoc/>
    public override string Summary =>
        "Behler-Parrinello neural networks in the files of n2p2 and RuNNer: any number of elements, committees";

    /// <inheritdoc/>
    protected override IPotential Create(HdnnpOptions options) => HdnnpPotential.Create(
        HdnnpReader.Read(
            options.Directory,
            options.Committee,
            options.LengthUnit == HdnnpLengthUnit.Bohr ? PhysicalConstants.Bohr : 1.0,
            options.EnergyUnit == HdnnpEnergyUnit.Hartree ? PhysicalConstants.Hartree : 1.0),
        options.Precision);
}
