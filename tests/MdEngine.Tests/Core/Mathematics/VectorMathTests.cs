using System;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Functions of registers against those of the library, which err by less than a unit in the last place.</summary>
public sealed unsafe class VectorMathTests
{
    // 1.5 units promised and one of the library's; in single precision the library's is none.
    private const double Double = 2.5 / (1L << 52), Single = 1.5 / (1 << 23);
    private const int Samples = 20_000;

    private delegate TLanes Function<TLanes>(TLanes x);

    [Fact]
    public void ExpOfFourDoubles() => Exp<Double4, double>(x => x, x => x, -708.0, 709.0, Double);

    [Fact]
    public void ExpOfEightDoubles() => Exp<Double8, double>(x => x, x => x, -708.0, 709.0, Double);

    [Fact]
    public void ExpOfEightSingles() => Exp<Float8, float>(x => (float)x, x => x, -87.0, 88.0, Single);

    [Fact]
    public void LogOfFourDoubles() => Log<Double4, double>(x => x, x => x, 1e-300, 1e300, Double);

    [Fact]
    public void LogOfEightDoubles() => Log<Double8, double>(x => x, x => x, 1e-300, 1e300, Double);

    [Fact]
    public void LogOfEightSingles() => Log<Float8, float>(x => (float)x, x => x, 1e-37, 1e37, Single);

    [Fact]
    public void SinesAndCosinesOfDoubles()
    {
        SinCos<Double4, double>(x => x, x => x, Double);
        SinCos<Double8, double>(x => x, x => x, Double);
    }

    [Fact]
    public void SinesAndCosinesOfSingles() => SinCos<Float8, float>(x => (float)x, x => x, Single);

    private static void Exp<TLanes, TReal>(
        Func<double, TReal> round, Func<TReal, double> widen, double smallest, double largest, double tolerance)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        Sweep<TLanes, TReal>(round, widen, x => VectorMath.Exp<TLanes, TReal>(x), Math.Exp, smallest * 0.9999, largest * 0.9999, tolerance, 0.0);
        // Where the argument's reduction matters little, and where it is zero.
        Sweep<TLanes, TReal>(round, widen, x => VectorMath.Exp<TLanes, TReal>(x), Math.Exp, -1.0, 1.0, tolerance, 0.0);
        double Of(double x) => widen(First<TLanes, TReal>(round, v => VectorMath.Exp<TLanes, TReal>(v), x));
        Of(0.0).ShouldBe(1.0);
        Of(double.NegativeInfinity).ShouldBe(0.0);
        Of(1.001 * smallest).ShouldBe(0.0);
        Of(-1e30).ShouldBe(0.0);
        Of(1e30).ShouldBe(Of(largest));
        Of(double.PositiveInfinity).ShouldBe(Of(largest));
        double.IsFinite(Of(largest)).ShouldBeTrue();
    }

    private static void Log<TLanes, TReal>(
        Func<double, TReal> round, Func<TReal, double> widen, double smallest, double largest, double tolerance)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        Sweep<TLanes, TReal>(round, widen, x => VectorMath.Log<TLanes, TReal>(x), Math.Log, 0.4, 2.5, tolerance, 0.0);
        Sweep<TLanes, TReal>(round, widen, x => VectorMath.Log<TLanes, TReal>(x), Math.Log, 0.999, 1.001, tolerance, 0.0);
        double width = Math.Log(largest / smallest);
        Sweep<TLanes, TReal>(
            round, widen,
            x => VectorMath.Log<TLanes, TReal>(x),
            Math.Log,
            0.0, 1.0, tolerance, 0.0, u => smallest * Math.Exp(u * width));
        double Of(double x) => widen(First<TLanes, TReal>(round, v => VectorMath.Log<TLanes, TReal>(v), x));
        Of(1.0).ShouldBe(0.0);
        Of(2.0).ShouldBe(Math.Log(2.0), tolerance);
        double.IsFinite(Of(0.0)).ShouldBeTrue();
        Of(0.0).ShouldBeLessThan(Math.Log(smallest));
    }

    private static void SinCos<TLanes, TReal>(Func<double, TReal> round, Func<TReal, double> widen, double tolerance)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        Sweep<TLanes, TReal>(round, widen, x => VectorMath.SinCos<TLanes, TReal>(x, out _), Math.Sin, -Math.PI / 4, Math.PI / 4, tolerance, 0.0);
        Sweep<TLanes, TReal>(round, widen, Cos, Math.Cos, -Math.PI / 4, Math.PI / 4, tolerance, 0.0);

        static TLanes Cos(TLanes x)
        {
            VectorMath.SinCos<TLanes, TReal>(x, out TLanes cos);
            return cos;
        }
    }

    /// <summary>Worst relative error over a range, at even distances, every lane with its own number.</summary>
    private static void Sweep<TLanes, TReal>(
        Func<double, TReal> round, Func<TReal, double> widen, Function<TLanes> function, Func<double, double> exact,
        double from, double to, double tolerance, double floor, Func<double, double>? argument = null)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TReal* x = stackalloc TReal[TLanes.Count], y = stackalloc TReal[TLanes.Count];
        double worst = 0.0, at = 0.0;
        for (int k = 0; k < Samples; k += TLanes.Count)
        {
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                double u = from + ((to - from) * (k + lane + 0.5) / Samples);
                x[lane] = round(argument is null ? u : argument(u));
            }

            TLanes.Store(y, function(TLanes.Load(x)));
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                double expected = exact(widen(x[lane]));
                double error = Math.Abs(widen(y[lane]) - expected) / Math.Max(Math.Abs(expected), floor);
                (worst, at) = error > worst ? (error, widen(x[lane])) : (worst, at);
            }
        }

        worst.ShouldBeLessThan(tolerance, $"{typeof(TLanes).Name} at {at:r}");
    }

    private static TReal First<TLanes, TReal>(Func<double, TReal> round, Function<TLanes> function, double x)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TReal* y = stackalloc TReal[TLanes.Count];
        TLanes.Store(y, function(TLanes.Broadcast(round(x))));
        return y[0];
    }
}
