using System;

namespace MdEngine.Dynamics.Integrators;

/// <summary>
/// How loops over atoms are cut up among threads: pieces of a fixed number of consecutive atoms, so that sums do not
/// depend on the number of threads.
/// </summary>
internal static class AtomChunks
{
    /// <summary>Atoms of a piece; a multiple of every vector width.</summary>
    public const int Size = 2048;

    /// <summary>Number of pieces.</summary>
    public static int Count(int atoms) => (atoms + Size - 1) / Size;

    /// <summary>First atom of a piece.</summary>
    public static int Start(int chunk) => chunk * Size;

    /// <summary>Index after the last atom of a piece.</summary>
    public static int End(int chunk, int atoms) => Math.Min(atoms, (chunk + 1) * Size);
}
