using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Zbl;

/// <summary>
/// The universal screened repulsion of nuclei: E = sum over pairs of Z_a Z_b e^2/r phi(r/a) + S(r), with a switch S that
/// takes energy, force and its derivative to zero at the outer distance.
/// </summary>
/// <remarks>
/// J. F. Ziegler, J. P. Biersack, U. Littmark, The Stopping and Range of Ions in Matter (1985). The switch and the digits
/// of the constants are those of LAMMPS, so that files fitted on top of its pair_style zbl keep their numbers.
/// </remarks>
public sealed unsafe class ZblPotential : PairPotential
{
    // e^2/(4 pi epsilon_0) in eV Angstrom, with the digits of LAMMPS's units metal.
    private const double Coulomb = 14.399645;
    private const double Exponent = 0.23, Length = 0.46850;
    private readonly double _inner;
    private readonly PairNumbers _strength, _decay, _cubic, _quartic, _constant;

    /// <summary>Makes the potential.</summary>
    /// <exception cref="InputException">The switch has no width, or an element stands twice.</exception>
    public ZblPotential(ZblOptions options)
        : base([.. options.Elements.Select(PeriodicTable.Get)], Checked(options).Outer)
    {
        _inner = options.Inner;
        int n = Elements.Count;
        _strength = new PairNumbers(n);
        _decay = new PairNumbers(n);
        _cubic = new PairNumbers(n);
        _quartic = new PairNumbers(n);
        _constant = new PairNumbers(n);
        for (int pair = 0; pair < n * n; pair++)
        {
            Set(pair / n, pair % n);
        }
    }

    /// <inheritdoc/>
    protected override void Evaluate(PairRow pairs)
    {
        Vector256<double> inner = Vector256.Create(_inner);
        for (int k = 0; k < pairs.Padded; k += Vector256<double>.Count)
        {
            Vector256<double> r2 = Vector256.Load(pairs.R2 + k), r = Vector256.Sqrt(r2);
            Vector256<double> inverse = Vector256<double>.One / r;
            Vector256<double> decay = _decay.Of(pairs, k), strength = _strength.Of(pairs, k) * inverse;
            Vector256<double> phi = default, derivative = default;
            AddTerm(0.20162, 0.02817, decay * r, ref phi, ref derivative);
            AddTerm(0.40290, 0.28022, decay * r, ref phi, ref derivative);
            AddTerm(0.94229, 0.50986, decay * r, ref phi, ref derivative);
            AddTerm(3.19980, 0.18175, decay * r, ref phi, ref derivative);
            Vector256<double> slope = -strength * ((decay * derivative) + (phi * inverse));
            Vector256<double> t = Vector256.Max(r - inner, Vector256<double>.Zero);
            Vector256<double> cubic = _cubic.Of(pairs, k), quartic = _quartic.Of(pairs, k);
            Vector256<double> t2 = t * t;
            Vector256<double> energy = (strength * phi) + _constant.Of(pairs, k) + (t2 * t * (cubic + (quartic * t)));
            slope += t2 * ((Vector256.Create(3.0) * cubic) + (Vector256.Create(4.0) * quartic * t));
            energy.Store(pairs.Energy + k);
            (-slope * inverse).Store(pairs.Force + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTerm(
        double rate, double weight, Vector256<double> x, ref Vector256<double> phi, ref Vector256<double> derivative)
    {
        Vector256<double> e = Vector256.Create(weight) * Vector256.Exp(Vector256.Create(-rate) * x);
        phi += e;
        derivative += Vector256.Create(rate) * e;
    }

    private static ZblOptions Checked(ZblOptions options)
    {
        (string Key, string Message) fault = options.Validate().FirstOrDefault();
        return fault.Message is null ? options : throw new InputException($"{fault.Key}: {fault.Message}");
    }

    private void Set(int a, int b)
    {
        double za = Elements[a].AtomicNumber, zb = Elements[b].AtomicNumber;
        double strength = Coulomb * za * zb, decay = (Math.Pow(za, Exponent) + Math.Pow(zb, Exponent)) / Length;
        double r = Cutoff, width = r - _inner;
        double phi = 0.0, first = 0.0, second = 0.0;
        foreach ((double rate, double weight) in new[] { (0.20162, 0.02817), (0.40290, 0.28022), (0.94229, 0.50986), (3.19980, 0.18175) })
        {
            double d = rate * decay, e = weight * Math.Exp(-d * r);
            phi += e;
            first -= d * e;
            second += d * d * e;
        }

        // Value and derivatives at the outer end, which the switch has to cancel.
        double energy = strength * phi / r;
        double slope = strength * ((first / r) - (phi / (r * r)));
        double curvature = strength * ((second / r) - (2.0 * first / (r * r)) + (2.0 * phi / (r * r * r)));
        _strength[a, b] = strength;
        _decay[a, b] = decay;
        _cubic[a, b] = ((-3.0 * slope) + (width * curvature)) / (3.0 * width * width);
        _quartic[a, b] = ((2.0 * slope) - (width * curvature)) / (4.0 * width * width * width);
        _constant[a, b] = -energy + (0.5 * width * slope) - (width * width * curvature / 12.0);
    }
}
