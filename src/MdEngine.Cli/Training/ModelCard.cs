using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Running;
using MdEngine.IO.Files;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Cli.Training;

/// <summary>The model card: what a user must know of a model before trusting it, as README.md in its folder.</summary>
/// <param name="Deck">Deck.</param>
/// <param name="Options">What the command line said.</param>
/// <param name="Type">Type of the potential.</param>
/// <param name="Model">The model.</param>
/// <param name="Report">What is in the data.</param>
/// <param name="Errors">Errors of the model as it was written.</param>
/// <param name="Cost">What it costs; null where it could not be measured.</param>
/// <param name="Cutoff">Cutoff, Angstrom.</param>
/// <param name="Seconds">Wall time of the fit, s.</param>
public sealed record ModelCard(
    TrainDeck Deck,
    TrainOptions Options,
    string Type,
    FittedModel Model,
    DataReport Report,
    IReadOnlyList<PartErrors> Errors,
    ModelCost? Cost,
    double Cutoff,
    double Seconds)
{
    /// <summary>Writes the card.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => DurableFile.Replace(path, null, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Write(text);
    });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Write(StreamWriter text)
    {
        string elements = string.Join(", ", Report.Elements);
        text.WriteLine($"# {(Deck.Title.Length > 0 ? Deck.Title : $"{elements}, {Type}, trained with MdEngine")}");
        text.WriteLine();
        text.WriteLine(Invariant(
            $"A potential of the type `{Type}` for {elements}: {Model.Parameters} fitted numbers, cutoff {Cutoff:G6} Angstrom."));
        Heading(text, "Errors");
        text.WriteLine("Of the files in this folder, read back and evaluated; no offset is fitted. The fit has not seen the test frames.");
        text.WriteLine();
        ModelErrors.Table(Errors).WriteMarkdown(text);
        foreach (string failure in Errors.SelectMany(e => e.Failures))
        {
            text.WriteLine($"- not evaluated: {failure}");
        }

        Heading(text, "Range");
        text.WriteLine($"Beyond what it was fitted to the model extrapolates: do not trust it there. Elements: {elements}. Closest "
            + $"distances: {DataReportWriter.Distances(Report)}. {Densities()}");
        Heading(text, "Cost");
        if (Cost is { } cost)
        {
            text.WriteLine(Invariant(
                $"{cost.Microseconds:G3} microseconds an atom for energy, forces and stress, lists included, on one thread ({cost.Atoms} atoms; {Processor()})."));
        }

        text.WriteLine(Invariant(
            $"The fit took {Progress.Duration(Seconds)} on {Options.Threads} thread{(Options.Threads == 1 ? "" : "s")}, the program at most {PeakMegabytes():F0} MB of memory."));
        Heading(text, "Data");
        DataReportWriter.WriteMarkdown(Report, text);
        if (Model.Facts.Count > 0)
        {
            Heading(text, "Fit");
            foreach ((string name, string fact) in Model.Facts)
            {
                text.WriteLine($"- {name}: {fact}");
            }
        }

        WriteOrigin(text);
    }

    private void WriteOrigin(StreamWriter text)
    {
        Heading(text, "Origin");
        text.WriteLine($"MdEngine {RunStart.Program}, seed {Deck.Seed}. The result does not depend on the number of threads.");
        text.WriteLine();
        text.WriteLine("```");
        text.WriteLine(Options.Command);
        text.WriteLine("```");
        text.WriteLine();
        foreach ((string file, _) in Report.Files)
        {
            using FileStream data = File.OpenRead(file);
            text.WriteLine($"- `{Path.GetFileName(file)}`: SHA-256 {Convert.ToHexStringLower(SHA256.HashData(data))}");
        }

        text.WriteLine();
        text.WriteLine("The deck:");
        text.WriteLine();
        text.WriteLine("```json");
        text.WriteLine(File.ReadAllText(Deck.SourceFile).ReplaceLineEndings("\n").Trim());
        text.WriteLine("```");
    }

    private string Densities()
    {
        ValueRange range = ValueRange.Of(Report.Groups.SelectMany(g => new[] { g.Density.Least, g.Density.Greatest }));
        return double.IsNaN(range.Least) ? "" : Invariant($"Densities: {range.Least:G4} to {range.Greatest:G4} g/cm^3.");
    }

    private static void Heading(StreamWriter text, string heading)
    {
        text.WriteLine();
        text.WriteLine($"## {heading}");
        text.WriteLine();
    }

    private static double PeakMegabytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[^1].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }
}
