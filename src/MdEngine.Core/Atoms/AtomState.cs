using System;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Atoms;

/// <summary>
/// The atoms of a running simulation as a structure of arrays: first the owned ones, then padding up to
/// <see cref="GhostStart"/>, then ghosts (images of owned atoms, or atoms of a neighbouring rank).
/// </summary>
/// <remarks>
/// Owned atoms are re-ordered in space now and then: <see cref="Id"/> is an atom's identity (0 to N-1, the order of
/// the structure it came from). Padding positions lie far away, at no finite distance from anything that a cutoff
/// could reach, so vector kernels may read them; padding velocities and forces are zero.
/// </remarks>
public sealed unsafe class AtomState : IResumable
{
    /// <summary>Owned atoms are padded to a multiple of this, so ghosts begin on a full cluster.</summary>
    public const int Padding = 32;

    private readonly AlignedBuffer<double> _x = new(), _y = new(), _z = new();
    private readonly AlignedBuffer<double> _vx = new(), _vy = new(), _vz = new();
    private readonly AlignedBuffer<double> _fx = new(), _fy = new(), _fz = new();
    private readonly AlignedBuffer<double> _mass = new(), _charge = new();
    private readonly AlignedBuffer<int> _type = new(), _id = new();
    private readonly AlignedBuffer<int> _imageA = new(), _imageB = new(), _imageC = new();

    /// <summary>Room for <paramref name="owned"/> atoms; all arrays are zero.</summary>
    public AtomState(SpeciesTable species, int owned)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(owned);
        Species = species;
        SetOwned(owned);
    }

    /// <summary>The elements; <see cref="Type"/> counts in it.</summary>
    public SpeciesTable Species { get; }

    /// <summary>Number of owned atoms.</summary>
    public int Owned { get; private set; }

    /// <summary>Index of the first ghost: <see cref="Owned"/> rounded up to <see cref="Padding"/>.</summary>
    public int GhostStart { get; private set; }

    /// <summary>Number of ghosts.</summary>
    public int Ghosts { get; private set; }

    /// <summary>
    /// Ghosts, counted from <see cref="GhostStart"/>, in which each pair with an owned atom is found once: half lists
    /// look no further. A multiple of <see cref="Padding"/>.
    /// </summary>
    public int PositiveGhosts { get; set; }

    /// <summary>Index after the last ghost.</summary>
    public int Total => GhostStart + Ghosts;

    /// <summary>Cartesian x of owned atoms, padding and ghosts, Angstrom.</summary>
    public Span<double> X => new(_x.Pointer, Total);

    /// <summary>Cartesian y of owned atoms, padding and ghosts, Angstrom.</summary>
    public Span<double> Y => new(_y.Pointer, Total);

    /// <summary>Cartesian z of owned atoms, padding and ghosts, Angstrom.</summary>
    public Span<double> Z => new(_z.Pointer, Total);

    /// <summary>Velocities along x of owned atoms, Angstrom/fs.</summary>
    public Span<double> Vx => new(_vx.Pointer, Owned);

    /// <summary>Velocities along y of owned atoms, Angstrom/fs.</summary>
    public Span<double> Vy => new(_vy.Pointer, Owned);

    /// <summary>Velocities along z of owned atoms, Angstrom/fs.</summary>
    public Span<double> Vz => new(_vz.Pointer, Owned);

    /// <summary>Forces along x on owned atoms, eV/Angstrom.</summary>
    public Span<double> Fx => new(_fx.Pointer, Owned);

    /// <summary>Forces along y on owned atoms, eV/Angstrom.</summary>
    public Span<double> Fy => new(_fy.Pointer, Owned);

    /// <summary>Forces along z on owned atoms, eV/Angstrom.</summary>
    public Span<double> Fz => new(_fz.Pointer, Owned);

    /// <summary>Masses of owned atoms, u.</summary>
    public Span<double> Mass => new(_mass.Pointer, Owned);

    /// <summary>Charges of owned atoms, padding and ghosts, e.</summary>
    public Span<double> Charge => new(_charge.Pointer, Total);

    /// <summary>Types (index into <see cref="Species"/>) of owned atoms, padding (0) and ghosts.</summary>
    public Span<int> Type => new(_type.Pointer, Total);

    /// <summary>Identities of owned atoms: 0 to N-1, in the order of the structure.</summary>
    public Span<int> Id => new(_id.Pointer, Owned);

    /// <summary>Identity of an owned atom, or of the atom whose image a ghost is; -1 for padding.</summary>
    public int IdOf(int atom) => _id.Pointer[atom];

    /// <summary>Start of the identities of owned atoms, padding and ghosts; as <see cref="XPointer"/>.</summary>
    public int* IdPointer => _id.Pointer;

    /// <summary>How many first lattice vectors were subtracted from each owned atom when it was wrapped.</summary>
    public Span<int> ImageA => new(_imageA.Pointer, Owned);

    /// <summary>How many second lattice vectors were subtracted from each owned atom when it was wrapped.</summary>
    public Span<int> ImageB => new(_imageB.Pointer, Owned);

    /// <summary>How many third lattice vectors were subtracted from each owned atom when it was wrapped.</summary>
    public Span<int> ImageC => new(_imageC.Pointer, Owned);

    /// <summary>Start of <see cref="X"/> on a cache line; valid until ghosts change in number.</summary>
    public double* XPointer => _x.Pointer;

    /// <summary>Start of <see cref="Y"/>; as <see cref="XPointer"/>.</summary>
    public double* YPointer => _y.Pointer;

    /// <summary>Start of <see cref="Z"/>; as <see cref="XPointer"/>.</summary>
    public double* ZPointer => _z.Pointer;

    /// <summary>Start of <see cref="Type"/>; as <see cref="XPointer"/>.</summary>
    public int* TypePointer => _type.Pointer;

    /// <summary>Forces along x on owned atoms, padding and ghosts; as <see cref="XPointer"/>.</summary>
    public double* FxPointer => _fx.Pointer;

    /// <summary>Forces along y on owned atoms, padding and ghosts; as <see cref="XPointer"/>.</summary>
    public double* FyPointer => _fy.Pointer;

    /// <summary>Forces along z on owned atoms, padding and ghosts; as <see cref="XPointer"/>.</summary>
    public double* FzPointer => _fz.Pointer;

    /// <summary>
    /// Takes over a structure: positions, velocities, charges and masses (<paramref name="massOverride"/> by type, else
    /// the structure's own, else the standard ones).
    /// </summary>
    /// <param name="structure">Source; not kept.</param>
    /// <param name="species">Must hold every element of the structure.</param>
    /// <param name="massOverride">Mass by type, u; null or NaN entries leave the mass to the structure.</param>
    /// <exception cref="InputException">An element is not in <paramref name="species"/>.</exception>
    public static AtomState From(Structure structure, SpeciesTable species, double[]? massOverride = null)
    {
        int n = structure.Count;
        var atoms = new AtomState(species, n);
        for (int i = 0; i < n; i++)
        {
            Element element = structure.Elements[i];
            int type = species.IndexOf(element);
            if (type < 0)
            {
                throw new InputException(
                    $"atom {i + 1} is {element}, which is not among the elements {string.Join(", ", species.Elements)}");
            }

            atoms.X[i] = structure.Positions[i].X;
            atoms.Y[i] = structure.Positions[i].Y;
            atoms.Z[i] = structure.Positions[i].Z;
            atoms.Type[i] = type;
            atoms.Id[i] = i;
            atoms.Mass[i] = massOverride is not null && !double.IsNaN(massOverride[type])
                ? massOverride[type]
                : structure.Masses?[i] ?? element.StandardMass;
            atoms.Charge[i] = structure.Charges?[i] ?? 0.0;
            if (structure.Velocities is { } v)
            {
                atoms.Vx[i] = v[i].X;
                atoms.Vy[i] = v[i].Y;
                atoms.Vz[i] = v[i].Z;
            }
        }

        return atoms;
    }

    /// <summary>Sets the number of ghosts and makes room for them; their contents are the halo's to fill.</summary>
    public void SetGhosts(int ghosts)
    {
        Ghosts = ghosts;
        PositiveGhosts = 0;
        // Vector kernels read whole clusters: the tail after the last ghost is padding too.
        int room = Total + Padding;
        _x.Grow(room);
        _y.Grow(room);
        _z.Grow(room);
        _type.Grow(room);
        _charge.Grow(room);
        _id.Grow(room);
        _fx.Grow(room);
        _fy.Grow(room);
        _fz.Grow(room);
        SetPadding(Total, room);
    }

    /// <summary>
    /// Re-orders the owned atoms: new index k holds what stood at <paramref name="order"/>[k]. Ghosts are dropped.
    /// </summary>
    /// <param name="order">A permutation of 0 to <see cref="Owned"/>-1.</param>
    /// <exception cref="ArgumentException">Not one entry for each owned atom.</exception>
    public void Reorder(ReadOnlySpan<int> order)
    {
        if (order.Length != Owned)
        {
            throw new ArgumentException($"{order.Length} entries for {Owned} atoms", nameof(order));
        }

        fixed (int* first = order)
        {
            _order = first;
            SetGhosts(0);
            ReserveScratch(1);
            for (int column = 0; column < OwnedColumns.Length + OwnedIntegers.Length; column++)
            {
                Permute(column, 0);
            }
        }
    }

    /// <summary>As <see cref="Reorder(ReadOnlySpan{int})"/>, the columns shared out among threads.</summary>
    /// <param name="order">A permutation of 0 to <see cref="Owned"/>-1, in memory that does not move.</param>
    /// <param name="workers">Threads.</param>
    internal void Reorder(int* order, WorkerPool workers)
    {
        _order = order;
        SetGhosts(0);
        ReserveScratch(workers.Threads);
        workers.Run(OwnedColumns.Length + OwnedIntegers.Length, _permute ??= Permute);
    }

    private static ReadOnlySpan<string> ColumnNames =>
        new[] { "x", "y", "z", "vx", "vy", "vz", "fx", "fy", "fz", "mass", "charge" };

    private static ReadOnlySpan<string> IntegerNames => new[] { "type", "id", "imageA", "imageB", "imageC" };

    /// <inheritdoc/>
    /// <remarks>Every column of the owned atoms, in their present order.</remarks>
    public void Save(StateBag into)
    {
        into.Set("species", string.Join(' ', Species.Elements));
        for (int k = 0; k < OwnedColumns.Length; k++)
        {
            into.Set(ColumnNames[k], new ReadOnlySpan<double>(OwnedColumns[k].Pointer, Owned));
        }

        for (int k = 0; k < OwnedIntegers.Length; k++)
        {
            into.Set(IntegerNames[k], new ReadOnlySpan<int>(OwnedIntegers[k].Pointer, Owned));
        }
    }

    /// <inheritdoc/>
    /// <remarks>Ghosts are dropped. The saved atoms must have the number, elements and identities of these.</remarks>
    public void Restore(StateBag from)
    {
        string species = string.Join(' ', Species.Elements);
        if (from.Text("species") is var saved && saved != species)
        {
            throw new InputException($"the saved state has the elements {saved}, the structure has {species}");
        }

        int[] type = from.Integers("type", Owned), id = from.Integers("id", Owned);
        var seen = new bool[Owned];
        for (int i = 0; i < Owned; i++)
        {
            if ((uint)type[i] >= (uint)Species.Count || (uint)id[i] >= (uint)Owned || seen[id[i]])
            {
                throw new InputException($"entry {i} of the saved atoms is no atom of this system (type {type[i]}, id {id[i]})");
            }

            seen[id[i]] = true;
        }

        SetGhosts(0);
        for (int k = 0; k < OwnedColumns.Length; k++)
        {
            from.Reals(ColumnNames[k], Owned).CopyTo(new Span<double>(OwnedColumns[k].Pointer, Owned));
        }

        for (int k = 0; k < OwnedIntegers.Length; k++)
        {
            from.Integers(IntegerNames[k], Owned).CopyTo(new Span<int>(OwnedIntegers[k].Pointer, Owned));
        }
    }

    private AlignedBuffer<double>[] _scratch = [];
    private int* _order;
    private Action<int, int>? _permute;

    private AlignedBuffer<double>[] OwnedColumns =>
        field ??= [_x, _y, _z, _vx, _vy, _vz, _fx, _fy, _fz, _mass, _charge];

    private AlignedBuffer<int>[] OwnedIntegers => field ??= [_type, _id, _imageA, _imageB, _imageC];

    private void ReserveScratch(int threads)
    {
        int had = _scratch.Length;
        if (had < threads)
        {
            Array.Resize(ref _scratch, threads);
            for (int k = had; k < threads; k++)
            {
                _scratch[k] = new AlignedBuffer<double>();
            }
        }

        for (int k = 0; k < threads; k++)
        {
            _scratch[k].Grow(Owned);
        }
    }

    private void Permute(int column, int worker)
    {
        double* scratch = _scratch[worker].Pointer;
        int doubles = OwnedColumns.Length;
        if (column < doubles)
        {
            Permute(OwnedColumns[column].Pointer, scratch);
        }
        else
        {
            Permute(OwnedIntegers[column - doubles].Pointer, (int*)scratch);
        }
    }

    private void Permute<T>(T* column, T* scratch)
        where T : unmanaged
    {
        int* order = _order;
        int count = Owned;
        for (int k = 0; k < count; k++)
        {
            scratch[k] = column[order[k]];
        }

        new Span<T>(scratch, count).CopyTo(new Span<T>(column, count));
    }

    private void SetOwned(int owned)
    {
        Owned = owned;
        GhostStart = (owned + Padding - 1) / Padding * Padding;
        int room = GhostStart + Padding;
        foreach (AlignedBuffer<double> column in OwnedColumns)
        {
            column.Reserve(room);
        }

        foreach (AlignedBuffer<int> column in OwnedIntegers)
        {
            column.Reserve(room);
        }

        SetPadding(owned, GhostStart);
        SetGhosts(0);
    }

    private void SetPadding(int from, int to)
    {
        // Distinct and far: no pair of padding atoms, or of one and a real atom, comes near any cutoff, and the
        // squares stay finite in single precision.
        for (int k = from; k < to; k++)
        {
            double far = 1e9 * (1 + (k % (2 * Padding)));
            _x.Pointer[k] = far;
            _y.Pointer[k] = far;
            _z.Pointer[k] = far;
            _type.Pointer[k] = 0;
            _id.Pointer[k] = -1;
            _charge.Pointer[k] = 0.0;
        }
    }
}
