using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Gap;

/// <summary>
/// Descriptors that sparse points may be chosen from: all that were met or, where these are too many, a random sample in
/// which each is as likely as any other.
/// </summary>
/// <remarks>The sample is the reservoir of J. S. Vitter, ACM Trans. Math. Softw. 11, 37 (1985), algorithm R.</remarks>
internal sealed class DescriptorPool
{
    // 1 GB.
    private const long MostNumbers = 1L << 27;
    private readonly List<double[]> _rows = [];
    private readonly int _most;
    private readonly RandomStream _random;

    public DescriptorPool(int dimensions, int most, RandomStream random)
    {
        Dimensions = dimensions;
        _most = (int)Math.Min(most, MostNumbers / dimensions);
        _random = random;
        Least = new double[dimensions];
        Greatest = new double[dimensions];
        Array.Fill(Least, double.PositiveInfinity);
        Array.Fill(Greatest, double.NegativeInfinity);
    }

    /// <summary>Numbers of a descriptor.</summary>
    public int Dimensions { get; }

    /// <summary>Number of descriptors met.</summary>
    public long Met { get; private set; }

    /// <summary>Number of descriptors kept.</summary>
    public int Count => _rows.Count;

    /// <summary>Least value of each number, of all met.</summary>
    public double[] Least { get; }

    /// <summary>Greatest value of each number, of all met.</summary>
    public double[] Greatest { get; }

    /// <summary>One of those kept.</summary>
    public double[] this[int k] => _rows[k];

    /// <summary>Takes up a descriptor.</summary>
    public void Add(ReadOnlySpan<double> q)
    {
        for (int c = 0; c < Dimensions; c++)
        {
            Least[c] = Math.Min(Least[c], q[c]);
            Greatest[c] = Math.Max(Greatest[c], q[c]);
        }

        Met++;
        if (_rows.Count < _most)
        {
            _rows.Add(q.ToArray());
            return;
        }

        long place = (long)(Philox.Uniform(_random, Met, 0).A * Met);
        if (place < _most)
        {
            q.CopyTo(_rows[(int)place]);
        }
    }
}
