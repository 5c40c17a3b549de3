using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Meam;

/// <summary>Energies and forces, atom by atom: bonds, densities, embedding, and back through the bonds to the neighbours.</summary>
/// <typeparam name="TLanes">Register: holds as many bonds.</typeparam>
internal static unsafe class MeamKernel<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    /// <summary>Forces of a block, and what else is asked for.</summary>
    /// <typeparam name="TTypes">On: parameters by types; off: one element.</typeparam>
    public static void Compute<TTypes>(in ForceBlock block, ForceAccumulator into, MeamTables tables, MeamWorkspace<TLanes> workspace)
        where TTypes : struct, IFlag
    {
        var list = (VerletList)block.Neighbors;
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        for (int i = block.Start; i < block.End; i++)
        {
            site.Pack<TTypes>(in block, list, i);
            MeamScreening<TLanes>.Find<TTypes>(tables, workspace);
            *workspace.Moments = default;
            double energy = 0.0;
            for (int type = 0; type < tables.Types; type++)
            {
                int groups = (workspace.Counts[type] + width - 1) / width;
                if (groups > 0)
                {
                    energy += MeamDensityKernel<TLanes>.Compute(tables, workspace, type, groups);
                }
            }

            energy += MeamEmbedding.Embed(tables, site.CenterType, ref *workspace.Moments);
            for (int type = 0; type < tables.Types; type++)
            {
                int count = workspace.Counts[type];
                if (count > 0)
                {
                    MeamForceKernel<TLanes>.Compute(tables, workspace, type, count);
                }
            }

            site.Scatter(energy, block.Needs, into);
        }
    }
}
