using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Running;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.IO.Files;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using Serilog;

namespace MdEngine.Cli.Training;

/// <summary>A training: prepares the data, has the model fitted, writes it, judges it and describes it.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="reader">Reads the model back.</param>
/// <param name="inputs">Finds what the training reads.</param>
/// <param name="start">Decides where it begins.</param>
public sealed class TrainingRun(HostEnvironment host, DeckReader reader, InputFiles inputs, TrainStart start)
{
    // Left for what a fit does between two looks at the clock, and for its checkpoint: part of the time, in seconds at most.
    private const double SparePart = 0.05, MostSpareSeconds = 30.0;

    /// <summary>Trains.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="options">What the command line says.</param>
    /// <returns>False when it was interrupted; a checkpoint is written, where the fit keeps one.</returns>
    /// <exception cref="InputException">The data do not serve; a model stands in the way; the checkpoint does not fit.</exception>
    /// <exception cref="PhysicsException">The fit diverged.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public bool Execute(TrainDeck deck, TrainOptions options)
    {
        TrainPlaces places = TrainPlaces.Of(deck);
        string[] read = [.. inputs.OfAny(deck)];
        OutputGuard.Check(places.Outputs, read, overwrite: true);
        using var limit = Limit(options.MaxTime);

        // The checkpoint stands for the folder, which is not made before the data are found sound.
        using var locks = new OutputLocks([places.Checkpoint.Path, .. places.Log is { } file ? [file] : Array.Empty<string>()]);
        StartPoint point = start.Decide(deck, places, options);
        if (point.Finished)
        {
            host.Output.WriteLine($"nothing is left to do: the model is in {places.Folder} ({places.Checkpoint.Path})");
            return true;
        }

        using var workers = new WorkerPool(options.Threads);
        PreparedData data = DataPreparation.Prepare(deck.Data, workers);
        bool overwrite = point.OwnsFiles || options.Overwrite || deck.Output.Overwrite;
        using var log = new RunLog(host, deck.Output.Log, overwrite, append: point.OwnsFiles);
        DataReportWriter.Write(data.Report, host.Output);
        host.Output.WriteLine();
        host.Output.Flush();
        try
        {
            foreach (string note in point.Notes)
            {
                log.Logger.Warning("{Note:l}", note);
            }

            TrainStart.Claim(places, point);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(host.Stop, limit.Token);
            bool completed = Fit(new TrainSetup(deck, options, places, point, data, workers, read), log.Logger, stop.Token, limit.Token);
            log.ThrowIfLost();
            return completed;
        }
        catch (Exception e)
        {
            log.Failed(e);
            throw;
        }
    }

    private bool Fit(TrainSetup setup, ILogger log, CancellationToken stop, CancellationToken limit)
    {
        TrainPlaces places = setup.Places;
        IModelFit fit = setup.Deck.Model.CreateFit();
        Directory.CreateDirectory(places.Folder);
        if (setup.Start.From is null)
        {
            File.Delete(places.Losses);
        }

        FileMark? mark = setup.Start.From is { } from ? FileMark.Restore(from.Section(TrainStart.LossesKey)) : null;
        using var losses = new LossCsv(places.Losses, mark);
        var progress = new FitProgress(host, log, losses);
        var checkpoint = new FitCheckpoint(
            places, setup.Start, losses, TimeSpan.FromMinutes(setup.Deck.Checkpoint.EveryMinutes), host.Clock);
        if (checkpoint.Saved is not null)
        {
            log.Information("going on from {Checkpoint:l}", places.Checkpoint.Path);
        }

        try
        {
            FittedModel model = fit.Fit(new FitContext(
                setup.Data.Data, setup.Workers, setup.Deck.Seed, progress, checkpoint, stop));
            progress.EndStage();
            Conclude(setup, fit.Type, model, checkpoint.Seconds, stop, log);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.EndStage();
            log.Warning("{Reason:l}; {Rest:l}",
                limit.IsCancellationRequested ? "stopped for want of time" : "interrupted",
                checkpoint.HasState || checkpoint.Saved is not null
                    ? $"--resume goes on from {places.Checkpoint.Path}"
                    : "the fit had nothing yet to go on from: --resume begins it again");
            return false;
        }
        catch (InputException e) when (e.File is null)
        {
            progress.EndStage();
            throw new InputException($"model: {e.Message}", setup.Deck.SourceFile, 0, e);
        }
        catch
        {
            progress.EndStage();
            throw;
        }
    }

    private void Conclude(
        TrainSetup setup, string type, FittedModel model, double seconds, CancellationToken stop, ILogger log)
    {
        TrainPlaces places = setup.Places;
        ModelFolder.Write(places, type, model, setup.Inputs);
        log.Information("judge the model");
        IPotential potential = reader.ReadPotential(places.Folder).Create();
        IReadOnlyList<PartErrors> errors = ModelErrors.Of(potential, setup.Data.Data, setup.Workers, stop);
        ModelCost? cost = null;
        try
        {
            cost = ModelCost.Of(potential, setup.Data.Data);
        }
        catch (PhysicsException e)
        {
            log.Warning("what the model costs could not be measured: {Reason:l}", e.Message);
        }

        new ModelCard(
            setup.Deck, setup.Options, type, model, setup.Data.Report, errors, cost, potential.Cutoff, seconds).Write(places.Card);
        TrainStart.Finish(places, setup.Start);
        ModelErrors.Table(errors).Write(host.Output);
        foreach (string failure in errors.SelectMany(e => e.Failures))
        {
            log.Warning("not evaluated: {Failure:l}", failure);
        }

        host.Output.WriteLine();
        host.Output.WriteLine($"fitted in {Progress.Duration(seconds)}; wrote the model to {places.Folder} "
            + $"({string.Join(", ", model.Files.Keys.Order(StringComparer.Ordinal))}, potential.json, README.md)");
        host.Output.Flush();
    }

    private CancellationTokenSource Limit(TimeSpan? time) => time is { } limit
        ? new CancellationTokenSource(
            limit - TimeSpan.FromSeconds(Math.Min(MostSpareSeconds, SparePart * limit.TotalSeconds)), host.Clock)
        : new CancellationTokenSource();
}
