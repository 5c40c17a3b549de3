using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Forces;

/// <summary>A number for each pair of types, symmetric, read for four pairs at a time.</summary>
/// <param name="types">Number of types.</param>
public sealed unsafe class PairNumbers(int types)
{
    private readonly AlignedBuffer<double> _values = new(types * types);

    /// <summary>The number of types a and b; setting it sets that of b and a.</summary>
    public double this[int a, int b]
    {
        get => _values[(a * types) + b];
        set => _values[(a * types) + b] = _values[(b * types) + a] = value;
    }

    /// <summary>Those of the pairs from <paramref name="k"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(PairRow pairs, int k)
    {
        double* row = _values.Pointer + (types * pairs.CenterType);
        int* type = pairs.Types + k;
        return types == 1
            ? Vector256.Create(*row)
            : Vector256.Create(row[type[0]], row[type[1]], row[type[2]], row[type[3]]);
    }
}
