using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;

namespace MdEngine.Core.Forces;

/// <summary>Finds atoms that are nowhere any more.</summary>
internal sealed class PositionCheck
{
    // Beyond this an atom is lost: padding atoms stand from 1e9 on, and a double has 1e-8 Angstrom left.
    private const double Farthest = 1e8;
    private const int Chunk = 2048;
    private readonly Action<int, int> _check;
    private AtomState? _atoms;
    private volatile bool _lost;

    public PositionCheck() => _check = CheckChunk;

    /// <summary>Throws when a position is not finite or too far away.</summary>
    /// <exception cref="PhysicsException">It names the first such atom.</exception>
    public void Check(SimulationState state, WorkerPool workers)
    {
        _atoms = state.Atoms;
        _lost = false;
        workers.Run((_atoms.Owned + Chunk - 1) / Chunk, _check);
        if (_lost)
        {
            throw Fault(state);
        }
    }

    /// <summary>Tells which atom is lost.</summary>
    public static PhysicsException Fault(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        int i = 0;
        while (i < atoms.Owned - 1 && !IsLost(atoms.X[i]) && !IsLost(atoms.Y[i]) && !IsLost(atoms.Z[i]))
        {
            i++;
        }

        string where = double.IsFinite(atoms.X[i] + atoms.Y[i] + atoms.Z[i])
            ? FormattableString.Invariant(
                $"stands at ({atoms.X[i]:g4}, {atoms.Y[i]:g4}, {atoms.Z[i]:g4}) Angstrom, farther than {Farthest:g1}")
            : "has no finite position any more";
        return new PhysicsException(
            $"atom {atoms.Id[i] + 1} ({atoms.Species[atoms.Type[i]]}) is lost by step {state.Step}: it {where}; "
            + "check for atoms too close at the start, or take a shorter timestep");
    }

    private static bool IsLost(double position) => !(Math.Abs(position) <= Farthest);

    private void CheckChunk(int chunk, int worker)
    {
        int first = chunk * Chunk;
        int count = Math.Min(_atoms!.Owned - first, Chunk);
        if (AnyLost(_atoms.X.Slice(first, count)) || AnyLost(_atoms.Y.Slice(first, count))
            || AnyLost(_atoms.Z.Slice(first, count)))
        {
            _lost = true;
        }
    }

    private static bool AnyLost(ReadOnlySpan<double> positions)
    {
        bool lost = false;
        foreach (double r in positions)
        {
            lost |= IsLost(r);
        }

        return lost;
    }
}
