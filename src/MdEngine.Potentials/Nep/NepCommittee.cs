using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// A committee of neuroevolution potentials: energies and forces are the members' mean, and the spread of their energies of
/// an atom is how uncertain it is.
/// </summary>
/// <remarks>
/// Each member computes the block with 1/M of its energy (output weights and repulsion scaled), so that the sum of all is
/// the mean. Members may differ in all but their elements; their energies are to have one zero, or the spread means nothing.
/// </remarks>
public sealed class NepCommittee : IPotential
{
    private readonly NepPotential[] _members;

    /// <summary>Makes the potential.</summary>
    /// <param name="models">Two members or more, of the same elements in the same order.</param>
    /// <param name="precision">
    /// Arithmetic of the functions of neighbours; double all the same where mixed would cost the mean of forces too much
    /// (<see cref="NepPotential.LargestMixedStiffness"/>).
    /// </param>
    /// <exception cref="ArgumentException">There are fewer, or their elements differ.</exception>
    public NepCommittee(IReadOnlyList<NepModel> models, Precision precision = Precision.Double)
    {
        if (models.Count < 2 || models.Any(m => !m.Elements.SequenceEqual(models[0].Elements)))
        {
            throw new ArgumentException("expected two models or more of the same elements in the same order", nameof(models));
        }

        Models = [.. models];
        double stiffness = models.Average(m => m.Stiffness);
        _members = [.. models.Select(m => NepPotential.Create(m.Scaled(1.0 / models.Count), precision, stiffness))];
        Neighbors = new NeighborRequest(NeighborKind.Full, models.Max(m => m.Cutoff));
    }

    /// <summary>The members.</summary>
    public IReadOnlyList<NepModel> Models { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Models[0].Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// The standard deviation of the members' energies of an atom (root of the mean square deviation from their mean).
    /// </remarks>
    public UncertaintyMeasure? Uncertainty { get; } = new("committee spread", "eV");

    /// <inheritdoc/>
    /// <remarks>Those of all members.</remarks>
    public long? ParameterCount => Models.Sum(m => m.ParameterCount);

    /// <inheritdoc/>
    public object? CreateWorkspace() => Array.ConvertAll(_members, m => m.CreateWorkspace()!);

    /// <inheritdoc/>
    /// <remarks>What the members report, each sentence once.</remarks>
    public IEnumerable<string> Report(IReadOnlyList<object?> workspaces, long evaluations) => _members
        .SelectMany((member, m) => ((IPotential)member).Report([.. workspaces.Select(w => ((object[])w!)[m])], evaluations))
        .Distinct();

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var workspaces = (object[])block.Workspace!;
        for (int m = 0; m < _members.Length; m++)
        {
            _members[m].Compute(in block, into, workspaces[m]);
        }

        if ((block.Needs & ForceNeeds.AtomUncertainties) != 0)
        {
            AddSpreads(in block, into, workspaces);
        }
    }

    private static unsafe void AddSpreads(in ForceBlock block, ForceAccumulator into, object[] workspaces)
    {
        int members = workspaces.Length;
        for (int i = block.Start; i < block.End; i++)
        {
            // Energies are 1/M of the members' own, whose mean is the sum, and whose deviations are M times as large.
            double mean = 0.0, squares = 0.0;
            for (int m = 0; m < members; m++)
            {
                mean += NepPotential.SiteEnergies(workspaces[m])[i - block.Start] / members;
            }

            for (int m = 0; m < members; m++)
            {
                double d = NepPotential.SiteEnergies(workspaces[m])[i - block.Start] - mean;
                squares += d * d;
            }

            into.AtomUncertainties[into.Slot(i)] += members * Math.Sqrt(squares / members);
        }
    }
}
