namespace MdEngine.Potentials.Nep;

/// <summary>What a file of NEP4 or NEP5 without flexible repulsion says, number for number.</summary>
/// <param name="Header">Sizes and cutoffs.</param>
/// <param name="RadialNeighbors">Most neighbours within the radial cutoff: a hint to the original program.</param>
/// <param name="AngularNeighbors">The same within the angular cutoff.</param>
/// <param name="Networks">Networks by type; their weights act on scaled descriptors. Of NEP5 the bias is that of the type.</param>
/// <param name="CommonBias">Output bias of all types, eV.</param>
/// <param name="RadialCoefficients">c[n][k][ti][tj], last index fastest.</param>
/// <param name="AngularCoefficients">The same layout.</param>
/// <param name="Scale">Factors of the descriptor.</param>
internal sealed record NepContent(
    NepHeader Header,
    int RadialNeighbors,
    int AngularNeighbors,
    NepNetwork[] Networks,
    double CommonBias,
    double[] RadialCoefficients,
    double[] AngularCoefficients,
    double[] Scale);
