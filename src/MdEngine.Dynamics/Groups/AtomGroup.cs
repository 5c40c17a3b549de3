using System;

namespace MdEngine.Dynamics.Groups;

/// <summary>
/// A fixed set of atoms, known by their identities (<see cref="MdEngine.Core.Atoms.AtomState.Id"/>), so that it stays the
/// same when atoms are re-ordered in space.
/// </summary>
public sealed class AtomGroup
{
    private readonly bool[] _members;

    /// <summary>Makes a group.</summary>
    /// <param name="name">Name, for logs and messages.</param>
    /// <param name="members">For each identity from 0 whether it belongs to the group; copied.</param>
    public AtomGroup(string name, ReadOnlySpan<bool> members)
    {
        Name = name;
        _members = members.ToArray();
        Count = members.Count(true);
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Atoms in the group.</summary>
    public int Count { get; }

    /// <summary>Atoms of the system that the group is a part of.</summary>
    public int Total => _members.Length;

    /// <summary>True when it holds every atom.</summary>
    public bool IsAll => Count == Total;

    /// <summary>For each identity whether it belongs to the group.</summary>
    public ReadOnlySpan<bool> Members => _members;

    /// <summary>True when the atom of an identity belongs to the group.</summary>
    public bool Contains(int id) => _members[id];

    /// <summary>True when an atom belongs to both groups.</summary>
    public bool Overlaps(AtomGroup other)
    {
        for (int id = 0; id < Math.Min(Total, other.Total); id++)
        {
            if (_members[id] && other._members[id])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All atoms that belong to one of the groups.</summary>
    /// <param name="name">Name of the union.</param>
    /// <param name="groups">Groups of one system, at least one.</param>
    public static AtomGroup Union(string name, params ReadOnlySpan<AtomGroup> groups)
    {
        var members = new bool[groups[0].Total];
        foreach (AtomGroup group in groups)
        {
            for (int id = 0; id < members.Length; id++)
            {
                members[id] |= group._members[id];
            }
        }

        return new AtomGroup(name, members);
    }
}
