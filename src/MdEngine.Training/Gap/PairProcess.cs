using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>A <c>distance_2b</c> process.</summary>
internal sealed class PairProcess(
    string line, IReadOnlyList<Element> elements, string name, double delta, int sparse, SparseMethod method, double length)
    : GapProcess(line, elements, name, delta, sparse, method)
{
    private const int MostInstances = 1_000_000;
    private readonly NearAtoms _near = new();
    private PairInstances? _pairs;
    private DescriptorPool? _pool;

    private PairInstances Pairs => _pairs ??= new PairInstances(Line, Elements);

    /// <inheritdoc/>
    public override double Cutoff => Pairs.Cutoff;

    /// <inheritdoc/>
    public override void Begin(RandomStream random) => _pool = new DescriptorPool(1, MostInstances, random);

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame) => Pairs.Collect(frame, _near, _pool!.Add);

    /// <inheritdoc/>
    public override GapCoordinates? Choose(RandomStream random, WorkerPool workers, CancellationToken stop)
    {
        DescriptorPool pool = _pool!;
        _pool = null;
        if (pool.Count == 0)
        {
            return null;
        }

        double[] points;
        if (Method == SparseMethod.Uniform)
        {
            // In the middle of as many intervals; all one point when there is but one distance.
            double range = pool.Greatest[0] - pool.Least[0];
            int count = range > 1e-3 ? Asked : 1;
            points = [.. Enumerable.Range(0, count).Select(k => Round(pool.Least[0] + (range * (k + 0.5) / count)))];
        }
        else
        {
            points = [.. new SparseSelection(pool, [length], random, workers, stop).Choose(Method, Asked).Select(k => Round(pool[k][0]))];
        }

        return Make(1, GapKernel.SquaredExponential, 0.0, [length], points);
    }
}
