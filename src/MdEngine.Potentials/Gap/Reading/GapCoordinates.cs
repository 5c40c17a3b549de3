using System.Collections.Generic;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>One sparse Gaussian process of a model: a descriptor, a kernel, sparse points and their weights.</summary>
public sealed record GapCoordinates
{
    /// <summary>Label in the file.</summary>
    public required string Label { get; init; }

    /// <summary>Where it stands.</summary>
    public required FilePlace Place { get; init; }

    /// <summary>The descriptor line.</summary>
    public required ArgumentLine Descriptor { get; init; }

    /// <summary>Version of the program that fitted it; 0 when the file does not say.</summary>
    public required long Version { get; init; }

    /// <summary>Numbers of a descriptor, d.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Kernel.</summary>
    public required GapKernel Kernel { get; init; }

    /// <summary>Standard deviation of the prior, eV ("signal_variance").</summary>
    public required double Delta { get; init; }

    /// <summary>Offset of the kernel, eV; it is squared ("signal_mean").</summary>
    public required double Offset { get; init; }

    /// <summary>Exponent of a dot-product kernel.</summary>
    public required double Zeta { get; init; }

    /// <summary>Lengths of the kernel, d numbers; empty for dot products.</summary>
    public required IReadOnlyList<double> Theta { get; init; }

    /// <summary>Permutations of the d components under which the kernel is symmetric, from 0; the identity among them.</summary>
    public required IReadOnlyList<int[]> Permutations { get; init; }

    /// <summary>Sparse points, one after another, d numbers each.</summary>
    public required double[] Points { get; init; }

    /// <summary>Weights of the points, 1/eV.</summary>
    public required double[] Alpha { get; init; }

    /// <summary>Cutoff factors of the points.</summary>
    public required double[] SparseCutoff { get; init; }

    /// <summary>Factor on the energy (E_scale); in <see cref="Alpha"/> already.</summary>
    public required double Scale { get; init; }

    /// <summary>Number of sparse points.</summary>
    public int Count => Alpha.Length;
}
