using System;
using System.IO;

namespace MdEngine.Tests.Cli;

/// <summary>Finds the repository that the tests were built in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MdEngine.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("no folder above the tests holds MdEngine.sln");
    }
}
