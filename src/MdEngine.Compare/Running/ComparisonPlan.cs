using System.Collections.Generic;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Running;

/// <summary>All that a comparison is to do.</summary>
public sealed record ComparisonPlan
{
    /// <summary>What it is about.</summary>
    public string Title { get; init; } = "";

    /// <summary>The deck, for the record.</summary>
    public string Deck { get; init; } = "";

    /// <summary>Potentials.</summary>
    public required IReadOnlyList<PotentialEntry> Potentials { get; init; }

    /// <summary>Sets of reference data.</summary>
    public IReadOnlyList<Planned<ReferenceSet>> ReferenceSets { get; init; } = [];

    /// <summary>Properties.</summary>
    public IReadOnlyList<Planned<IProperty>> Properties { get; init; } = [];

    /// <summary>Simulations.</summary>
    public IReadOnlyList<Planned<SimulationPlan>> Simulations { get; init; } = [];

    /// <summary>Most frames of each trajectory on which all potentials are compared; 0 for none.</summary>
    public int DisagreementFrames { get; init; } = 20;

    /// <summary>Cost; null to measure none.</summary>
    public Planned<CostOptions>? Cost { get; init; }

    /// <summary>Version of the program: results of another are not reused.</summary>
    public string Program { get; init; } = "";
}
