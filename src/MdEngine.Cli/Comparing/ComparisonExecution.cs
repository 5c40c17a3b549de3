using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks.Comparing;
using MdEngine.Cli.Running;
using MdEngine.Compare.Reporting;
using MdEngine.Compare.Results;
using MdEngine.Compare.Running;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.IO.Files;
using Serilog;

namespace MdEngine.Cli.Comparing;

/// <summary>Carries out a comparison and writes what came out.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="planner">Makes plans of decks.</param>
/// <param name="inputs">Finds what is read.</param>
/// <param name="log">Log.</param>
public sealed class ComparisonExecution(HostEnvironment host, ComparisonPlanner planner, InputFiles inputs, ILogger log)
{
    /// <summary>Carries it out.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="fresh">True to do again what was finished before.</param>
    /// <exception cref="InputException">
    /// Parts of the deck do not fit, a set of reference data is not sound, an output file exists, or no potential can be made.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request; what was finished is kept.</exception>
    public void Execute(ComparisonDeck deck, int threads, bool fresh)
    {
        ComparisonPlaces places = ComparisonPlaces.Of(deck);
        OutputGuard.Check(places.Outputs, Inputs(deck), deck.Output.Overwrite);
        using var locks = new OutputLocks([places.Work]);
        ComparisonPlan plan = planner.Plan(deck);
        using var workers = new WorkerPool(threads);
        var progress = new ComparisonProgress(host, log);
        ComparisonResult result;
        try
        {
            result = new ComparisonRun(plan, new PieceStore(places.Work, fresh), progress, workers, host.Stop).Execute();
        }
        catch (OperationCanceledException)
        {
            progress.Erase();
            log.Warning("interrupted; what was finished is in {Work:l}, and the same command goes on from there", places.Work);
            throw;
        }
        finally
        {
            progress.Erase();
        }

        result = result with { Program = ComparisonPlanner.ProgramName };
        Write(result, places, deck.Output.Overwrite);
        ComparisonTable.Write(host.Output, result);
        host.Output.WriteLine();
        foreach ((string _, string file) in places.Outputs.Where(o => File.Exists(o.File)))
        {
            host.Output.WriteLine(file);
        }
    }

    private IEnumerable<string> Inputs(ComparisonDeck deck) =>
    [
        Path.GetFullPath(deck.SourceFile),
        .. deck.Potentials.SelectMany(p => inputs.Of(p.Potential)),
        .. deck.Reference.Select(r => r.File),
        .. deck.Simulations.Select(s => s.Structure).Append(deck.Cost?.Structure).OfType<Decks.StructureDeck>()
            .SelectMany(s => s.WithMerged()).Select(s => s.File).OfType<string>(),
    ];

    private void Write(ComparisonResult result, ComparisonPlaces places, bool overwrite)
    {
        using (Stream json = OutputFile.Open(places.Json, overwrite))
        using (var buffered = new BufferedStream(json, 1 << 16))
        {
            ResultJson.Write(buffered, result);
        }

        WriteText(places.SummaryCsv, overwrite, CsvTables.Summary(result));
        WriteText(places.ValuesCsv, overwrite, CsvTables.Values(result));
        if (WebBundle.Load() is { } bundle)
        {
            new HtmlReportWriter(bundle).Write(ComparisonDocument.Of(result, places.Work), places.Report);
        }
        else
        {
            log.Warning("{Missing:l}", WebBundle.Missing);
        }
    }

    private static void WriteText(string file, bool overwrite, string text)
    {
        using FileStream stream = OutputFile.Open(file, overwrite);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
