using System;
using System.IO;
using Xunit;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Models and what the ML-PACE evaluator gives for them; they lie beside the repository.</summary>
internal static class PaceReferences
{
    /// <summary>Model files, relative to the folder of references.</summary>
    public static readonly string[] Models =
    [
        "Cu-PBE-core-rep/Cu-PBE-core-rep.yace", "Cu-PBE-core-rep/Cu-PBE-core-rep.ace", "synthetic/ace_text_1el/ace_text_1el.ace",
        "synthetic/coarse_table_1el/coarse_table_1el.yace", "synthetic/fs_core_2el/fs_core_2el.yace",
        "synthetic/gamma_nonlinear_2el/gamma_nonlinear_2el.yace", "synthetic/inner_distance_1el/inner_distance_1el.yace",
        "synthetic/rank4_linear_1el/rank4_linear_1el.yace", "synthetic/sfs_3el/sfs_3el.yace",
    ];

    /// <summary>A file of the references; the test is skipped where they are not at hand.</summary>
    public static string Find(string file)
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(d.FullName, "..", "shared", "reference", "pace"));
                Skip.IfNot(Directory.Exists(folder), "no folder 'shared/reference/pace' beside the repository");
                return Path.Combine(folder, file);
            }
        }

        throw new InvalidOperationException("no MdEngine.sln above the tests");
    }

    /// <summary>The structures of a model with energies, forces and stresses.</summary>
    public static string Structures(string model) => Path.Combine(Path.GetDirectoryName(Find(model))!, "expected.xyz");
}
