using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// The screened nuclear repulsion of Ziegler, Biersack and Littmark (1985) as the original program adds it:
/// k Zi Zj / r * phi(x) * f(r), x = r (Zi^0.23 + Zj^0.23) / a, with f going from 1 at the inner to 0 at the outer end.
/// </summary>
internal sealed class NepZbl
{
    private const double Coulomb = 14.399645, InverseScreening = 2.134563;
    private const int Exponentials = 4, Stride = 2 + (2 * Exponentials) + 2, EnergyAt = 10;

    private static readonly double[] Phi =
        [0.18175, 3.1998, 0.50986, 0.94229, 0.28022, 0.4029, 0.02817, 0.20162];

    private readonly int _types;

    // Of each ordered pair: inner end, outer end, amplitudes and decays, k Zi Zj, x / r.
    private readonly double[] _pairs;

    private NepZbl(NepZbl other, double factor)
    {
        _types = other._types;
        Limit = other.Limit;
        _pairs = [.. other._pairs];
        for (int k = EnergyAt; k < _pairs.Length; k += Stride)
        {
            _pairs[k] *= factor;
        }
    }

    private NepZbl(NepHeader header)
    {
        _types = header.Types;
        _pairs = new double[_types * _types * Stride];
        Limit = header.AngularCutoffs.Max();
    }

    /// <summary>
    /// Pairs beyond this do not count, whatever their outer end: the original program knows no others, Angstrom.
    /// </summary>
    public double Limit { get; }

    public static NepZbl Universal(NepHeader header, string path)
    {
        var zbl = new NepZbl(header);
        NepZblHeader ends = header.Zbl!;
        double[] radii = ends.Factor > 0.0 ? [.. header.Elements.Select(e => NepRadii.Of(e, path, 2))] : [];
        for (int a = 0; a < header.Types; a++)
        {
            for (int b = 0; b < header.Types; b++)
            {
                double inner = ends.Inner, outer = ends.Outer;
                if (ends.Factor > 0.0)
                {
                    outer = Math.Min(outer, ends.Factor * (radii[a] + radii[b]));
                    inner = ends.InnerFraction * outer;
                }

                zbl.Set(header, a, b, inner, outer, Phi);
            }
        }

        return zbl;
    }

    public static NepZbl Flexible(NepHeader header, ReadOnlySpan<double> numbers, string path)
    {
        var zbl = new NepZbl(header);
        int at = 0;
        for (int a = 0; a < header.Types; a++)
        {
            for (int b = a; b < header.Types; b++)
            {
                ReadOnlySpan<double> ten = numbers.Slice(at, 10);
                at += 10;
                if (!(ten[0] >= 0.0 && ten[1] > ten[0]))
                {
                    throw new InputException(FormattableString.Invariant(
                        $"the ends of the repulsion of {header.Elements[a]}-{header.Elements[b]} are {ten[0]} and {ten[1]}; ")
                        + "expected 0 <= inner < outer", path);
                }

                zbl.Set(header, a, b, ten[0], ten[1], ten[2..]);
                zbl.Set(header, b, a, ten[0], ten[1], ten[2..]);
            }
        }

        return zbl;
    }

    /// <summary>The repulsion of <paramref name="factor"/> times the energy.</summary>
    public NepZbl Scaled(double factor) => new(this, factor);

    /// <summary>Distance within which a pair repels, Angstrom.</summary>
    public double Range(int a, int b) => Math.Min(Limit, _pairs[(((a * _types) + b) * Stride) + 1]);

    /// <summary>Energy of a pair (eV) and its derivative by the distance.</summary>
    public (double Energy, double Slope) At(int a, int b, double r)
    {
        ReadOnlySpan<double> p = _pairs.AsSpan(((a * _types) + b) * Stride, Stride);
        double inner = p[0], outer = p[1];
        if (r >= outer || r >= Limit)
        {
            return default;
        }

        double phi = 0.0, slope = 0.0, scale = p[11];
        for (int k = 0; k < Exponentials; k++)
        {
            double term = p[2 + (2 * k)] * Math.Exp(-p[3 + (2 * k)] * scale * r);
            phi += term;
            slope -= p[3 + (2 * k)] * scale * term;
        }

        double energy = p[EnergyAt] * phi / r;
        double dEnergy = ((p[EnergyAt] * slope) - energy) / r;
        if (r < inner)
        {
            return (energy, dEnergy);
        }

        double argument = Math.PI / (outer - inner);
        (double sin, double cos) = Math.SinCos(argument * (r - inner));
        double f = 0.5 * (1.0 + cos);
        return (energy * f, (dEnergy * f) - (0.5 * energy * argument * sin));
    }

    private void Set(NepHeader header, int a, int b, double inner, double outer, ReadOnlySpan<double> phi)
    {
        Element first = header.Elements[a], second = header.Elements[b];
        Span<double> p = _pairs.AsSpan(((a * _types) + b) * Stride, Stride);
        p[0] = inner;
        p[1] = outer;
        phi.CopyTo(p[2..]);
        p[EnergyAt] = Coulomb * first.AtomicNumber * second.AtomicNumber;
        p[11] = InverseScreening * (Math.Pow(first.AtomicNumber, 0.23) + Math.Pow(second.AtomicNumber, 0.23));
    }
}
