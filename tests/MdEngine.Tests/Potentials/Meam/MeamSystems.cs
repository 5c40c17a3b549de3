using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Potentials.Meam;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>Potentials that the tests of MEAM use.</summary>
internal static class MeamSystems
{
    /// <summary>A library of elements in every structure that one can have.</summary>
    public static readonly string Library = File.ReadAllText(Path.Combine(LammpsReference.Folder("Meam"), "synthetic.library.meam"));

    /// <summary>Parameters from text.</summary>
    public static MeamParameters Parse(string settings, params IReadOnlyList<string> elements) =>
        MeamParameters.Read(Bytes(Library), "test.library", settings.Length > 0 ? Bytes(settings) : null, "test.meam", elements);

    /// <summary>A potential from text.</summary>
    public static MeamPotential Potential(string settings, params IReadOnlyList<string> elements) => new(Parse(settings, elements));

    public static Stream Bytes(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
