using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Units;
using MdEngine.IO.Formats;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;
using MdEngine.Tests.Cli;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>The models of the tests: synthetic ones of the repository, published ones beside it.</summary>
internal static class HdnnpModels
{
    /// <summary>Every kernel: arithmetic and registers.</summary>
    public static (string Name, Precision Precision, int Width)[] Kernels =>
        [("double, 4", Precision.Double, 4), ("double, 8", Precision.Double, 8), ("mixed", Precision.Mixed, 8)];

    public static IEnumerable<string> Synthetic => Directory
        .EnumerateDirectories(Folder("")).Select(d => Path.GetFileName(d)!).Order();

    public static string Folder(string name) =>
        Path.Combine(Repository.Root, "tests", "MdEngine.Tests", "References", "Hdnnp", name);

    /// <summary>Folder of a published model; skips the test where there is none.</summary>
    public static string Published(string name)
    {
        string? shared = IO.Repository.Shared();
        Skip.If(shared is null, "no folder 'shared' beside the repository");
        string folder = Path.Combine(shared!, "reference", "hdnnp", name);
        Skip.IfNot(Directory.Exists(folder), $"no model '{name}' in the folder 'shared'");
        return folder;
    }

    public static HdnnpModel ReadSynthetic(string name) => HdnnpReader.Read(Folder(name), [], 1.0, 1.0);

    public static HdnnpModel ReadPublished(string name) =>
        HdnnpReader.Read(Published(name), [], PhysicalConstants.Bohr, PhysicalConstants.Hartree);

    public static Structure[] Frames(string folder, string file = "expected.xyz") =>
        [.. StructureFormats.ReadAll(Path.Combine(folder, file), null, new StructureReadOptions())];
}
