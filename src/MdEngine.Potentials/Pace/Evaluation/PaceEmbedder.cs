using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Energies of a group of atoms from their densities and core repulsion, and the derivatives by these.</summary>
internal static unsafe class PaceEmbedder
{
    /// <summary>Sets energies, derivatives by the densities and the factor of the derivatives of the core repulsion.</summary>
    public static void Embed(PaceTables tables, PaceWorkspace workspace, int center)
    {
        CenterPlan plan = tables.Plans[center];
        int width = tables.Width, densities = plan.Products.Densities;
        for (int lane = 0; lane < width; lane++)
        {
            double expansion = 0.0;
            for (int p = 0; p < densities; p++)
            {
                expansion += plan.Embedding.Energy(p, workspace.Densities[(p * width) + lane], out double slope);
                workspace.DensitySlopes[(p * width) + lane] = slope;
            }

            bool used = lane < workspace.Neighbors.AtomCount;
            double factor = used ? Switch(tables, workspace, center, lane, expansion) : 0.0;
            for (int p = 0; p < densities; p++)
            {
                workspace.DensitySlopes[(p * width) + lane] *= factor;
            }
        }
    }

    /// <summary>Sets energy and factor of the repulsion of one atom, and gives the factor of the expansion.</summary>
    private static double Switch(PaceTables tables, PaceWorkspace workspace, int center, int lane, double expansion)
    {
        CenterPlan plan = tables.Plans[center];
        double core = workspace.Core[lane], factor;
        if (tables.Model.InnerKind == PaceInnerCutoff.Zbl)
        {
            factor = workspace.Nearest.Find(tables, workspace.Neighbors, center, lane, out double slope);
            workspace.Nearest.Keep(lane, slope * (expansion - core));
            workspace.CoreScale[lane] = 1.0 - factor;
            workspace.Energies[lane] = plan.E0 + (factor * expansion) + ((1.0 - factor) * core);
            return factor;
        }

        factor = SwitchFunction.Evaluate(core, plan.Embedding.CoreCutoff, plan.Embedding.CoreWidth, out double byCore);
        workspace.CoreScale[lane] = 1.0 + (expansion * byCore);
        workspace.Energies[lane] = plan.E0 + (factor * expansion) + core;
        return factor;
    }
}
