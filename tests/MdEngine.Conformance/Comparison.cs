using System;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Compares evaluations under one law, and throws with figures.</summary>
internal sealed class Comparison(string law, ConformanceOptions options)
{
    private static readonly string[] Axes = ["x", "y", "z"];

    public ConformanceException Broken(string message) => new(law, message);

    /// <summary>Size of energies against which differences count: cancellation between atoms is not held against it.</summary>
    public static double EnergyScale(Evaluation e) =>
        Math.Max(1e-3, e.AtomEnergies.Length > 0 ? e.AtomEnergies.Sum(Math.Abs) : Math.Abs(e.Energy));

    public double ForceScale(Evaluation e) =>
        Math.Max(options.ForceFloor, e.Forces.Length > 0 ? e.Forces.Max(f => f.Length) : 0.0);

    public static double VirialScale(Evaluation e) =>
        Math.Max(EnergyScale(e), e.Virial is { } w ? Largest(w) : 0.0);

    public void Number(string what, double found, double expected, double allowed)
    {
        if (!(Math.Abs(found - expected) <= allowed))
        {
            throw Broken(FormattableString.Invariant(
                $"{what} is {found:g17}, expected {expected:g17}; they differ by {Math.Abs(found - expected):g3}, allowed is {allowed:g3}"));
        }
    }

    public void Vector(string what, Double3 found, Double3 expected, double allowed)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            Number($"{what} along {Axes[axis]}", found[axis], expected[axis], allowed);
        }
    }

    public void Matrix(string what, Matrix3 found, Matrix3 expected, double allowed)
    {
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                Number($"{what} {Axes[row]}{Axes[column]}", found[row, column], expected[row, column], allowed);
            }
        }
    }

    /// <summary>The same energy, forces and virial but for rounding.</summary>
    public void Same(Evaluation found, Evaluation expected)
    {
        double t = options.SymmetryTolerance;
        Number("the energy", found.Energy, expected.Energy, t * EnergyScale(expected));
        Forces(found, expected.Forces, t * ForceScale(expected));
        Matrix("the virial", found.Virial!.Value, expected.Virial!.Value, t * VirialScale(expected));
    }

    /// <summary>As <see cref="Same"/>, tails left out: for systems whose volumes differ or are not defined.</summary>
    public void SameButTail(Evaluation found, Evaluation expected)
    {
        double t = options.SymmetryTolerance;
        double tail = Math.Abs(expected.Tail.Energy) + Math.Abs(expected.Tail.VirialTrace);
        Number("the energy without tail", found.PairEnergy, expected.PairEnergy, t * (EnergyScale(expected) + tail));
        Forces(found, expected.Forces, t * ForceScale(expected));
        Matrix(
            "the virial without tail", found.PairVirial, expected.PairVirial, t * (VirialScale(expected) + tail));
    }

    public void Forces(Evaluation found, Double3[] expected, double allowed)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Vector($"the force on atom {i + 1}", found.Forces[i], expected[i], allowed);
        }
    }

    /// <summary>Equal bit for bit; NaN equals itself.</summary>
    public void Identical(string what, ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            if (BitConverter.DoubleToInt64Bits(found[k]) != BitConverter.DoubleToInt64Bits(expected[k]))
            {
                throw Broken(FormattableString.Invariant(
                    $"{what}, entry {k + 1}, is {found[k]:r}, expected the same bits as {expected[k]:r}"));
            }
        }
    }

    public static double Largest(Matrix3 m) => Flat([m]).Max(Math.Abs);

    public static double[] Flat(Matrix3[] matrices) =>
        [.. matrices.SelectMany(m => new[] { m.XX, m.XY, m.XZ, m.YX, m.YY, m.YZ, m.ZX, m.ZY, m.ZZ })];

    public static double[] Flat(Double3[] vectors) => [.. vectors.SelectMany(v => new[] { v.X, v.Y, v.Z })];
}
