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

/// <summary>An <c>angle_3b</c> process.</summary>
internal sealed class AngleProcess(
    string line, IReadOnlyList<Element> elements, string name, double delta, int sparse, SparseMethod method, double lengthFactor)
    : GapProcess(line, elements, name, delta, sparse, method)
{
    private const int Dimensions = 3, MostInstances = 200_000;

    // A number that hardly varies needs no shorter length than this, Angstrom or Angstrom^2.
    private const double LeastLength = 0.01;
    private readonly NearAtoms _near = new();
    private AngleInstances? _angles;
    private DescriptorPool? _pool;

    private AngleInstances Angles => _angles ??= new AngleInstances(Line, Elements);

    /// <inheritdoc/>
    public override double Cutoff => Angles.Cutoff;

    /// <inheritdoc/>
    public override void Begin(RandomStream random) => _pool = new DescriptorPool(Dimensions, MostInstances, random);

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame) => Angles.Collect(frame, _near, _pool!.Add);

    /// <inheritdoc/>
    public override GapCoordinates? Choose(RandomStream random, WorkerPool workers, CancellationToken stop)
    {
        DescriptorPool pool = _pool!;
        _pool = null;
        if (pool.Count == 0)
        {
            return null;
        }

        double[] theta = [.. Enumerable.Range(0, Dimensions).Select(c =>
            Math.Max(LeastLength, lengthFactor * (pool.Greatest[c] - pool.Least[c])))];
        int[] chosen = new SparseSelection(pool, theta, random, workers, stop).Choose(Method, Asked);
        return Make(Dimensions, GapKernel.SquaredExponential, 0.0, theta, [.. chosen.SelectMany(k => pool[k]).Select(Round)]);
    }
}
