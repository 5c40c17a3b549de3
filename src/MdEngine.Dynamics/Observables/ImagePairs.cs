using System;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Finds all pairs of atoms and images of atoms within a distance, once each, in any cell, thin ones included; in
/// time that grows with the number of atoms alone when the cell is large.
/// </summary>
/// <remarks>
/// The cell is cut into bins along its lattice vectors; a bin a number of cells away is the bin of that name shifted
/// by lattice vectors, so that images need no copies.
/// </remarks>
internal sealed class ImagePairs
{
    private Double3[] _wrapped = [];
    private int[] _bin = [], _order = [], _start = [];

    /// <summary>Called for a pair: two atoms (which may be the same one, and its image) and their distance squared.</summary>
    public delegate void PairVisitor(int i, int j, double distanceSquared);

    /// <summary>Visits the pairs.</summary>
    /// <param name="positions">Cartesian, anywhere, Angstrom.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="cutoff">Distance, Angstrom; pairs at exactly this distance do not count.</param>
    /// <param name="visit">What to do with each pair.</param>
    public void Visit(ReadOnlySpan<Double3> positions, SimulationCell cell, double cutoff, PairVisitor visit)
    {
        int n = positions.Length;
        if (n == 0)
        {
            return;
        }

        Span<int> bins = stackalloc int[3], reach = stackalloc int[3];
        Span<double> low = stackalloc double[3], width = stackalloc double[3];
        Wrap(positions, cell, low, width);
        // No more than about one bin an atom: far-flung atoms in an open cell must not ask for a huge grid.
        int most = Math.Max(1, (int)Math.Cbrt(4.0 * n));
        for (int axis = 0; axis < 3; axis++)
        {
            double height = width[axis] * cell.Height(axis);
            bins[axis] = Math.Clamp((int)(height / cutoff), 1, most);
            reach[axis] = cell.IsPeriodic(axis) || bins[axis] > 1
                ? (int)Math.Ceiling(cutoff * bins[axis] / height)
                : 0;
        }

        Assign(n, cell, bins, low, width);
        Double3 a = cell.Completed.Row0, b = cell.Completed.Row1, c = cell.Completed.Row2;
        double cutoff2 = cutoff * cutoff;
        for (int da = 0; da <= reach[0]; da++)
        {
            for (int db = da == 0 ? 0 : -reach[1]; db <= reach[1]; db++)
            {
                for (int dc = da == 0 && db == 0 ? 0 : -reach[2]; dc <= reach[2]; dc++)
                {
                    for (int home = 0; home < bins[0] * bins[1] * bins[2]; home++)
                    {
                        int ha = home / (bins[1] * bins[2]), hb = home / bins[2] % bins[1], hc = home % bins[2];
                        (int sa, int ta) = Locate(ha + da, bins[0]);
                        (int sb, int tb) = Locate(hb + db, bins[1]);
                        (int sc, int tc) = Locate(hc + dc, bins[2]);
                        if ((sa != 0 && !cell.PeriodicA) || (sb != 0 && !cell.PeriodicB) || (sc != 0 && !cell.PeriodicC))
                        {
                            continue;
                        }

                        int other = (((ta * bins[1]) + tb) * bins[2]) + tc;
                        Double3 shift = (sa * a) + (sb * b) + (sc * c);
                        Pair(home, other, shift, da == 0 && db == 0 && dc == 0, cutoff2, visit);
                    }
                }
            }
        }
    }

    private static (int Cells, int Bin) Locate(int bin, int bins)
    {
        int cells = (int)Math.Floor((double)bin / bins);
        return (cells, bin - (cells * bins));
    }

    private void Pair(int home, int other, Double3 shift, bool same, double cutoff2, PairVisitor visit)
    {
        for (int p = _start[home]; p < _start[home + 1]; p++)
        {
            int i = _order[p];
            Double3 ri = _wrapped[i] - shift;
            for (int q = same ? p + 1 : _start[other]; q < _start[other + 1]; q++)
            {
                int j = _order[q];
                Double3 d = _wrapped[j] - ri;
                double r2 = Double3.Dot(d, d);
                if (r2 < cutoff2)
                {
                    visit(i, j, r2);
                }
            }
        }
    }

    /// <summary>Wraps along periodic axes; tells the extent in fractional coordinates, 0 to 1 along those.</summary>
    private void Wrap(ReadOnlySpan<Double3> positions, SimulationCell cell, Span<double> low, Span<double> width)
    {
        if (_wrapped.Length < positions.Length)
        {
            Array.Resize(ref _wrapped, positions.Length);
        }

        Span<double> high = stackalloc double[3];
        low.Fill(double.PositiveInfinity);
        high.Fill(double.NegativeInfinity);
        for (int i = 0; i < positions.Length; i++)
        {
            Double3 s = cell.ToFractional(positions[i]);
            s = new Double3(
                cell.PeriodicA ? s.X - Math.Floor(s.X) : s.X,
                cell.PeriodicB ? s.Y - Math.Floor(s.Y) : s.Y,
                cell.PeriodicC ? s.Z - Math.Floor(s.Z) : s.Z);
            _wrapped[i] = s;
            for (int axis = 0; axis < 3; axis++)
            {
                low[axis] = Math.Min(low[axis], s[axis]);
                high[axis] = Math.Max(high[axis], s[axis]);
            }
        }

        for (int axis = 0; axis < 3; axis++)
        {
            bool periodic = cell.IsPeriodic(axis);
            low[axis] = periodic ? 0.0 : low[axis];
            width[axis] = periodic ? 1.0 : Math.Max(high[axis] - low[axis], 1e-6);
        }
    }

    /// <summary>Sorts the atoms into bins and makes their positions Cartesian again.</summary>
    private void Assign(
        int n, SimulationCell cell, ReadOnlySpan<int> bins, ReadOnlySpan<double> low, ReadOnlySpan<double> width)
    {
        int count = bins[0] * bins[1] * bins[2];
        if (_bin.Length < n)
        {
            _bin = new int[n];
            _order = new int[n];
        }

        if (_start.Length < count + 1)
        {
            _start = new int[count + 1];
        }

        Array.Clear(_start);
        Span<int> at = stackalloc int[3];
        for (int i = 0; i < n; i++)
        {
            Double3 s = _wrapped[i];
            for (int axis = 0; axis < 3; axis++)
            {
                at[axis] = Math.Clamp((int)((s[axis] - low[axis]) / width[axis] * bins[axis]), 0, bins[axis] - 1);
            }

            _bin[i] = (((at[0] * bins[1]) + at[1]) * bins[2]) + at[2];
            _start[_bin[i] + 1]++;
            _wrapped[i] = cell.ToCartesian(s);
        }

        for (int k = 0; k < count; k++)
        {
            _start[k + 1] += _start[k];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            _order[--_start[_bin[i] + 1]] = i;
        }

        // The ends have moved down to the beginnings.
        for (int k = 0; k < count; k++)
        {
            _start[k] = _start[k + 1];
        }

        _start[count] = n;
    }
}
