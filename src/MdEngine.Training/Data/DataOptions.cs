using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>The data of a training deck: files, their keys, how they are split and how much they count.</summary>
public sealed record DataOptions : IValidatedOptions
{
    /// <summary>Files to fit to, full paths.</summary>
    [Option("files", "Extended-XYZ files (also .gz) to fit to; the split takes validation and test frames out of them.",
        InputFile = true, MinCount = 1, MaxCount = 10000)]
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files for validation, full paths.</summary>
    [Option("validation_files", "Files of frames that decide when the fit stops; the split takes none then.",
        InputFile = true, Required = false, MaxCount = 10000)]
    public IReadOnlyList<string> ValidationFiles { get; init; } = [];

    /// <summary>Files for the test, full paths.</summary>
    [Option("test_files", "Files of frames that judge the model, which the fit never sees; for the final report: choose hyper-parameters on the validation frames.",
        InputFile = true, Required = false, MaxCount = 10000)]
    public IReadOnlyList<string> TestFiles { get; init; } = [];

    /// <summary>What the files call their labels.</summary>
    [Option("keys", "What the files call energy, forces, stress and group.", Required = false)]
    public DataKeys Keys { get; init; } = new();

    /// <summary>What to fit to.</summary>
    [Option("labels", "What to fit to. Errors are told of all that the files hold.", Required = false, MinCount = 1, MaxCount = 3)]
    public IReadOnlyList<DataLabel> Labels { get; init; } = [DataLabel.Energy, DataLabel.Forces, DataLabel.Stress];

    /// <summary>What becomes of frames without energy or forces.</summary>
    [Option("missing", "What becomes of frames without an energy, or without forces, that are to be fitted.", Required = false)]
    public MissingLabels Missing { get; init; }

    /// <summary>How the files are split.</summary>
    [Option("split", "How frames that neither a file nor a group assigns are split, group by group.", Required = false)]
    public SplitOptions Split { get; init; } = new();

    /// <summary>How far the fit may be off.</summary>
    [Option("sigmas", "How far the fit may be off labels: 0.002 eV/atom, 0.05 eV/Angstrom and 0.02 eV/atom when absent.", Required = false)]
    public SigmaOptions Sigmas { get; init; } = new();

    /// <summary>What holds for single groups.</summary>
    [Option("groups", "What holds for the frames of single groups, by name.", Required = false)]
    public IReadOnlyDictionary<string, GroupOptions> Groups { get; init; } = new Dictionary<string, GroupOptions>();

    /// <summary>Energies of isolated atoms.</summary>
    [Option("isolated_atoms", "Energies of isolated atoms, which the model starts from.", Required = false)]
    public IsolatedAtomOptions IsolatedAtoms { get; init; } = new();

    /// <summary>Frames with a larger force are left out, eV/Angstrom.</summary>
    [Option("drop_forces_above_eV_A", "Leaves out frames in which an atom feels a larger force, eV/Angstrom; none when absent.",
        Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double? DropForcesAbove { get; init; }

    /// <summary>Whether energies in another unit than eV are looked for.</summary>
    [Option("check_units", "Whether energies or forces that look like Hartree, Rydberg, kcal/mol or kJ/mol are a fault.", Required = false)]
    public bool CheckUnits { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        var seen = new Dictionary<string, string>();
        foreach ((string key, IReadOnlyList<string> files) in new[]
                 {
                     ("files", Files), ("validation_files", ValidationFiles), ("test_files", TestFiles),
                 })
        {
            for (int k = 0; k < files.Count; k++)
            {
                if (!seen.TryAdd(files[k], key))
                {
                    yield return ($"{key}:{k}", $"found the file in \"{seen[files[k]]}\" too; expected each file once");
                }
            }
        }
    }
}
