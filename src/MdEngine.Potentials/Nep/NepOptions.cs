using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Nep;

/// <summary>Options of the type "nep".</summary>
public sealed record NepOptions
{
    /// <summary>Path of the potential file.</summary>
    [Option("file", "Potential file in the text format of GPUMD (nep.txt).", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Arithmetic.</summary>
    [Option(
        "precision",
        "Arithmetic of the functions of neighbours: double, or mixed (single, with distances, network and sums in double); mixed "
        + "where it holds 1e-5 eV/Angstrom: with steep networks double is taken.",
        Required = false)]
    public Precision Precision { get; init; } = Precision.Double;
}
