using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Running;

/// <summary>
/// Puts what decides over the course of a run into lines of text, one a value: what the deck says with all that
/// overrides it, and checksums of the files that it names. Two decks whose lines agree give the same run.
/// </summary>
/// <remarks>
/// Values that stand at their default are left out, so that naming them changes nothing. Left out too: what changes no
/// result (threads, title, log, checkpoints), and the guards, whose limits one may want to change after they struck.
/// </remarks>
/// <param name="catalog">Declarations of options.</param>
public sealed class DeckDigest(OptionCatalog catalog)
{
    private const int MostShown = 10;
    private IReadOnlyList<string> _written = [], _free = [];

    private static readonly string[] FreeOfRun =
        ["$schema", "title", "threads", "checkpoint", "guards", "output.log", "output.report", "output.terminal_every",
        "output.overwrite"];

    /// <summary>The lines of a deck, in ordinal order.</summary>
    /// <exception cref="IOException">A file that it names cannot be read.</exception>
    public string Of(Deck deck) => Of(deck, FreeOfRun, RunPlaces.Of(deck).Outputs.Select(o => o.File));

    /// <summary>The lines of a deck of any kind, in ordinal order.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="free">Keys that may change, with all below them: "output.log".</param>
    /// <param name="written">What the run writes, full paths: no part of what it reads.</param>
    /// <exception cref="IOException">A file that it names cannot be read.</exception>
    public string Of(DeckRoot deck, IEnumerable<string> free, IEnumerable<string> written)
    {
        var lines = new List<string>();
        _written = [.. written];
        _free = [.. free];
        AddRecord(lines, "", deck, Path.GetDirectoryName(Path.GetFullPath(deck.SourceFile)) ?? "/");
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>What differs between two digests, a line each, for people; empty when nothing does.</summary>
    public static IReadOnlyList<string> Changes(string before, string after)
    {
        Dictionary<string, string> old = Parse(before), now = Parse(after);
        string[] changes =
        [
            .. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Where(key => old.GetValueOrDefault(key) != now.GetValueOrDefault(key))
                .Select(key => $"{key}: was {Show(old.GetValueOrDefault(key))}, is {Show(now.GetValueOrDefault(key))}"),
        ];
        return changes.Length <= MostShown
            ? changes
            : [.. changes[..MostShown], $"and {changes.Length - MostShown} more"];
    }

    private static Dictionary<string, string> Parse(string digest) => digest
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t', 2))
        .Where(parts => parts.Length == 2)
        .GroupBy(parts => parts[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);

    private static string Show(string? value) => value is null ? "not given" : DeckPath.Clean(value, 80);

    private void AddRecord(List<string> lines, string path, object record, string folder)
    {
        foreach (OptionInfo option in catalog.Of(record.GetType()).Options)
        {
            string place = DeckPath.Append(path, option.Key);
            object? value = option.Property.GetValue(record);
            if (value is null || _free.Contains(place, StringComparer.Ordinal) || IsDefault(option, value))
            {
                continue;
            }

            if (value is string output && option.IsOutputFile)
            {
                Add(lines, place, Path.GetRelativePath(folder, output));
            }
            else
            {
                AddValue(lines, place, value, folder, option.Rules);
            }
        }
    }

    private void AddValue(List<string> lines, string place, object value, string folder, OptionAttribute rules)
    {
        switch (value)
        {
            case string file when rules.InputFile:
                Add(lines, place, $"{Path.GetFileName(file)} ({SumOf(file)})");
                break;
            case string model when rules.InputFolder && Directory.Exists(model):
                AddFolder(lines, place, model);
                break;
            case string text:
                Add(lines, place, text);
                break;
            case BoundPotential potential:
                Add(lines, DeckPath.Append(place, "type"), potential.TypeName);
                string? near = Path.GetDirectoryName(Path.GetFullPath(potential.Origin.File));
                AddRecord(lines, place, potential.Options, near ?? folder);
                if (potential.Options is IReferringOptions referring)
                {
                    foreach (string file in referring.FilesReferredTo())
                    {
                        Add(lines, DeckPath.Append(place, Path.GetFileName(file)), SumOf(file));
                    }
                }

                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    AddValue(lines, DeckPath.Append(place, (string)entry.Key), entry.Value!, folder, rules);
                }

                break;
            case IEnumerable list:
                int index = 0;
                foreach (object? item in list)
                {
                    AddValue(lines, DeckPath.Append(place, DeckPath.Index(index++)), item!, folder, rules);
                }

                break;
            case IFormattable simple:
                Add(lines, place, simple.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                Add(lines, place, flag ? "true" : "false");
                break;
            default:
                Add(lines, DeckPath.Append(place, "type"), value.GetType().Name);
                AddRecord(lines, place, value, folder);
                break;
        }
    }

    /// <summary>The files of a model's folder, apart from what the run itself may have put there.</summary>
    private void AddFolder(List<string> lines, string place, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            if (!_written.Any(w => file.StartsWith(w, StringComparison.Ordinal)))
            {
                Add(lines, DeckPath.Append(place, Path.GetFileName(file)), SumOf(file));
            }
        }
    }

    private static bool IsDefault(OptionInfo option, object value) => !option.IsRequired
        && value is not string and IEnumerable list && option.Default is IEnumerable standard
            ? list.Cast<object>().SequenceEqual(standard.Cast<object>())
            : !option.IsRequired && value.Equals(option.Default);

    private static string SumOf(string path)
    {
        using Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return "SHA-256 " + Convert.ToHexString(SHA256.HashData(file))[..16];
    }

    private static void Add(List<string> lines, string place, string value) => lines.Add(
        $"{place}\t{value.Replace('\n', ' ').Replace('\t', ' ')}");
}
