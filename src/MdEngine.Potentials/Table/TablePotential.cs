using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Table;

/// <summary>Pair energies and forces from tables, interpolated as LAMMPS's pair_style table does.</summary>
public sealed unsafe class TablePotential : PairPotential
{
    private readonly AlignedBuffer<double> _coefficients;
    private readonly PairNumbers _cutoff2, _inner2, _scale, _place;
    private readonly double _last;

    /// <summary>Reads the tables.</summary>
    /// <exception cref="InputException">A file cannot be used, or a pair is missing or given twice.</exception>
    public TablePotential(TableOptions options)
        : this(options, PairMap.Of([.. options.Pairs.Select(p => p.Elements)]), [.. options.Pairs.Select(p => Read(p, options))])
    {
    }

    private TablePotential(TableOptions options, PairMap map, TableGrid[] grids)
        : base(map.Elements, grids.Max(g => g.Cutoff))
    {
        int n = map.Elements.Count, length = grids[0].Coefficients.Length;
        if ((long)length * grids.Length > int.MaxValue)
        {
            throw new InputException($"points: {grids.Length} grids of {options.Points} points are too large; take fewer points");
        }

        _last = options.Points - 2.0;
        _coefficients = new AlignedBuffer<double>(length * grids.Length);
        for (int k = 0; k < grids.Length; k++)
        {
            grids[k].Coefficients.CopyTo(_coefficients.Span[(k * length)..]);
        }

        _cutoff2 = new PairNumbers(n);
        _inner2 = new PairNumbers(n);
        _scale = new PairNumbers(n);
        _place = new PairNumbers(n);
        for (int pair = 0; pair < n * n; pair++)
        {
            (int a, int b) = (pair / n, pair % n);
            TableGrid grid = grids[map[a, b]];
            _cutoff2[a, b] = grid.Cutoff * grid.Cutoff;
            _inner2[a, b] = grid.Inner2;
            _scale[a, b] = 1.0 / grid.Step;
            _place[a, b] = map[a, b] * (double)length;
        }
    }

    /// <inheritdoc/>
    protected override void Evaluate(PairRow pairs)
    {
        Vector256<double> last = Vector256.Create(_last), stride = Vector256.Create((double)TableGrid.Stride);
        Vector256<double> low = Vector256<double>.One;
        double* table = _coefficients.Pointer;
        for (int k = 0; k < pairs.Padded; k += Vector256<double>.Count)
        {
            Vector256<double> r2 = Vector256.Load(pairs.R2 + k);
            Vector256<double> x = (r2 - _inner2.Of(pairs, k)) * _scale.Of(pairs, k);
            low = Vector256.Min(low, x);
            Vector256<double> floor = Vector256.Max(Vector256.Min(Vector256.Floor(x), last), Vector256<double>.Zero);
            Vector256<double> t = x - floor, s = Vector256<double>.One - t;
            Vector256<double> t3 = ((t * t) - Vector256<double>.One) * t, s3 = ((s * s) - Vector256<double>.One) * s;
            Vector256<double> at = Vector256.MultiplyAddEstimate(floor, stride, _place.Of(pairs, k));
            Vector128<int> place = Avx.IsSupported
                ? Avx.ConvertToVector128Int32(at)
                : Vector128.Create((int)at[0], (int)at[1], (int)at[2], (int)at[3]);
            double* a = table + place[0], b = table + place[1], c = table + place[2], d = table + place[3];
            Vector256<double> within = Vector256.LessThan(r2, _cutoff2.Of(pairs, k));
            (Interpolate(a, b, c, d, t, s3, t3) & within).Store(pairs.Energy + k);
            (Interpolate(a + 4, b + 4, c + 4, d + 4, t, s3, t3) & within).Store(pairs.Force + k);
        }

        if (!Vector256.GreaterThanOrEqualAll(low, Vector256<double>.Zero))
        {
            ThrowTooClose(pairs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Interpolate(
        double* a, double* b, double* c, double* d, Vector256<double> t, Vector256<double> s3, Vector256<double> t3)
    {
        Quadruples.Load(
            a, b, c, d,
            out Vector256<double> c0, out Vector256<double> c1, out Vector256<double> c2, out Vector256<double> c3);
        return Vector256.MultiplyAddEstimate(
            c3, t3, Vector256.MultiplyAddEstimate(c2, s3, Vector256.MultiplyAddEstimate(c1, t, c0)));
    }

    private static TableGrid Read(TablePairOptions pair, TableOptions options) =>
        new(TableReader.Read(pair.File, pair.Keyword), options.Interpolation, options.Points, pair.Cutoff, pair.File);

    private void ThrowTooClose(PairRow pairs)
    {
        for (int k = 0; k < pairs.Count; k++)
        {
            double inner2 = _inner2[pairs.CenterType, pairs.Types[k]];
            if (!(pairs.R2[k] >= inner2))
            {
                throw new PhysicsException(
                    $"atoms of {Elements[pairs.CenterType]} and {Elements[pairs.Types[k]]} are {Math.Sqrt(pairs.R2[k]):g4} Angstrom "
                    + $"apart, but their table begins at {Math.Sqrt(inner2):g4}; check for atoms too close at the start, or "
                    + "take a shorter timestep");
            }
        }
    }
}
