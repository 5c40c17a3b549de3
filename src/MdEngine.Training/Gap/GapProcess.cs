using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Writing;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>A process of a model to be: it looks at the data, then chooses its sparse points.</summary>
internal abstract class GapProcess(string line, IReadOnlyList<Element> elements, string name, double delta, int sparse, SparseMethod method)
{
    private static readonly FilePlace Nowhere = new("the training deck", 0);

    /// <summary>What it is, for people.</summary>
    public string Name { get; } = name;

    /// <summary>Sparse points asked for.</summary>
    public int Asked => sparse;

    /// <summary>Cutoff, Angstrom.</summary>
    public abstract double Cutoff { get; }

    /// <summary>The descriptor line.</summary>
    protected ArgumentLine Line { get; } = new(line, Nowhere);

    protected IReadOnlyList<Element> Elements { get; } = elements;

    protected double Delta => delta;

    protected SparseMethod Method => method;

    /// <summary>Looks at a frame; not from several threads.</summary>
    public abstract void Collect(FrameNeighbors frame);

    /// <summary>Prepares to look at frames.</summary>
    public abstract void Begin(RandomStream random);

    /// <summary>The process with sparse points and weights of zero; null when no instance of it was met.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public abstract GapCoordinates? Choose(RandomStream random, WorkerPool workers, CancellationToken stop);

    /// <summary>Saves what was chosen.</summary>
    public static void Save(GapCoordinates chosen, StateBag into)
    {
        into.Set("dimensions", (long)chosen.Dimensions);
        into.Set("kernel", (long)chosen.Kernel);
        into.Set("zeta", chosen.Zeta);
        into.Set("theta", [.. chosen.Theta]);
        into.Set("points", chosen.Points);
    }

    /// <summary>The process with the points that were saved, and weights of zero.</summary>
    public GapCoordinates Restore(StateBag from) => Make(
        (int)from.Integer("dimensions"), (GapKernel)from.Integer("kernel"), from.Real("zeta"), from.Reals("theta"), from.Reals("points"));

    /// <summary>A process of chosen points.</summary>
    protected GapCoordinates Make(int dimensions, GapKernel kernel, double zeta, double[] theta, double[] points) => new()
    {
        Label = "",
        Place = Nowhere,
        Descriptor = Line,
        Version = GapWriter.Version,
        Dimensions = dimensions,
        Kernel = kernel,
        Delta = delta,
        Offset = 0.0,
        Zeta = zeta,
        Theta = theta,
        Permutations = kernel == GapKernel.DotProduct ? [] : [[.. Enumerable.Range(0, dimensions)]],
        Points = points,
        Alpha = new double[points.Length / dimensions],
        SparseCutoff = [.. Enumerable.Repeat(1.0, points.Length / dimensions)],
        Scale = 1.0,
    };

    /// <summary>The same point in fewer digits, so that files are shorter; as it is before the fit, the fit knows.</summary>
    protected static double Round(double x) => Math.Round(x, 8);
}
