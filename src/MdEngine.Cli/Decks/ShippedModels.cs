using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MdEngine.Cli.Decks;

/// <summary>The models in the folder potentials/: one folder each with potential.json and README.md.</summary>
public static class ShippedModels
{
    /// <summary>
    /// Full paths of the models' folders, sorted, from the nearest folder "potentials" at or above the first of some
    /// folders for which there is one.
    /// </summary>
    public static IEnumerable<string> Find(params IEnumerable<string> startFolders) =>
        startFolders.Select(Nearest).FirstOrDefault(models => models.Length > 0) ?? [];

    /// <summary>The heading of a model's README; empty when it has none.</summary>
    public static string Title(string model)
    {
        string readme = Path.Combine(model, "README.md");
        return !File.Exists(readme)
            ? ""
            : File.ReadLines(readme).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? "";
    }

    private static string[] Nearest(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string potentials = Path.Combine(folder.FullName, "potentials");
            if (!Directory.Exists(potentials))
            {
                continue;
            }

            string[] models = [.. Directory.EnumerateDirectories(potentials)
                .Where(d => File.Exists(Path.Combine(d, "potential.json")))
                .Order(StringComparer.Ordinal)];
            if (models.Length > 0)
            {
                return models;
            }
        }

        return [];
    }
}
