using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>One process of a GAP model as rows over the weights of its sparse points.</summary>
internal abstract class GapRows(GapCoordinates source)
{
    /// <summary>The process; its weights are not looked at.</summary>
    public GapCoordinates Source { get; } = source;

    /// <summary>Cutoff, Angstrom.</summary>
    public abstract double Cutoff { get; }

    /// <summary>What a thread needs.</summary>
    public abstract object CreateScratch();

    /// <summary>Adds a frame's rows.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="scratch">This thread's scratch.</param>
    /// <param name="rows">Rows of the whole model.</param>
    /// <param name="column">First column of this process.</param>
    public abstract void AddRows(FrameNeighbors frame, object scratch, FrameRows rows, int column);

    /// <summary>Kernel between two sparse points, their cutoff factors in it, eV^2.</summary>
    public abstract double Kernel(int s, int t);
}
