namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>
/// A vector register of numbers, so that a kernel is written once and compiled for each precision and width.
/// </summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="TReal">Number: double or float.</typeparam>
public unsafe interface ILanes<TSelf, TReal>
    where TSelf : unmanaged, ILanes<TSelf, TReal>
    where TReal : unmanaged
{
    /// <summary>How many numbers it holds.</summary>
    static abstract int Count { get; }

    /// <summary>All zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract TSelf Broadcast(TReal value);

    /// <summary>The same number everywhere, rounded to the lanes' precision.</summary>
    static abstract TSelf Create(double value);

    /// <summary>Reads consecutive numbers.</summary>
    static abstract TSelf Load(TReal* from);

    /// <summary>Writes consecutive numbers.</summary>
    static abstract void Store(TReal* to, TSelf value);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a - b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a * b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a * b - c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplySubtract(TSelf a, TSelf b, TSelf c);

    /// <summary>1 / a to the precision of the lanes, within two units in the last place.</summary>
    static abstract TSelf Reciprocal(TSelf a);

    /// <summary>Square root.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>All bits set where a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Bits that are set in both.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>True when a bit is set anywhere: whether a comparison holds for any lane.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Where the mask's bits are set those of a, elsewhere those of b.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>The smaller of two numbers; either, if one is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The greater of two numbers; either, if one is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>
    /// a times two to the power n, an integer for which that power is a normal number (-1022 to 1023 in double, -126 to
    /// 127 in single precision).
    /// </summary>
    static abstract TSelf Scale(TSelf a, TSelf n);

    /// <summary>
    /// Splits positive normal numbers into m times two to the power <paramref name="exponent"/>, with m from the root of
    /// 1/2 up to the root of 2.
    /// </summary>
    static abstract TSelf Split(TSelf a, out TSelf exponent);

    /// <summary>Reads consecutive numbers in double precision and subtracts another from each before rounding.</summary>
    static abstract TSelf LoadRelative(double* from, double origin);

    /// <summary>Adds the lanes to consecutive numbers in double precision.</summary>
    static abstract void AddTo(double* to, TSelf value);

    /// <summary>Sum of the lanes, in double precision.</summary>
    static abstract double Sum(TSelf a);

    /// <summary>
    /// Takes the sums of the lanes of three registers from three consecutive numbers; a fourth is overwritten.
    /// </summary>
    static abstract void SubtractSums(TSelf x, TSelf y, TSelf z, TReal* from);
}
