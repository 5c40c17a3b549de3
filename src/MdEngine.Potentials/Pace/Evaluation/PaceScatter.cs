using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Brings energies and forces of a group of atoms to the atoms.</summary>
internal static unsafe class PaceScatter<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Adds what follows from the energies and their derivatives in the workspace.</summary>
    public static void Add(PaceWorkspace workspace, ForceNeeds needs, ForceAccumulator into)
    {
        PaceNeighbors neighbors = workspace.Neighbors;
        bool wantsVirial = (needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0;
        TLanes fx = TLanes.Zero, fy = fx, fz = fx;
        double* gradient = workspace.Gradients.Pointer;
        int row = PaceNeighbors.Chunk * TLanes.Count;
        for (int t = 0; t < neighbors.Places.Length; t++)
        {
            int* index = neighbors.Index(t);
            for (int k = 0; k < neighbors.Places[t]; k += PaceNeighbors.Chunk, index += row)
            {
                for (int j = 0; j < row; j++)
                {
                    into.AddForce(index[j], -gradient[j], -gradient[row + j], -gradient[(2 * row) + j]);
                }

                for (int j = 0; j < row; j += TLanes.Count)
                {
                    fx += TLanes.Load(gradient + j);
                    fy += TLanes.Load(gradient + row + j);
                    fz += TLanes.Load(gradient + (2 * row) + j);
                }

                if (wantsVirial)
                {
                    AddVirial(neighbors, t, k * TLanes.Count, gradient, needs, into);
                }

                gradient += 3 * row;
            }
        }

        double* own = workspace.Distances.Pointer;
        TLanes.Store(own, fx);
        TLanes.Store(own + TLanes.Count, fy);
        TLanes.Store(own + (2 * TLanes.Count), fz);
        for (int lane = 0; lane < neighbors.AtomCount; lane++)
        {
            into.AddForce(neighbors.Atoms[lane], own[lane], own[TLanes.Count + lane], own[(2 * TLanes.Count) + lane]);
            into.AddEnergy(neighbors.Atoms[lane], workspace.Energies[lane]);
        }
    }

    private static void AddVirial(PaceNeighbors neighbors, int type, int at, double* gradient, ForceNeeds needs, ForceAccumulator into)
    {
        int row = PaceNeighbors.Chunk * TLanes.Count;
        double* dx = neighbors.Dx(type) + at, dy = neighbors.Dy(type) + at, dz = neighbors.Dz(type) + at;
        into.Virial -= Matrix3.FromRows(Row(dx, gradient, row), Row(dy, gradient, row), Row(dz, gradient, row));
        for (int j = 0; j < row && (needs & ForceNeeds.AtomVirials) != 0; j++)
        {
            into.AddAtomVirial(
                neighbors.Index(type)[at + j], new Double3(dx[j], dy[j], dz[j]),
                new Double3(-gradient[j], -gradient[row + j], -gradient[(2 * row) + j]));
        }
    }

    private static Double3 Row(double* d, double* gradient, int row)
    {
        TLanes x = TLanes.Zero, y = x, z = x;
        for (int j = 0; j < row; j += TLanes.Count)
        {
            TLanes r = TLanes.Load(d + j);
            x = TLanes.MultiplyAdd(r, TLanes.Load(gradient + j), x);
            y = TLanes.MultiplyAdd(r, TLanes.Load(gradient + row + j), y);
            z = TLanes.MultiplyAdd(r, TLanes.Load(gradient + (2 * row) + j), z);
        }

        return new Double3(TLanes.Sum(x), TLanes.Sum(y), TLanes.Sum(z));
    }
}
