using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// The neighbours of a batch of atoms, by atom and species; those of a species are padded to whole vectors of four.
/// </summary>
internal sealed unsafe class SoapNeighbors
{
    private const int Arrays = 4;
    private readonly AlignedBuffer<double> _numbers = new();
    private readonly AlignedBuffer<int> _index = new(), _start, _end;
    private readonly AlignedBuffer<int> _found = new(), _kind = new();
    private readonly int _species;
    private int _stride;

    public SoapNeighbors(int batch, int species)
    {
        _species = species;
        _start = new AlignedBuffer<int>((batch * species) + 1);
        _end = new AlignedBuffer<int>(batch * species);
        Centre = new int[batch];
    }

    /// <summary>Number of atoms in the batch.</summary>
    public int Atoms { get; private set; }

    /// <summary>The atoms.</summary>
    public int[] Centre { get; }

    /// <summary>Distances, Angstrom.</summary>
    public double* R => _numbers.Pointer;

    /// <summary>Unit vectors from centre to neighbour.</summary>
    public double* X => _numbers.Pointer + _stride;

    public double* Y => _numbers.Pointer + (2 * _stride);

    public double* Z => _numbers.Pointer + (3 * _stride);

    /// <summary>Indices of the neighbours.</summary>
    public int* Index => _index.Pointer;

    /// <summary>First neighbour of a species, a multiple of four; that of the species after the last is the end.</summary>
    public int Start(int atom, int species) => _start.Pointer[(atom * _species) + species];

    /// <summary>After the last neighbour of a species, padding not counted.</summary>
    public int End(int atom, int species) => _end.Pointer[(atom * _species) + species];

    public void Clear() => Atoms = 0;

    /// <summary>Adds an atom with its neighbours.</summary>
    /// <param name="block">Block.</param>
    /// <param name="centre">Atom.</param>
    /// <param name="cutoff">Cutoff.</param>
    /// <param name="speciesOf">Species by type, -1 for none.</param>
    public void Add(in ForceBlock block, int centre, double cutoff, ReadOnlySpan<int> speciesOf) =>
        Add(block.Atoms, ((VerletList)block.Neighbors).Of(centre), block.Types, centre, cutoff, speciesOf);

    /// <summary>Adds an atom with its neighbours.</summary>
    /// <param name="atoms">Positions.</param>
    /// <param name="row">Candidates for neighbours.</param>
    /// <param name="types">Types of all atoms.</param>
    /// <param name="centre">Atom.</param>
    /// <param name="cutoff">Cutoff.</param>
    /// <param name="speciesOf">Species by type, -1 for none.</param>
    public void Add(
        AtomState atoms, ReadOnlySpan<int> row, ReadOnlySpan<int> types, int centre, double cutoff, ReadOnlySpan<int> speciesOf)
    {
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        double xi = x[centre], yi = y[centre], zi = z[centre], cutoff2 = cutoff * cutoff;
        _found.Grow(row.Length);
        _kind.Grow(row.Length);
        Span<int> counts = stackalloc int[_species];
        counts.Clear();
        int found = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            int kind = speciesOf[types[j]];
            if ((dx * dx) + (dy * dy) + (dz * dz) < cutoff2 && kind >= 0)
            {
                _found.Pointer[found] = j;
                _kind.Pointer[found++] = kind;
                counts[kind]++;
            }
        }

        int first = Atoms * _species;
        int* start = _start.Pointer + first;
        int* end = _end.Pointer + first;
        if (Atoms == 0)
        {
            start[0] = 0;
        }

        for (int s = 0; s < _species; s++)
        {
            end[s] = start[s];
            start[s + 1] = start[s] + ((counts[s] + 3) / 4 * 4);
        }

        Reserve(start[_species], start[0]);
        for (int k = 0; k < found; k++)
        {
            int j = _found.Pointer[k];
            Put(end[_kind.Pointer[k]]++, j, x[j] - xi, y[j] - yi, z[j] - zi);
        }

        for (int s = 0; s < _species; s++)
        {
            for (int k = end[s]; k < start[s + 1]; k++)
            {
                Put(k, centre, 0.0, 0.0, cutoff);
            }
        }

        Centre[Atoms++] = centre;
    }

    private void Put(int at, int j, double dx, double dy, double dz)
    {
        double r = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)), inverse = 1.0 / r;
        R[at] = r;
        X[at] = dx * inverse;
        Y[at] = dy * inverse;
        Z[at] = dz * inverse;
        _index.Pointer[at] = j;
    }

    private void Reserve(int count, int used)
    {
        if (count <= _stride)
        {
            return;
        }

        int stride = (count + (count / 2) + 67) / 4 * 4;
        _numbers.Reserve(Arrays * stride);
        _index.Reserve(stride);
        for (int k = Arrays - 1; k > 0; k--)
        {
            new ReadOnlySpan<double>(_numbers.Pointer + (k * _stride), used)
                .CopyTo(new Span<double>(_numbers.Pointer + (k * stride), used));
        }

        _stride = stride;
    }
}
