namespace MdEngine.Potentials.Nep;

/// <summary>What the header says of the repulsion at short distances.</summary>
/// <param name="Inner">Where the switch begins, Angstrom; 0 with <see cref="IsFlexible"/>.</param>
/// <param name="Outer">Where the repulsion ends, Angstrom.</param>
/// <param name="Factor">Times the sum of radii of a pair: its own outer end; 0 if all pairs have the same.</param>
/// <param name="InnerFraction">With <paramref name="Factor"/>: where the switch begins, as a part of the pair's end.</param>
internal sealed record NepZblHeader(double Inner, double Outer, double Factor, double InnerFraction)
{
    /// <summary>Whether every pair has ten numbers of its own.</summary>
    public bool IsFlexible => Inner == 0.0 && Outer == 0.0;
}
