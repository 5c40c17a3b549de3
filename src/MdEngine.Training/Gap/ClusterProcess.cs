using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>A <c>distance_2b</c> or <c>angle_3b</c> process, as its instances say.</summary>
internal sealed class ClusterProcess : GapProcess
{
    private readonly NearAtoms _near = new();
    private readonly Lazy<ClusterInstances> _instances;
    private DescriptorPool? _pool;

    public ClusterProcess(
        string line, IReadOnlyList<Element> elements, string name, double delta, int sparse, SparseMethod method,
        Func<ArgumentLine, ClusterInstances> instances)
        : base(line, elements, name, delta, sparse, method)
    {
        _instances = new Lazy<ClusterInstances>(() => instances(Line));
    }

    /// <inheritdoc/>
    public override double Cutoff => _instances.Value.Cutoff;

    /// <inheritdoc/>
    public override void Begin(RandomStream random) => _pool = new DescriptorPool(_instances.Value.Dimensions, _instances.Value.Most, random);

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame) => _instances.Value.Collect(frame, _near, _pool!.Add);

    /// <inheritdoc/>
    public override GapCoordinates? Choose(RandomStream random, WorkerPool workers, CancellationToken stop)
    {
        DescriptorPool pool = _pool!;
        _pool = null;
        if (pool.Count == 0)
        {
            return null;
        }

        double[] lengths = _instances.Value.Lengths(pool);
        IEnumerable<double> points = pool.Dimensions == 1 && Method == SparseMethod.Uniform
            ? Intervals(pool.Least[0], pool.Greatest[0])
            : new SparseSelection(pool, lengths, random, workers, stop).Choose(Method, Asked).SelectMany(k => pool[k]);
        return Make(pool.Dimensions, GapKernel.SquaredExponential, 0.0, lengths, [.. points.Select(Round)]);
    }

    /// <summary>In the middle of as many intervals; all one point when there is but one distance.</summary>
    private IEnumerable<double> Intervals(double least, double greatest)
    {
        int count = greatest - least > 1e-3 ? Asked : 1;
        return Enumerable.Range(0, count).Select(k => least + ((greatest - least) * (k + 0.5) / count));
    }
}
