using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Accuracy;

/// <summary>A set of reference data: frames of a file with energies, forces and stresses, as far as they are there.</summary>
/// <param name="Name">Name for tables.</param>
/// <param name="File">Extended-XYZ file (also .gz).</param>
public sealed record ReferenceSet(string Name, string File)
{
    /// <summary>Key of the energy, eV.</summary>
    public string EnergyKey { get; init; } = "energy";

    /// <summary>Column of the forces, eV/Angstrom; null for "forces" or "force".</summary>
    public string? ForcesColumn { get; init; }

    /// <summary>Key of the stress, eV/Angstrom^3, ASE's sign.</summary>
    public string StressKey { get; init; } = "stress";

    /// <summary>Key of the virial, eV, used where there is no stress.</summary>
    public string VirialKey { get; init; } = "virial";

    /// <summary>Key of the name of a frame's group.</summary>
    public string GroupKey { get; init; } = "config_type";

    /// <summary>Whether energies are compared after offsets by element have been fitted.</summary>
    public bool FitOffsets { get; init; }

    /// <summary>Most points of each quantity that are kept for plots.</summary>
    public int MostPoints { get; init; } = 2000;

    /// <summary>The frames, read one after another; memory holds one.</summary>
    /// <exception cref="InputException">The file is not sound: where, and what was expected.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public IEnumerable<Structure> Read()
    {
        var xyz = new ExtendedXyzReadOptions
        {
            EnergyKey = EnergyKey,
            ForcesColumn = ForcesColumn,
            StressKey = StressKey,
            VirialKey = VirialKey,
            Velocities = VelocitiesUnit.Ignore,
            KeepExtraColumns = false,
        };
        return StructureFormats.ReadAll(File, null, new StructureReadOptions { Xyz = xyz });
    }

    /// <summary>The name of a frame's group; null where it has none.</summary>
    public string? GroupOf(Structure frame) => frame.Info.TryGetValue(GroupKey, out string? name) ? name : null;

    /// <summary>Reads the whole file once and tells what is in it.</summary>
    /// <param name="stop">Asks it to stop.</param>
    /// <exception cref="InputException">The file is not sound, or holds no frame.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    /// <exception cref="System.OperationCanceledException">Stopped on request.</exception>
    public ReferenceSummary Summarize(CancellationToken stop)
    {
        long frames = 0, atoms = 0, energies = 0, forces = 0, stresses = 0;
        var elements = new List<string>();
        var groups = new List<string>();
        var seen = new HashSet<string>();
        foreach (Structure frame in Read())
        {
            stop.ThrowIfCancellationRequested();
            frames++;
            atoms += frame.Count;
            energies += frame.Energy is null ? 0 : 1;
            forces += frame.Forces is null ? 0 : 1;
            stresses += frame.Stress is null ? 0 : 1;
            elements.AddRange(frame.Elements.Select(e => e.Symbol).Distinct().Where(e => !elements.Contains(e)));
            if (GroupOf(frame) is { } group && seen.Add(group))
            {
                groups.Add(group);
            }
        }

        return frames > 0
            ? new ReferenceSummary(Name, File, frames, atoms, elements, groups, energies, forces, stresses)
            : throw new InputException("holds no frame", File);
    }
}
