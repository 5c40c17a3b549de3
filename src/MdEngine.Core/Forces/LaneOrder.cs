using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Forces;

/// <summary>Brings chosen lanes of a register side by side: by a table of the sixteen choices of four.</summary>
public sealed unsafe class LaneOrder
{
    private const int Lanes = 4;
    private readonly AlignedBuffer<int> _doubles = new(16 * 2 * Lanes), _integers = new(16 * Lanes);

    /// <summary>Fills the table.</summary>
    public LaneOrder()
    {
        // For each set of lanes, given as bits, their numbers one after another; doubles as pairs of 32-bit lanes.
        for (int bits = 0; bits < 16; bits++)
        {
            int n = 0;
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (((bits >> lane) & 1) != 0)
                {
                    _integers[(Lanes * bits) + n] = lane;
                    _doubles[(2 * Lanes * bits) + (2 * n)] = 2 * lane;
                    _doubles[(2 * Lanes * bits) + (2 * n) + 1] = (2 * lane) + 1;
                    n++;
                }
            }
        }
    }

    /// <summary>
    /// Orders of doubles, eight numbers for each set of lanes given as bits: those that are set come first
    /// (<see cref="Choose(Vector256{double}, Vector256{int})"/>).
    /// </summary>
    public int* Doubles => _doubles.Pointer;

    /// <summary>The same for 32-bit numbers, four for each set.</summary>
    public int* Integers => _integers.Pointer;

    /// <summary>The chosen lanes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Choose(Vector256<double> values, Vector256<int> order) => Avx2.IsSupported
        ? Avx2.PermuteVar8x32(values.AsInt32(), order).AsDouble()
        : Vector256.Shuffle(values.AsInt32(), order).AsDouble();

    /// <summary>The chosen lanes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Choose(Vector128<int> values, Vector128<int> order) => Avx.IsSupported
        ? Avx.PermuteVar(values.AsSingle(), order).AsInt32()
        : Vector128.Shuffle(values, order);
}
