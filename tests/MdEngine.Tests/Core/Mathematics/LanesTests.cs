using System;
using System.Linq;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Every register against scalar arithmetic; eight doubles in software where the processor lacks them.</summary>
public sealed unsafe class LanesTests
{
    [Fact]
    public void FourDoubles() => Check<Double4, double>(x => x, x => x, Math.ScaleB(1.0, -52));

    [Fact]
    public void EightDoubles() => Check<Double8, double>(x => x, x => x, Math.ScaleB(1.0, -52));

    [Fact]
    public void EightSingles() => Check<Float8, float>(x => (float)x, x => x, Math.ScaleB(1.0, -23));

    private static void Check<TLanes, TReal>(Func<double, TReal> round, Func<TReal, double> widen, double epsilon)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        int width = TLanes.Count;
        TReal* row = stackalloc TReal[5];
        double* plain = stackalloc double[width + 1];
        for (int trial = 0; trial < 200; trial++)
        {
            // Over the sizes that squares of distances have, a padding atom's 1e22 among them.
            double scale = trial % 10 == 0 ? 1e22 : Math.Pow(10.0, (trial % 9) - 4);
            double[] a = Numbers(trial, 0), b = Numbers(trial, 1), c = Numbers(trial, 2);
            double[] large = [.. a.Select(v => widen(round(Math.Abs(v) * scale)))];
            TLanes va = Pack(a), vb = Pack(b), vc = Pack(c);
            Same(va + vb, k => a[k] + b[k], 1.0);
            Same(va - vb, k => a[k] - b[k], 1.0);
            Same(va * vb, k => a[k] * b[k], 1.0);
            Same(TLanes.MultiplyAdd(va, vb, vc), k => (a[k] * b[k]) + c[k], 2.0);
            Same(TLanes.MultiplySubtract(va, vb, vc), k => (a[k] * b[k]) - c[k], 2.0);
            // Half a unit in the last place is the rounding of a quotient; two are promised.
            Unpack(TLanes.Reciprocal(Pack(large))).Select((v, k) => Math.Abs((v * large[k]) - 1.0)).Max().ShouldBeLessThan(2.0 * epsilon);
            Unpack(TLanes.Sqrt(Pack(large))).Select((v, k) => Math.Abs((v / Math.Sqrt(large[k])) - 1.0)).Max().ShouldBeLessThan(epsilon);
            double[] masked = Unpack(TLanes.And(vc, TLanes.Less(va, vb)));
            masked.ShouldBe(c.Select((v, k) => a[k] < b[k] ? v : 0.0));
            TLanes.Any(TLanes.Less(va, vb)).ShouldBe(a.Zip(b, (p, q) => p < q).Any(less => less));
            Unpack(TLanes.Select(TLanes.Less(va, vb), vc, va)).ShouldBe(c.Select((v, k) => a[k] < b[k] ? v : a[k]));
            Unpack(TLanes.Min(va, vb)).ShouldBe(a.Zip(b, Math.Min));
            Unpack(TLanes.Max(va, vb)).ShouldBe(a.Zip(b, Math.Max));
            Unpack(TLanes.Round(TLanes.Create(9.0) * va)).ShouldBe(
                Unpack(TLanes.Create(9.0) * va).Select(v => Math.Round(v, MidpointRounding.ToEven)));
            double[] powers = [.. a.Select(v => Math.Round(120.0 * v))];
            Unpack(TLanes.Scale(vb, Pack(powers))).ShouldBe(b.Zip(powers, (v, n) => Math.ScaleB(v, (int)n)));
            double[] parts = Unpack(TLanes.Split(Pack(large), out TLanes exponents)), shifts = Unpack(exponents);
            parts.Zip(shifts, (m, n) => Math.ScaleB(m, (int)n)).ShouldBe(large);
            parts.ShouldAllBe(m => m >= 0.70710678 && m < 1.4142136);
            TLanes.Sum(va).ShouldBe(a.Sum(), 16 * Math.ScaleB(1.0, -52));

            for (int k = 0; k < 5; k++)
            {
                row[k] = round(k + 1.0);
            }

            TLanes.SubtractSums(va, vb, vc, row);
            widen(row[0]).ShouldBe(1.0 - a.Sum(), 8 * epsilon);
            widen(row[1]).ShouldBe(2.0 - b.Sum(), 8 * epsilon);
            widen(row[2]).ShouldBe(3.0 - c.Sum(), 8 * epsilon);
            widen(row[4]).ShouldBe(5.0, "no more than four numbers are written");

            // Relative to an origin far away, before rounding: coordinates of a large cell.
            double origin = 1e5 * b[0];
            for (int k = 0; k <= width; k++)
            {
                plain[k] = origin + a[k % width];
            }

            // A double has 1e-11 left of such a coordinate.
            Unpack(TLanes.LoadRelative(plain, origin)).Select((v, k) => Math.Abs(v - a[k])).Max().ShouldBeLessThan(epsilon + 2e-11);
            TLanes.AddTo(plain, vc);
            for (int k = 0; k < width; k++)
            {
                plain[k].ShouldBe(origin + a[k] + c[k], 4e-11);
            }

            plain[width].ShouldBe(origin + a[0], "no more than the lanes are written");
        }

        Unpack(TLanes.Zero).ShouldAllBe(v => v == 0.0);
        Unpack(TLanes.Create(2.5)).ShouldAllBe(v => v == 2.5);
        Unpack(TLanes.Broadcast(round(-3.0))).ShouldAllBe(v => v == -3.0);
        // An atom at no distance from itself is masked: what is infinite or no number must not come through.
        TLanes nowhere = TLanes.Reciprocal(TLanes.Zero) * TLanes.Zero;
        Unpack(TLanes.And(nowhere, TLanes.Less(TLanes.Create(1.0), TLanes.Zero))).ShouldAllBe(v => v == 0.0);

        double[] Numbers(int trial, int which) => [.. Enumerable.Range(0, width).Select(k => widen(round(
            (2.0 * Philox.Uniform(new RandomStream(5, RandomPurpose.Other), trial, k, which).A) - 1.0)))];

        TLanes Pack(double[] values)
        {
            TReal* from = stackalloc TReal[width];
            for (int k = 0; k < width; k++)
            {
                from[k] = round(values[k]);
            }

            return TLanes.Load(from);
        }

        double[] Unpack(TLanes lanes)
        {
            TReal* to = stackalloc TReal[width];
            TLanes.Store(to, lanes);
            var values = new double[width];
            for (int k = 0; k < width; k++)
            {
                values[k] = widen(to[k]);
            }

            return values;
        }

        void Same(TLanes found, Func<int, double> expected, double size) =>
            Unpack(found).Select((v, k) => Math.Abs(v - expected(k))).Max().ShouldBeLessThan(size * epsilon * 1.01);
    }
}
