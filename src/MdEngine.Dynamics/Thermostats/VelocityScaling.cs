using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>Multiplies the velocities of all atoms, or of some, by a number; in parallel.</summary>
internal sealed unsafe class VelocityScaling
{
    private readonly Action<int, int> _chunk;
    private readonly bool[]? _members;
    private AtomState? _atoms;
    private double _scale;

    /// <param name="members">For each identity whether the atom is scaled; null: all are.</param>
    public VelocityScaling(bool[]? members = null)
    {
        _members = members;
        _chunk = members is null ? Chunk : MembersChunk;
    }

    /// <summary>Scales.</summary>
    public void Apply(AtomState atoms, WorkerPool workers, double scale)
    {
        _atoms = atoms;
        _scale = scale;
        workers.Run(AtomChunks.Count(atoms.Owned), _chunk);
    }

    private void Chunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk);
        int count = AtomChunks.End(chunk, atoms.Owned) - start;
        Scale(atoms.Vx.Slice(start, count));
        Scale(atoms.Vy.Slice(start, count));
        Scale(atoms.Vz.Slice(start, count));
    }

    private void Scale(Span<double> v)
    {
        int i = 0;
        fixed (double* p = v)
        {
            Vector256<double> scale = Vector256.Create(_scale);
            for (; i + 4 <= v.Length; i += 4)
            {
                (scale * Vector256.Load(p + i)).Store(p + i);
            }
        }

        for (; i < v.Length; i++)
        {
            v[i] *= _scale;
        }
    }

    private void MembersChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz;
        Span<int> id = atoms.Id;
        int end = AtomChunks.End(chunk, atoms.Owned);
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            if (_members![id[i]])
            {
                vx[i] *= _scale;
                vy[i] *= _scale;
                vz[i] *= _scale;
            }
        }
    }
}
