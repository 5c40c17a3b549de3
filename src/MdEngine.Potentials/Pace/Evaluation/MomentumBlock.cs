namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>The radial functions R_nl of one l between a centre and neighbours of one species.</summary>
/// <param name="L">Angular momentum.</param>
/// <param name="Count">Number of radial functions.</param>
/// <param name="FirstFunction">The first one among the functions of the run.</param>
/// <param name="FirstRow">
/// Row of the first sum A: by component (m = 0, then real and imaginary part of each m), then by radial function.
/// </param>
internal readonly record struct MomentumBlock(int L, int Count, int FirstFunction, int FirstRow)
{
    /// <summary>Number of real components.</summary>
    public int Components => (2 * L) + 1;
}
