using System.IO;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads models of the atomic cluster expansion, .yace or .ace by their names.</summary>
public static class PaceFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">File, whose name must end in .yace or .ace.</param>
    /// <exception cref="InputException">There is no such file, or it is no sound model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PaceModel Read(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".yace" => YaceReader.Read(path),
        ".ace" => AceReader.Read(path),
        ".yaml" => throw new InputException(
            "is a model in the B basis, as its name says; expected the C-tilde basis (.yace): pace_yaml2yace of python-ace converts it", path),
        var other => throw new InputException(
            $"has the ending '{YamlNode.Excerpt(other)}'; expected .yace or .ace, by which the formats are told apart", path),
    };
}
