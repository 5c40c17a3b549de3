using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Compare.Reporting;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Files;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>
/// The HTML report of a run, made at its end from the files that it left, so that it covers all of a run that was
/// resumed.
/// </summary>
/// <param name="host">What the program stands in.</param>
/// <param name="setup">The run.</param>
/// <param name="log">Where it says what it could not do; a run does not fail for its report.</param>
public sealed class RunReport(HostEnvironment host, RunSetup setup, ILogger log)
{
    private readonly WebBundle? _bundle = setup.Deck.Output.ReportFile is null ? null : WebBundle.Load();

    /// <summary>Says at the beginning when there can be no report at the end.</summary>
    public void Announce()
    {
        if (setup.Deck.Output.ReportFile is not null && _bundle is null)
        {
            log.Warning("{Reason:l}", WebBundle.Missing);
        }
    }

    /// <summary>Writes it, where the deck wants one.</summary>
    /// <param name="atoms">Atoms at the end.</param>
    /// <param name="summary">How the run went; null when it failed.</param>
    /// <param name="failure">What it failed of; null when it did not.</param>
    /// <returns>Whether there is one now.</returns>
    public bool Write(AtomState atoms, RunSummary? summary, string? failure)
    {
        if (setup.Deck.Output.ReportFile is not { } file || _bundle is null)
        {
            return false;
        }

        try
        {
            new HtmlReportWriter(_bundle).Write(Document(atoms, summary, failure), file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
        {
            log.Error("the report {File:l} could not be made: {Reason:l}", file, e.Message);
            return false;
        }
    }

    private ReportDocument Document(AtomState atoms, RunSummary? summary, string? failure)
    {
        Deck deck = setup.Deck;
        var blocks = new List<ReportBlock>();
        if (failure is not null)
        {
            blocks.Add(new NoteBlock(NoteKind.Failure, failure));
        }

        var sections = new List<ReportSection>();
        ThermoSeries? thermo = Kept(deck.Output.Thermo?.File) is { } csv ? ThermoSeries.Read(csv) : null;
        if (thermo is { Count: > 0 })
        {
            blocks.Add(ThermoBlocks.Table(thermo, atoms.Owned));
            sections.Add(new ReportSection("Thermodynamics", ThermoBlocks.Charts(thermo, atoms.Owned)));
        }

        if (summary is not null)
        {
            blocks.Add(Facts(summary));
        }

        if (Kept(deck.Output.Trajectory?.File) is { } trajectory)
        {
            bool isUncertain = deck.Output.Trajectory!.Columns.Contains(TrajectoryColumn.Uncertainty);
            sections.Add(new ReportSection(
                "Structure", TrajectoryBlocks.Of(trajectory, "Trajectory", isUncertain ? setup.Potential.Uncertainty : null)));
        }

        sections.Add(new ReportSection("How it was made", [Versions(), .. Decks()]));
        return new ReportDocument(
            deck.Title.Length > 0 ? deck.Title : Path.GetFileNameWithoutExtension(deck.SourceFile),
            Subtitle(atoms),
            host.Clock.GetLocalNow(),
            "MdEngine " + Version,
            [.. deck.Stages.Select(s => s.Name)],
            blocks,
            sections);
    }

    private static string Version =>
        typeof(RunReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string? Kept(string? file) => file is not null && OutputFile.KeepsWhatIsWritten(file) && File.Exists(file) ? file : null;

    private string Subtitle(AtomState atoms)
    {
        IEnumerable<string> counts = atoms.Species.Elements.Select((e, type) => $"{atoms.Type[..atoms.Owned].Count(type)} {e}");
        int stages = setup.Deck.Stages.Count;
        return $"{string.Join(", ", counts)} atoms, {setup.Deck.Potential.TypeName} potential, "
            + (stages == 1 ? "one stage" : $"{stages} stages: {string.Join(", ", setup.Deck.Stages.Select(s => s.Name))}") + ".";
    }

    private static TableBlock Facts(RunSummary summary) => new(
        "The run",
        [new TableColumn("", "", ColumnAlignment.Left), new TableColumn("Value"), new TableColumn("Unit", "", ColumnAlignment.Left)],
        [
            [TableCell.Of("Atoms"), TableCell.Of(summary.Atoms), TableCell.Empty],
            [TableCell.Of("Steps done last"), TableCell.Of(summary.Outcome.Steps), TableCell.Empty],
            [TableCell.Of("Wall time of them"), TableCell.Of(summary.Outcome.Times.Total), TableCell.Of("s")],
            [TableCell.Of("Threads"), TableCell.Of(summary.Threads), TableCell.Empty],
            [TableCell.Of("Speed"), TableCell.Of(summary.StepsPerSecond * summary.Atoms), TableCell.Of("atom-steps/s")],
            [TableCell.Of("Speed"), TableCell.Of(summary.NanosecondsPerDay), TableCell.Of("ns/day")],
            .. summary.Minimizations.Select(m => new[]
            {
                TableCell.Of($"Largest force after {m.Stage}"), TableCell.Of(m.Report.LargestForce), TableCell.Of("eV/Å"),
            }),
        ])
    {
        IsSortable = false,
    };

    private CodeBlock Versions() => new("Versions", string.Create(CultureInfo.InvariantCulture,
        $"""
        MdEngine   {Version}
        .NET       {Environment.Version} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}
        threads    {setup.Options.Threads}
        potential  {setup.Deck.Potential.TypeName}, cutoff {setup.Potential.Cutoff:G6} Å
        thermo     {setup.Deck.Output.Thermo?.File ?? "none"}
        trajectory {setup.Deck.Output.Trajectory?.File ?? "none"}
        """));

    private IEnumerable<ReportBlock> Decks()
    {
        if (File.Exists(setup.Deck.SourceFile))
        {
            yield return new CodeBlock(Path.GetFileName(setup.Deck.SourceFile), File.ReadAllText(setup.Deck.SourceFile));
        }

        yield return new FoldBlock(
            "What decided over its course, overrides and checksums of files included",
            [new CodeBlock("", setup.Start.Digest.Replace("\t", " = ", StringComparison.Ordinal))]);
    }
}
