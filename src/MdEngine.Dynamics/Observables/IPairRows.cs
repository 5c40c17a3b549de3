using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>Takes the candidates that <see cref="ImagePairs"/> finds, a row at a time.</summary>
internal interface IPairRows
{
    /// <summary>
    /// An atom and a run of others, or of images of them, each pair once; atoms are numbered as sorted. Which of them
    /// lie within the cutoff is for the taker to find out.
    /// </summary>
    /// <param name="pairs">Sorted positions.</param>
    /// <param name="i">The atom.</param>
    /// <param name="from">First of the others.</param>
    /// <param name="to">Number after the last of the others.</param>
    /// <param name="shift">What is added to the positions of the others, Angstrom.</param>
    void Take(ImagePairs pairs, int i, int from, int to, Double3 shift);
}
