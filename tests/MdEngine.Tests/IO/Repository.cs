using System;
using System.IO;

namespace MdEngine.Tests.IO;

/// <summary>Finds data that lie beside the repository.</summary>
internal static class Repository
{
    /// <summary>The folder "shared" beside the repository's root; null when there is none.</summary>
    public static string? Shared()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")))
            {
                string shared = Path.Combine(d.FullName, "..", "shared");
                return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
            }
        }

        return null;
    }
}
