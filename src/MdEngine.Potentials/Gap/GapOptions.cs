using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap;

/// <summary>Options of the type "gap".</summary>
public sealed record GapOptions : IReferringOptions
{
    /// <summary>XML file.</summary>
    [Option("file", "XML file of the model as QUIP writes it; files of sparse points stand beside it.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Regularisation of predicted variances, eV.</summary>
    [Option("varianceRegularisation_eV", "Standard deviation on the diagonal of the kernel matrix when variances are predicted, eV.",
        Required = false, Min = 0, ExclusiveMin = true)]
    public double VarianceRegularisation { get; init; } = 0.001;

    /// <inheritdoc/>
    public IEnumerable<string> FilesReferredTo() => SparsePoints.FilesOf(XmlNodeReader.Read(File));
}
