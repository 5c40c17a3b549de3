using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Eam;

/// <summary>Contents of a funcfl file.</summary>
internal sealed record FuncflTable(
    Element Element,
    double DensityStep,
    double DistanceStep,
    double Cutoff,
    double[] Embedding,
    double[] Charge,
    double[] Density);
