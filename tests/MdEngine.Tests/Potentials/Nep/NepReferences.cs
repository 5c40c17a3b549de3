using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>Models and the numbers that NEP_CPU gives for them; they lie beside the repository.</summary>
internal static class NepReferences
{
    /// <summary>Folders of models, relative to <see cref="Root"/>.</summary>
    public static readonly string[] Models =
    [
        "BaZrO3", "C_2024_NEP4", "Si_2022_NEP4_3body", "Si_2022_NEP4_4body",
        .. new[]
        {
            "l2", "l4_0_1", "l4_1_0", "l8", "mc", "n3", "n3z", "n4", "n4zf", "n4zt", "n5", "n5z", "old7_typewise", "old7_typewise_zbl",
            "old7_zbl_only", "x112", "x123", "x134", "x233", "xall", "xl2",
        }.Select(name => "synthetic/" + name),
    ];

    /// <summary>The potential file and the structures of a model; the test is skipped where they are not at hand.</summary>
    public static (string Potential, string Structures) Find(string model)
    {
        string? root = Root();
        Skip.If(root is null, "no folder 'shared/reference/nep' beside the repository");
        string folder = Path.Combine(root!, model);
        string potential = Directory.EnumerateFiles(folder, "*.txt").Single();
        return (potential, Path.Combine(folder, "expected.xyz"));
    }

    private static string? Root()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(d.FullName, "..", "shared", "reference", "nep"));
                return Directory.Exists(folder) ? folder : null;
            }
        }

        return null;
    }
}
