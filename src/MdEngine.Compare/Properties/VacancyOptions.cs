using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties;

/// <summary>Options of the formation energy of a vacancy.</summary>
[OptionVariant("vacancy", "Formation energy of a vacancy in a supercell of the relaxed crystal.")]
public sealed record VacancyOptions : CrystalOptions
{
    /// <summary>Makes options; the tolerance suffices for a microelectronvolt.</summary>
    public VacancyOptions() => ForceTolerance = 1e-4;

    /// <summary>Copies of the crystal along its vectors.</summary>
    [Option("replicate", "Copies of the crystal along each of its vectors; as many as \"least_length_A\" wants when absent.",
        Min = 1, Max = 100, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int>? Replicate { get; init; }

    /// <summary>Least distance between vacancies, Angstrom.</summary>
    [Option("least_length_A", "Least distance between opposite faces of the supercell, Angstrom.",
        Required = false, Min = 1, Max = 1000)]
    public double LeastLength { get; init; } = 14.0;

    /// <summary>Which atom is taken out.</summary>
    [Option("atom", "Atom of the crystal that is taken out, from 1 in the order of the structure.", Required = false, Min = 1)]
    public int Atom { get; init; } = 1;

    /// <summary>Energy of the reservoir that takes the atom, eV.</summary>
    [Option("chemical_potential_eV", "Energy per atom of the reservoir that takes the atom, eV; that of the crystal itself when "
        + "absent, which serves for elements only.")]
    public double? ChemicalPotential { get; init; }

    /// <summary>How far its neighbours begin displaced in a second relaxation, Angstrom.</summary>
    [Option("inward_A", "A second relaxation begins with the vacancy's nearest neighbours moved towards it by this, Angstrom, and "
        + "the lower energy counts: the ideal vacancy may be a local minimum. 0: only one relaxation.",
        Required = false, Min = 0, Max = 2)]
    public double Inward { get; init; } = 0.3;

    /// <summary>Whether the cell relaxes too.</summary>
    [Option("relax_cell", "True: the cell with the vacancy relaxes too (no pressure); false: it keeps its volume.", Required = false)]
    public bool RelaxCell { get; init; }

    /// <inheritdoc/>
    public override IProperty Create() => new VacancyProperty(this);
}
