using System;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Finds all pairs of atoms and images of atoms within a distance, once each, in any cell, thin ones included; in
/// time that grows with the number of atoms alone when the cell is large.
/// </summary>
/// <remarks>
/// The cell is cut into bins along its lattice vectors, a third of the cutoff wide; atoms are sorted by bin, so that
/// those of a row of bins lie side by side. A bin a number of cells away is the bin of that name shifted by lattice
/// vectors, so that images need no copies. One object must not be used by two threads at once.
/// </remarks>
internal sealed class ImagePairs
{
    // Arrays are this much longer than the atoms, for vectors that reach beyond the end of a row.
    private const int Slack = 8;

    private readonly int[] _bins = new int[3], _reach = new int[3];
    private (int From, int To, Double3 Shift)[] _rows = new (int, int, Double3)[64];
    private double[] _x = [], _y = [], _z = [];
    private Double3[] _fractional = [];
    private int[] _bin = [], _order = [], _start = [];

    /// <summary>Sorted x, with some room after the last atom, Angstrom.</summary>
    public double[] X => _x;

    /// <summary>Sorted y.</summary>
    public double[] Y => _y;

    /// <summary>Sorted z.</summary>
    public double[] Z => _z;

    /// <summary>Atom that stands at each place of the sorted order.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Count);

    /// <summary>Number of atoms.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the pairs.</summary>
    /// <param name="positions">Cartesian, anywhere, Angstrom.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="cutoff">Distance, Angstrom.</param>
    /// <param name="rows">What takes them; sees pairs somewhat beyond the cutoff too.</param>
    public void Find<T>(ReadOnlySpan<Double3> positions, SimulationCell cell, double cutoff, ref T rows)
        where T : struct, IPairRows
    {
        Sort(positions, cell, cutoff);
        for (int home = 0; home < _bins[0] * _bins[1] * _bins[2]; home++)
        {
            if (_start[home] == _start[home + 1])
            {
                continue;
            }

            int count = Rows(home, cell);
            for (int i = _start[home]; i < _start[home + 1]; i++)
            {
                if (i + 1 < _start[home + 1])
                {
                    rows.Take(this, i, i + 1, _start[home + 1], Double3.Zero);
                }

                foreach ((int from, int to, Double3 shift) in _rows.AsSpan(0, count))
                {
                    rows.Take(this, i, from, to, shift);
                }
            }
        }
    }

    /// <summary>Sorts the atoms into bins for a cutoff.</summary>
    private void Sort(ReadOnlySpan<Double3> positions, SimulationCell cell, double cutoff)
    {
        int n = positions.Length;
        Count = n;
        Reserve(n);
        Span<double> low = stackalloc double[3], width = stackalloc double[3];
        Wrap(positions, cell, low, width);
        // No more than about one bin an atom: far-flung atoms in an open cell must not ask for a huge grid.
        int most = Math.Max(1, (int)Math.Cbrt(4.0 * n));
        for (int axis = 0; axis < 3; axis++)
        {
            double height = width[axis] * cell.Height(axis);
            _bins[axis] = (int)Math.Clamp(3.0 * height / cutoff, 1.0, most);
            // Images are looked for as far away as the cutoff reaches; in an open direction no farther than the atoms.
            double reach = Math.Ceiling(cutoff * _bins[axis] / height);
            _reach[axis] = (int)(cell.IsPeriodic(axis) ? Math.Min(reach, 1 << 20) : Math.Min(reach, _bins[axis] - 1));
        }

        Assign(cell, low, width);
    }

    private static (int Cells, int Bin) Locate(int bin, int bins)
    {
        int cells = (int)Math.Floor((double)bin / bins);
        return (cells, bin - (cells * bins));
    }

    /// <summary>Runs of sorted atoms around a bin, those of half of all directions, the bin itself left out.</summary>
    private int Rows(int home, SimulationCell cell)
    {
        int count = 0;
        int ha = home / (_bins[1] * _bins[2]), hb = home / _bins[2] % _bins[1], hc = home % _bins[2];
        for (int da = 0; da <= _reach[0]; da++)
        {
            (int sa, int ta) = Locate(ha + da, _bins[0]);
            for (int db = da == 0 ? 0 : -_reach[1]; db <= _reach[1]; db++)
            {
                (int sb, int tb) = Locate(hb + db, _bins[1]);
                if ((sa != 0 && !cell.PeriodicA) || (sb != 0 && !cell.PeriodicB))
                {
                    continue;
                }

                int first = hc + (da == 0 && db == 0 ? 1 : -_reach[2]), last = hc + _reach[2];
                while (first <= last)
                {
                    (int sc, int tc) = Locate(first, _bins[2]);
                    int length = Math.Min(last - first + 1, _bins[2] - tc);
                    first += length;
                    int row = ((ta * _bins[1]) + tb) * _bins[2];
                    (int from, int to) = (_start[row + tc], _start[row + tc + length]);
                    if (from == to || (sc != 0 && !cell.PeriodicC))
                    {
                        continue;
                    }

                    if (count == _rows.Length)
                    {
                        Array.Resize(ref _rows, 2 * count);
                    }

                    _rows[count++] = (from, to, cell.ToCartesian(new Double3(sa, sb, sc)));
                }
            }
        }

        return count;
    }

    private void Reserve(int n)
    {
        if (_order.Length < n)
        {
            _fractional = new Double3[n];
            _bin = new int[n];
            _order = new int[n];
            _x = new double[n + Slack];
            _y = new double[n + Slack];
            _z = new double[n + Slack];
        }
    }

    /// <summary>Wraps along periodic axes; tells the extent in fractional coordinates, 0 to 1 along those.</summary>
    private void Wrap(ReadOnlySpan<Double3> positions, SimulationCell cell, Span<double> low, Span<double> width)
    {
        Double3 least = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity), most = -least;
        (bool a, bool b, bool c) = (cell.PeriodicA, cell.PeriodicB, cell.PeriodicC);
        for (int i = 0; i < positions.Length; i++)
        {
            Double3 s = cell.ToFractional(positions[i]);
            s = new Double3(
                a ? s.X - Math.Floor(s.X) : s.X, b ? s.Y - Math.Floor(s.Y) : s.Y, c ? s.Z - Math.Floor(s.Z) : s.Z);
            _fractional[i] = s;
            least = new Double3(Math.Min(least.X, s.X), Math.Min(least.Y, s.Y), Math.Min(least.Z, s.Z));
            most = new Double3(Math.Max(most.X, s.X), Math.Max(most.Y, s.Y), Math.Max(most.Z, s.Z));
        }

        for (int axis = 0; axis < 3; axis++)
        {
            bool periodic = cell.IsPeriodic(axis);
            low[axis] = periodic ? 0.0 : least[axis];
            width[axis] = periodic ? 1.0 : Math.Max(most[axis] - least[axis], 1e-6);
        }
    }

    /// <summary>Sorts the atoms by bin and makes their positions Cartesian again.</summary>
    private void Assign(SimulationCell cell, ReadOnlySpan<double> low, ReadOnlySpan<double> width)
    {
        int count = _bins[0] * _bins[1] * _bins[2];
        if (_start.Length < count + 1)
        {
            _start = new int[count + 1];
        }

        Array.Clear(_start, 0, count + 1);
        Span<double> scale = [_bins[0] / width[0], _bins[1] / width[1], _bins[2] / width[2]];
        for (int i = 0; i < Count; i++)
        {
            Double3 s = _fractional[i];
            int a = Math.Clamp((int)((s.X - low[0]) * scale[0]), 0, _bins[0] - 1);
            int b = Math.Clamp((int)((s.Y - low[1]) * scale[1]), 0, _bins[1] - 1);
            int c = Math.Clamp((int)((s.Z - low[2]) * scale[2]), 0, _bins[2] - 1);
            _bin[i] = (((a * _bins[1]) + b) * _bins[2]) + c;
            _start[_bin[i] + 1]++;
        }

        for (int k = 0; k < count; k++)
        {
            _start[k + 1] += _start[k];
        }

        for (int i = Count - 1; i >= 0; i--)
        {
            int place = --_start[_bin[i] + 1];
            Double3 r = cell.ToCartesian(_fractional[i]);
            (_order[place], _x[place], _y[place], _z[place]) = (i, r.X, r.Y, r.Z);
        }

        // The ends have moved down to the beginnings.
        for (int k = 0; k < count; k++)
        {
            _start[k] = _start[k + 1];
        }

        _start[count] = Count;
    }
}
