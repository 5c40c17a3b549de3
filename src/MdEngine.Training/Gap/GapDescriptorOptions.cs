using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Training.Gap;

/// <summary>A descriptor of a GAP model, with its kernel; it stands for one process each for the elements that it may be of.</summary>
public abstract record GapDescriptorOptions : IValidatedOptions
{
    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Cutoff, Angstrom.", Min = 0, ExclusiveMin = true, Max = 100)]
    public double Cutoff { get; init; }

    /// <summary>Width over which the cutoff function falls to zero, Angstrom.</summary>
    [Option("cutoff_transition_width_A", "Width over which the cutoff function falls to zero, Angstrom.", Required = false, Min = 0, ExclusiveMin = true)]
    public double TransitionWidth { get; init; } = 1.0;

    /// <summary>Standard deviation of the prior, eV.</summary>
    [Option("delta_eV", "Standard deviation of an instance's energy before there are data, eV.", Min = 0, ExclusiveMin = true, Max = 1e4)]
    public double Delta { get; init; }

    /// <summary>Sparse points of each process.</summary>
    [Option("n_sparse", "Number of sparse points for each pair, triple or element that the descriptor is of.", Min = 1, Max = 10_000)]
    public int Sparse { get; init; }

    /// <summary>The processes that it stands for.</summary>
    internal abstract IEnumerable<GapProcess> Processes(IReadOnlyList<Element> elements);

    /// <inheritdoc/>
    public virtual IEnumerable<(string Key, string Message)> Validate()
    {
        if (TransitionWidth > Cutoff)
        {
            yield return ("cutoff_transition_width_A", $"is {TransitionWidth:G4}, expected at most the cutoff of {Cutoff:G4} Angstrom");
        }
    }
}
