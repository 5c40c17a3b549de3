using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Linear;

/// <summary>
/// Finds the weights of a linear model by least squares over the energies, forces and virials of all frames and the
/// model's prior. Rows are made, used and forgotten: memory is that of the triangle and some frames.
/// </summary>
/// <remarks>The result does not depend on the number of threads, nor on whether it was interrupted and resumed.</remarks>
public sealed unsafe class LinearFit
{
    // Rows that are made before they are taken up: enough frames for all threads.
    private const int StageRows = 4096;
    private readonly ILinearModel _model;
    private readonly WorkerPool _workers;
    private readonly FrameLabels[] _labels;
    private readonly IReadOnlyList<TrainingFrame> _frames;
    private readonly int _stride;

    // Frames [start, next start) are staged together; by frame the first of its rows in the stage.
    private readonly List<int> _starts = [];
    private readonly int[] _firstRow;

    /// <summary>Plans a fit.</summary>
    /// <param name="model">Model.</param>
    /// <param name="frames">Frames.</param>
    /// <param name="atomEnergies">Energies of isolated atoms by element of the model, eV.</param>
    /// <param name="perAtomNoise">
    /// Whether sigmas of energies and virials are those of independent errors of every atom, as in gap_fit (sigma sqrt(N) of
    /// a total), rather than of the frame's energy per atom (sigma N).
    /// </param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="InputException">There is nothing to fit to, or a label is no number.</exception>
    public LinearFit(
        ILinearModel model, IReadOnlyList<TrainingFrame> frames, IReadOnlyList<double> atomEnergies, bool perAtomNoise, WorkerPool workers)
    {
        _model = model;
        _workers = workers;
        _frames = frames;
        var energies = model.Elements.Select((e, k) => (e.AtomicNumber, atomEnergies[k])).ToDictionary();
        _labels = [.. frames.Select(f => new FrameLabels(
            f, f.Structure.Elements.Sum(e => energies.TryGetValue(e.AtomicNumber, out double e0) ? e0 : throw new InputException(
                $"{f.Place}: holds {e}, which is not among the elements of the model")), perAtomNoise))];
        CheckEnergies(frames);
        _stride = model.Columns + 1;
        _firstRow = new int[frames.Count];
        int rows = 0;
        for (int k = 0; k < frames.Count; k++)
        {
            if (k == 0 || rows + _labels[k].Rows > StageRows)
            {
                _starts.Add(k);
                rows = 0;
            }

            _firstRow[k] = rows;
            rows += _labels[k].Rows;
        }

        _starts.Add(frames.Count);
    }

    /// <summary>Rows of energies, forces and virials.</summary>
    public long Rows => _labels.Sum(l => (long)l.Rows);

    /// <summary>Sum of the squared residuals, in sigmas, prior included.</summary>
    public double ResidualSquares { get; private set; }

    /// <summary>Ratio of the largest to the least diagonal element of R, a lower bound of the condition number.</summary>
    public double Condition { get; private set; }

    /// <summary>Refuses frames none of which has an energy to fit to: before what takes longer.</summary>
    /// <exception cref="InputException">None has.</exception>
    public static void CheckEnergies(IReadOnlyList<TrainingFrame> frames)
    {
        if (frames.All(f => f.Structure.Energy is null || double.IsInfinity(f.Sigmas.Energy)))
        {
            throw new InputException(
                $"none of the {frames.Count} training frames has an energy that is fitted: forces alone leave the model's energies "
                + "undetermined; check the key that energies are read from, and that \"labels\" holds \"energy\"");
        }
    }

    /// <summary>Finds the weights.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="checkpoint">Keeps the triangle.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>Weights; null when the unknowns depend on each other to rounding.</returns>
    /// <exception cref="OperationCanceledException">Stopped, after a checkpoint.</exception>
    public double[]? Solve(IFitProgress progress, IFitCheckpoint checkpoint, CancellationToken stop)
    {
        var qr = new TallQr(_model.Columns, _workers);
        int stage = Resume(checkpoint, qr);
        var threads = new ThreadState?[_workers.Threads];
        var staged = new AlignedBuffer<double>();
        try
        {
            for (; stage + 1 < _starts.Count; stage++)
            {
                if (stop.IsCancellationRequested || checkpoint.IsDue)
                {
                    Save(checkpoint, qr, stage);
                    stop.ThrowIfCancellationRequested();
                }

                int first = _starts[stage], end = _starts[stage + 1];
                int rows = _firstRow[end - 1] + _labels[end - 1].Rows;
                staged.Grow(checked(rows * _stride));
                _workers.Run(end - first, (item, worker) =>
                    Fill(first + item, threads[worker] ??= new ThreadState(_model), staged.Pointer));
                qr.Add(staged.Pointer, _stride, rows);
                progress.Fraction((double)end / _frames.Count);
            }
        }
        finally
        {
            foreach (ThreadState? one in threads)
            {
                one?.Dispose();
            }
        }

        if (stop.IsCancellationRequested)
        {
            Save(checkpoint, qr, stage);
            stop.ThrowIfCancellationRequested();
        }

        AddPrior(qr, staged);
        ResidualSquares = qr.ResidualSquares;
        double[]? weights = qr.Solve(out double condition);
        Condition = condition;
        return weights;
    }

    private void Fill(int frame, ThreadState thread, double* staged)
    {
        FrameLabels labels = _labels[frame];
        if (labels.Rows > 0)
        {
            thread.Neighbors.Set(_frames[frame].Structure);
            thread.Rows.Clear(_frames[frame].Structure.Count, labels.ForceWeight > 0.0 || labels.VirialWeight > 0.0);
            _model.AddRows(thread.Neighbors, thread.Scratch, thread.Rows);
            labels.Write(thread.Rows, staged + ((nint)_firstRow[frame] * _stride), _stride);
        }
    }

    private void AddPrior(TallQr qr, AlignedBuffer<double> staged)
    {
        const int most = 512;
        staged.Grow(checked(most * _stride));
        for (int first = 0; first < _model.PriorRows; first += most)
        {
            int count = Math.Min(most, _model.PriorRows - first);
            Span<double> block = staged.Span[..(count * _stride)];
            block.Clear();
            for (int k = 0; k < count; k++)
            {
                _model.FillPrior(first + k, block.Slice(k * _stride, _model.Columns));
            }

            qr.Add(staged.Pointer, _stride, count);
        }
    }

    private int Resume(IFitCheckpoint checkpoint, TallQr qr)
    {
        if (checkpoint.Saved is not { } saved || !saved.Contains("stage"))
        {
            return 0;
        }

        long stage = saved.Integer("stage");
        if (saved.Integer("frames") != _frames.Count || saved.Integer("labelRows") != Rows || stage < 0 || stage >= _starts.Count)
        {
            throw new InputException("the saved fit is of other data; remove the checkpoint to begin anew");
        }

        qr.Restore(saved.Section("qr"));
        return (int)stage;
    }

    private void Save(IFitCheckpoint checkpoint, TallQr qr, int stage)
    {
        var bag = new StateBag();
        bag.Set("stage", (long)stage);
        bag.Set("frames", (long)_frames.Count);
        bag.Set("labelRows", Rows);
        qr.Save(bag.Section("qr"));
        checkpoint.Save(bag);
    }

    private sealed class ThreadState(ILinearModel model) : IDisposable
    {
        public FrameNeighbors Neighbors { get; } = new(model.Elements, model.Cutoff);

        public FrameRows Rows { get; } = new(model.Columns);

        public object Scratch { get; } = model.CreateScratch();

        public void Dispose() => Neighbors.Dispose();
    }
}
