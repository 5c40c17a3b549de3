using MdEngine.Core.Options;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>Energy that the networks' outputs are multiples of.</summary>
public enum HdnnpEnergyUnit
{
    /// <summary>Hartree.</summary>
    [Choice("hartree")]
    Hartree,

    /// <summary>Electronvolt.</summary>
    [Choice("eV")]
    ElectronVolt,
}
