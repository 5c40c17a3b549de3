using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;

namespace MdEngine.Dynamics.Guards;

/// <summary>Words for what is wrong with atoms: which, where, when.</summary>
internal static class AtomReport
{
    private const int MostNamed = 3;

    /// <summary>"atom 12 (Ar)": identities count from 1, as in trajectories.</summary>
    public static string Name(AtomState atoms, int i) => $"atom {atoms.Id[i] + 1} ({atoms.Species[atoms.Type[i]]})";

    /// <summary>"atom 12 (Ar) at (1.2, 3.4, 5.6) Angstrom".</summary>
    public static string Place(AtomState atoms, int i) => FormattableString.Invariant(
        $"{Name(atoms, i)} at ({atoms.X[i]:0.####}, {atoms.Y[i]:0.####}, {atoms.Z[i]:0.####}) Angstrom");

    /// <summary>
    /// The atoms for which a measure is highest, or not a number, among those beyond a limit: the first three by name and
    /// place, then how many more.
    /// </summary>
    public static string Worst(AtomState atoms, double limit, Func<int, double> measure)
    {
        int[] found = [.. Enumerable.Range(0, atoms.Owned).Where(i => !(measure(i) <= limit))
            .OrderByDescending(i => double.IsFinite(measure(i)) ? measure(i) : double.PositiveInfinity)
            .ThenBy(i => atoms.Id[i])];
        string named = string.Join(", ", found.Take(MostNamed).Select(i => Place(atoms, i)));
        return found.Length > MostNamed ? $"{named} and {found.Length - MostNamed} more" : named;
    }

    /// <summary>"at step 12 of stage "hold" (time 24 fs)".</summary>
    public static string When(SimulationState state, string stage) =>
        FormattableString.Invariant($"at step {state.Step} of stage \"{stage}\" (time {state.Time:g8} fs)");
}
