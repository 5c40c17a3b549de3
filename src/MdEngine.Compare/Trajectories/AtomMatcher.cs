using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;

namespace MdEngine.Compare.Trajectories;

/// <summary>Finds in each frame the atoms of the first: by their identities where frames give them, else by their order.</summary>
/// <param name="file">Name of the trajectory for messages.</param>
internal sealed class AtomMatcher(string file)
{
    private static readonly FrozenSet<string> Names =
        FrozenSet.Create(StringComparer.Ordinal, "id", "ids", "ID", "identifier", "particle_identifier");
    private readonly Dictionary<long, int> _placeOf = [];
    private Element[] _elements = [];
    private long[] _latest = [];
    private int[] _order = [];
    private bool _begun;

    /// <summary>Names of columns of identities.</summary>
    public static IReadOnlyCollection<string> Columns => Names;

    /// <summary>True when frames give identities.</summary>
    public bool ByIdentity { get; private set; }

    /// <summary>For each atom of the first frame, by its identity, where it stands in this frame.</summary>
    /// <param name="number">Number of the frame in the file.</param>
    /// <param name="frame">The frame.</param>
    /// <exception cref="InputException">There are other atoms than in the first frame.</exception>
    public ReadOnlySpan<int> Match(long number, Structure frame)
    {
        long[]? ids = Identities(frame);
        if (!_begun)
        {
            Begin(frame, ids);
        }

        if (frame.Count != _elements.Length)
        {
            throw new InputException(
                $"frame {number} has {frame.Count} atoms, the first that is used has {_elements.Length}; paths need the same atoms in "
                + "every frame", file);
        }

        if (ByIdentity)
        {
            Find(number, ids ?? throw new InputException(
                $"frame {number} has no column of identities, but the first that is used has one", file));
        }

        Compare(number, frame);
        return _order;
    }

    private static long[]? Identities(Structure frame)
    {
        foreach (AtomColumn column in frame.Extra)
        {
            if (column is { Width: 1, Values: long[] ids } && Names.Contains(column.Name))
            {
                return ids;
            }
        }

        return null;
    }

    private void Begin(Structure frame, long[]? ids)
    {
        _begun = true;
        ByIdentity = ids is not null;
        _order = new int[frame.Count];
        for (int k = 0; k < _order.Length; k++)
        {
            _order[k] = k;
        }

        if (ids is not null)
        {
            Array.Sort([.. ids], _order);
            for (int k = 0; k < _order.Length; k++)
            {
                if (!_placeOf.TryAdd(ids[_order[k]], k))
                {
                    throw new InputException($"two atoms of the first frame that is used have the identity {ids[_order[k]]}", file);
                }
            }

            _latest = [.. ids];
        }

        _elements = new Element[frame.Count];
        for (int k = 0; k < _order.Length; k++)
        {
            _elements[k] = frame.Elements[_order[k]];
        }
    }

    private void Find(long number, long[] ids)
    {
        if (ids.AsSpan().SequenceEqual(_latest))
        {
            return;
        }

        Array.Fill(_order, -1);
        for (int i = 0; i < ids.Length; i++)
        {
            if (!_placeOf.TryGetValue(ids[i], out int place))
            {
                throw new InputException($"frame {number} has an atom of identity {ids[i]}, which the first frame does not have", file);
            }

            if (_order[place] >= 0)
            {
                throw new InputException($"two atoms of frame {number} have the identity {ids[i]}", file);
            }

            _order[place] = i;
        }

        ids.CopyTo(_latest, 0);
    }

    private void Compare(long number, Structure frame)
    {
        for (int k = 0; k < _order.Length; k++)
        {
            Element element = frame.Elements[_order[k]];
            if (!ReferenceEquals(element, _elements[k]) && element != _elements[k])
            {
                throw new InputException(
                    $"atom {_order[k] + 1} of frame {number} is {element}, but was {_elements[k]} before"
                    + (ByIdentity ? "" : "; if atoms change their order, the file must give their identities in a column \"id\""), file);
            }
        }
    }
}
