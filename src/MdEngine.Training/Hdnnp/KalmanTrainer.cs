using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// An extended Kalman filter, updated with batches of energies and of force components in random order; of several candidates
/// the first is taken whose error is large enough, as n2p2 does.
/// </summary>
/// <remarks>A. Singraber et al., J. Chem. Theory Comput. 15, 3075 (2019), sections 2.3 and 2.4.</remarks>
internal sealed class KalmanTrainer : IWeightTrainer
{
    private readonly HdnnpStage _stage;
    private readonly FrameLoss _loss;
    private readonly IReadOnlyList<FrameData> _frames;
    private readonly WorkerPool _workers;
    private readonly ulong _seed;
    private readonly int _use;
    private readonly ExtendedKalmanFilter _filter;
    private readonly (int Frame, int Coordinate)[] _energies, _components;
    private readonly double[] _derivatives;

    public KalmanTrainer(
        HdnnpStage stage, FrameLoss loss, IReadOnlyList<FrameData> frames, WorkerPool workers, ulong seed, int use)
    {
        _stage = stage;
        _loss = loss;
        _frames = frames;
        _workers = workers;
        _seed = seed;
        _use = use;
        _filter = new ExtendedKalmanFilter(loss.Parameters, stage.Kalman);
        _energies = [.. Enumerable.Range(0, frames.Count).Where(f => frames[f].EnergyWeight > 0.0).Select(f => (f, -1))];
        _components =
        [
            .. Enumerable.Range(0, frames.Count).SelectMany(
                f => Enumerable.Range(0, frames[f].Coordinates).Where(c => frames[f].WeightOf(c) > 0.0).Select(c => (f, c))),
        ];
        _derivatives = new double[(long)Math.Max(stage.Updates.EnergyBatch, stage.Updates.ForceBatch) * loss.Parameters];
    }

    public bool Epoch(Span<double> weights, int epoch)
    {
        FrameErrors errors = _loss.ErrorsOf(_frames, weights);
        KalmanUpdates u = _stage.Updates;
        var energies = new Queue<(int, int)>(Shuffled(_energies, epoch, 0));
        var components = new Queue<(int, int)>(Shuffled(_components, epoch, 1));
        int energyUpdates = Batches(_energies.Length, u.EnergyFraction, u.EnergyBatch);
        int forceUpdates = Batches(_components.Length, u.ForceFraction, u.ForceBatch);
        foreach (int task in RandomOrder.Of(energyUpdates + forceUpdates, _seed, epoch, (4 * _use) + 2))
        {
            // Weights have changed since the last update.
            _loss.Set(weights);
            if (task < energyUpdates)
            {
                Update(weights, energies, u.EnergyBatch, u.EnergyThreshold * errors.Energy, u.Trials);
            }
            else
            {
                Update(weights, components, u.ForceBatch, u.ForceThreshold * errors.Forces, u.Trials);
            }
        }

        return energyUpdates + forceUpdates > 0;
    }

    public void Save(StateBag into) => _filter.Save(into);

    public void Restore(StateBag from) => _filter.Restore(from);

    private static int Batches(int count, double fraction, int batch) => (int)Math.Ceiling(fraction * count / batch);

    private IEnumerable<(int Frame, int Coordinate)> Shuffled((int, int)[] all, int epoch, int kind) =>
        RandomOrder.Of(all.Length, _seed, epoch, (4 * _use) + kind).Select(k => all[k]);

    private void Update(Span<double> weights, Queue<(int, int)> candidates, int batch, double threshold, int trials)
    {
        int n = _loss.Parameters;
        var tried = new (int Frame, int Coordinate)[batch][];
        int count = 0;
        for (; count < batch && candidates.Count > 0; count++)
        {
            int most = threshold > 0.0 ? Math.Min(trials, candidates.Count) : 1;
            tried[count] = [.. Enumerable.Range(0, most).Select(_ => candidates.Dequeue())];
        }

        if (count == 0)
        {
            return;
        }

        var residuals = new double[count];
        Array.Clear(_derivatives, 0, count * n);
        _workers.Run(count, (k, worker) =>
        {
            FramePass pass = _loss.Pass(worker);
            (int frame, int coordinate) = Choose(pass, tried[k], threshold);
            Span<double> row = _derivatives.AsSpan(k * n, n);
            FrameData data = _frames[frame];
            double error = Error(pass, data, coordinate, row), weight = Weight(data, coordinate);
            residuals[k] = -weight * error;
            SpanMath.Scale(row, weight);
        });
        _filter.Update(weights, _derivatives.AsSpan(0, count * n), residuals, _workers);
    }

    private (int Frame, int Coordinate) Choose(FramePass pass, (int Frame, int Coordinate)[] candidates, double threshold)
    {
        (int Frame, int Coordinate) best = candidates[0];
        double largest = -1.0;
        for (int k = 0; candidates.Length > 1 && k < candidates.Length; k++)
        {
            (int frame, int coordinate) = candidates[k];
            double error = Math.Abs(Error(pass, _frames[frame], coordinate, []));
            error = coordinate < 0 ? error / _frames[frame].Atoms : error;
            if (error > largest)
            {
                (largest, best) = (error, candidates[k]);
            }

            if (error > threshold)
            {
                break;
            }
        }

        return best;
    }

    private static double Weight(FrameData data, int coordinate) =>
        coordinate < 0 ? data.EnergyWeight : data.WeightOf(coordinate);

    private static double Error(FramePass pass, FrameData data, int coordinate, Span<double> derivatives) => coordinate < 0
        ? pass.Energy(data, derivatives) - data.Energy
        : pass.Component(data, coordinate, derivatives) - data.Labels[coordinate];
}
