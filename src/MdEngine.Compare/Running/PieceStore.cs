using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using MdEngine.Compare.Results;
using MdEngine.IO.Files;

namespace MdEngine.Compare.Running;

/// <summary>A folder that keeps finished pieces of work, each in a file of its own, so that a comparison can go on.</summary>
/// <param name="folder">Folder; it need not exist.</param>
/// <param name="fresh">True to do all pieces again, whatever is kept.</param>
public sealed class PieceStore(string folder, bool fresh = false)
{
    private const int LongestName = 40;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The key of a piece: a digest of all that decides over it.</summary>
    /// <param name="parts">Texts.</param>
    public static string KeyOf(params string[] parts)
    {
        var text = new StringBuilder();
        foreach (string part in parts)
        {
            // Their lengths keep the parts apart.
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32].ToLowerInvariant();
    }

    /// <summary>A finished piece; null when it is not kept, not whole, or its trajectory is gone.</summary>
    /// <param name="key">Key.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Piece? Find(string key)
    {
        string file = FileOf(key);
        if (fresh || !File.Exists(file))
        {
            return null;
        }

        using FileStream stream = File.OpenRead(file);
        Piece? piece = ResultJson.ReadPiece(stream);
        bool isWhole = piece?.Key == key
            && (piece.Simulation?.Trajectory is not { } trajectory || File.Exists(Path.Combine(folder, trajectory)));
        return isWhole ? piece : null;
    }

    /// <summary>Keeps a piece; at any moment the file is whole or not there.</summary>
    /// <param name="piece">Piece.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Save(Piece piece) =>
        DurableFile.Replace(FileOf(piece.Key), null, stream => ResultJson.WritePiece(stream, piece));

    /// <summary>The name of the trajectory of a simulation, in the folder, which is made.</summary>
    /// <param name="potential">Name of the potential.</param>
    /// <param name="simulation">Name of the simulation.</param>
    /// <param name="key">Key of its piece.</param>
    public string TrajectoryOf(string potential, string simulation, string key)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{Plain(simulation)}-{Plain(potential)}-{key[..8]}.xyz");
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (char c in name)
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        }

        return plain.Length > LongestName ? plain.ToString(0, LongestName) : plain.ToString();
    }

    private string FileOf(string key) => Path.Combine(folder, key + ".json");
}
