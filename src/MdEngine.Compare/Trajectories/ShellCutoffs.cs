using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>Distances within which atoms are neighbours, for want of given ones: the first minima of g(r) of a few frames.</summary>
internal sealed class ShellCutoffs : IResumable
{
    private const double Reach = 8.0;
    private const int Bins = 160;
    private readonly RadialDistribution _sample = new(Reach, Bins);
    private readonly Lock _gate = new();
    private SortedDictionary<(int A, int B), int>? _ends;

    /// <summary>Number of frames that were looked at.</summary>
    public int Frames => _sample.Frames;

    /// <summary>Looks at a frame.</summary>
    /// <exception cref="InputException">The frame has no g(r).</exception>
    public void Add(Structure frame)
    {
        try
        {
            _sample.Add(frame);
        }
        catch (InputException e)
        {
            throw new InputException($"cutoff_A: missing, and the first minimum of g(r), which would be taken, is not known: {e.Message}");
        }

        _ends = null;
    }

    /// <summary>Cutoff of two elements, Angstrom; 0 where their g(r) has no first minimum.</summary>
    /// <exception cref="InputException">No pair has one.</exception>
    public double Of(Element a, Element b) => Ends().TryGetValue(Key(a, b), out int end) ? Edge(end) : 0.0;

    /// <summary>The cutoffs in words: "Si-O 2.15, O-O 3.4".</summary>
    public string Describe() => string.Join(", ", Ends().Select(e => FormattableString.Invariant(
        $"{PeriodicTable.Get(e.Key.A)}-{PeriodicTable.Get(e.Key.B)} {Edge(e.Value):G6}")));

    /// <summary>Coordination numbers within the cutoffs, in the frames that were looked at.</summary>
    /// <param name="blocks">Blocks of the errors.</param>
    public IEnumerable<PropertyValue> Coordination(int blocks)
    {
        foreach (((int a, int b), int end) in Ends())
        {
            Element first = PeriodicTable.Get(a), second = PeriodicTable.Get(b);
            foreach ((Element centre, Element neighbor) in a == b ? [(first, second)] : new[] { (first, second), (second, first) })
            {
                BlockStatistics n = _sample.CoordinationWithin(centre, neighbor, end, blocks);
                yield return new PropertyValue($"Coordination of {centre} by {neighbor}", n.Mean, "", double.IsNaN(n.Error) ? null : n.Error);
            }
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into) => _sample.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _sample.Restore(from);
        _ends = null;
    }

    private static double Edge(int end) => (end + 1) * Reach / Bins;

    private static (int A, int B) Key(Element a, Element b) =>
        (Math.Min(a.AtomicNumber, b.AtomicNumber), Math.Max(a.AtomicNumber, b.AtomicNumber));

    /// <summary>Last bin of the first shell of each pair that has one; may be asked for from several threads.</summary>
    private SortedDictionary<(int A, int B), int> Ends()
    {
        lock (_gate)
        {
            if (_ends is { } known)
            {
                return known;
            }

            var ends = new SortedDictionary<(int A, int B), int>();
            foreach ((Element a, Element b) in _sample.Pairs)
            {
                if (FirstShell.Find(_sample.Partial(a, b), Reach / Bins) is { } shell)
                {
                    ends.Add(Key(a, b), shell.End);
                }
            }

            return _ends = ends.Count > 0 ? ends : throw new InputException(
                FormattableString.Invariant($"cutoff_A: missing, and g(r) of {Frames} frames has no first minimum within {Reach:G3} Angstrom; ")
                + "expected the largest distance of neighbours, here or by pair in cutoffs_A");
        }
    }
}
