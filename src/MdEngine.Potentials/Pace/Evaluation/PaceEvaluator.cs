using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>A block of atoms: as many of one species at once as a register has lanes.</summary>
internal static unsafe class PaceEvaluator<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private const int Geometry = PaceWorkspace.GeometryRows;

    /// <summary>Adds the contributions of a block.</summary>
    public static void Compute(in ForceBlock block, ForceAccumulator into, PaceTables tables, PaceWorkspace workspace)
    {
        int[] starts = Order(in block, tables.Species, workspace);
        for (int type = 0; type < tables.Species; type++)
        {
            for (int first = starts[type]; first < starts[type + 1]; first += TLanes.Count)
            {
                int atoms = Math.Min(TLanes.Count, starts[type + 1] - first);
                workspace.Neighbors.Pack(in block, workspace.Order.Pointer + first, atoms, tables.Cutoffs2(type));
                ComputeGroup(tables, workspace, type);
                PaceScatter<TLanes>.Add(workspace, block.Needs, into);
                for (int lane = 0; into.AtomUncertainties != null && tables.Plans[type].Grade is { } grade && lane < atoms; lane++)
                {
                    into.AtomUncertainties[into.Slot(workspace.Neighbors.Atoms[lane])] += grade.Evaluate(workspace, lane, workspace.Grade);
                }
            }
        }
    }

    /// <summary>Sorts the atoms of a block by type.</summary>
    private static int[] Order(in ForceBlock block, int types, PaceWorkspace workspace)
    {
        ReadOnlySpan<int> type = block.Types;
        workspace.Order.Grow(block.End - block.Start);
        int* order = workspace.Order.Pointer;
        int[] starts = workspace.TypeStarts;
        int at = 0;
        for (int t = 0; t < types; t++)
        {
            starts[t] = at;
            for (int i = block.Start; i < block.End; i++)
            {
                if (type[i] == t)
                {
                    order[at++] = i;
                }
            }
        }

        starts[types] = at;
        return starts;
    }

    private static void ComputeGroup(PaceTables tables, PaceWorkspace workspace, int center)
    {
        CenterPlan plan = tables.Plans[center];
        ProductPlan products = plan.Products;
        Reserve(plan, workspace);
        new Span<double>(workspace.Rows.Pointer, products.Variables * TLanes.Count).Clear();
        new Span<double>(workspace.Densities, products.Densities * TLanes.Count).Clear();
        TLanes.Store(workspace.Core, TLanes.Zero);
        double* chunk = workspace.Chunks.Pointer;
        for (int t = 0; t < plan.Runs.Length; t++)
        {
            Measure(workspace.Neighbors, t, workspace.Distances.Pointer);
            for (int k = 0; k < workspace.Neighbors.Places[t]; k += PaceNeighbors.Chunk)
            {
                chunk = SumChunk(tables, workspace, center, t, k, chunk);
            }
        }

        Scale(plan, workspace.Rows.Pointer);
        ProductKernel<TLanes>.Forward(products, workspace.Rows.Pointer, workspace.Sums.Pointer, workspace.Densities);
        PaceEmbedder.Embed(tables, workspace, center);
        ProductKernel<TLanes>.Backward(
            products, workspace.Rows.Pointer, workspace.Sums.Pointer, workspace.DensitySlopes, workspace.Derivatives.Pointer);
        Scale(plan, workspace.Derivatives.Pointer);
        chunk = workspace.Chunks.Pointer;
        double* gradient = workspace.Gradients.Pointer;
        for (int t = 0; t < plan.Runs.Length; t++)
        {
            if (plan.Runs[t].Blocks.Length <= plan.Harmonics.Highest)
            {
                workspace.ClearFactors();
            }

            for (int k = 0; k < workspace.Neighbors.Places[t]; k += PaceNeighbors.Chunk)
            {
                DifferentiateChunk(plan, workspace, t, chunk, gradient);
                chunk += (Geometry + (2 * plan.Runs[t].Rows)) * PaceNeighbors.Chunk * TLanes.Count;
                gradient += 3 * PaceNeighbors.Chunk * TLanes.Count;
            }
        }

        workspace.Nearest.AddTo(workspace);
    }

    private static void Reserve(CenterPlan plan, PaceWorkspace workspace)
    {
        int chunks = 0, places = 0;
        for (int t = 0; t < plan.Runs.Length; t++)
        {
            chunks += (Geometry + (2 * plan.Runs[t].Rows)) * workspace.Neighbors.Places[t] * TLanes.Count;
            places += workspace.Neighbors.Places[t];
        }

        workspace.Chunks.Grow(chunks);
        // A register more is looked at, and used for nothing.
        workspace.Distances.Grow((places * TLanes.Count) + PaceNeighbors.Chunk);
        workspace.Gradients.Grow(3 * places * TLanes.Count);
    }

    private static void Scale(CenterPlan plan, double* rows)
    {
        for (int k = 0; k < plan.Products.Variables; k++)
        {
            TLanes.Store(rows + (k * TLanes.Count), TLanes.Broadcast(plan.NormOfRow[k]) * TLanes.Load(rows + (k * TLanes.Count)));
        }
    }

    /// <summary>Functions of the neighbours of a chunk and what they add to the sums; returns where the next chunk goes.</summary>
    private static double* SumChunk(PaceTables tables, PaceWorkspace workspace, int center, int type, int place, double* chunk)
    {
        CenterPlan plan = tables.Plans[center];
        RunPlan run = plan.Runs[type];
        int row = PaceNeighbors.Chunk * TLanes.Count;
        double* r = workspace.Distances.Pointer + (place * TLanes.Count), values = chunk + (Geometry * row);
        Directions(workspace.Neighbors, type, place * TLanes.Count, r, chunk);
        if (run.Table is { } table)
        {
            if (!HermiteKernel.Interpolate(table, r, row, values))
            {
                throw TooClose(tables.Model, table.Width, center, type, r, row);
            }
        }
        else if (workspace.Direct[center][type] is { } functions)
        {
            Evaluate(run, functions, workspace, r, row, values);
        }

        if (run.Blocks.Length > 0)
        {
            HarmonicKernel<TLanes>.Evaluate(plan.Harmonics, chunk, workspace.Harmonics.Pointer);
            foreach (MomentumBlock block in run.Blocks)
            {
                BasisKernel<TLanes>.Add(in block, values, workspace.Harmonics.Pointer, workspace.Rows.Pointer);
            }
        }

        for (int p = 0; run.FirstDensity >= 0 && p < plan.Products.Densities; p++)
        {
            AddRow(values + ((run.FirstDensity + p) * row), workspace.Densities + (p * TLanes.Count));
        }

        if (run.Core >= 0)
        {
            AddRow(values + (run.Core * row), workspace.Core);
        }

        return values + (2 * run.Rows * row);
    }

    /// <summary>Distances of a run.</summary>
    private static void Measure(PaceNeighbors neighbors, int type, double* to)
    {
        double* dx = neighbors.Dx(type), dy = neighbors.Dy(type), dz = neighbors.Dz(type);
        for (int k = 0; k < neighbors.Places[type] * TLanes.Count; k += TLanes.Count)
        {
            TLanes x = TLanes.Load(dx + k), y = TLanes.Load(dy + k), z = TLanes.Load(dz + k);
            TLanes.Store(to + k, TLanes.Sqrt(TLanes.MultiplyAdd(x, x, TLanes.MultiplyAdd(y, y, z * z))));
        }
    }

    /// <summary>Unit vectors and reciprocal distances of a chunk.</summary>
    private static void Directions(PaceNeighbors neighbors, int type, int at, double* distances, double* to)
    {
        int row = PaceNeighbors.Chunk * TLanes.Count;
        double* dx = neighbors.Dx(type) + at, dy = neighbors.Dy(type) + at, dz = neighbors.Dz(type) + at;
        for (int k = 0; k < row; k += TLanes.Count)
        {
            TLanes inverse = TLanes.Reciprocal(TLanes.Load(distances + k));
            TLanes.Store(to + k, TLanes.Load(dx + k) * inverse);
            TLanes.Store(to + row + k, TLanes.Load(dy + k) * inverse);
            TLanes.Store(to + (2 * row) + k, TLanes.Load(dz + k) * inverse);
            TLanes.Store(to + (3 * row) + k, inverse);
        }
    }

    /// <summary>Functions without a table, one distance after the other.</summary>
    private static void Evaluate(RunPlan run, Radial.RadialFunctions functions, PaceWorkspace workspace, double* r, int row, double* to)
    {
        for (int k = 0; k < row; k++)
        {
            // Fillers lie beyond the cutoff, where functions need not be zero by themselves.
            bool counts = r[k] < run.Cutoff;
            if (counts)
            {
                functions(r[k], workspace.Values, workspace.Slopes);
            }

            for (int f = 0; f < run.Functions; f++)
            {
                to[(f * row) + k] = counts ? workspace.Values[f] : 0.0;
                to[((run.Rows + f) * row) + k] = counts ? workspace.Slopes[f] : 0.0;
            }
        }
    }

    private static void AddRow(double* row, double* to)
    {
        TLanes sum = TLanes.Load(to);
        for (int k = 0; k < PaceNeighbors.Chunk; k++)
        {
            sum += TLanes.Load(row + (k * TLanes.Count));
        }

        TLanes.Store(to, sum);
    }

    private static void DifferentiateChunk(CenterPlan plan, PaceWorkspace workspace, int type, double* chunk, double* gradient)
    {
        RunPlan run = plan.Runs[type];
        int row = PaceNeighbors.Chunk * TLanes.Count;
        double* values = chunk + (Geometry * row), slopes = values + (run.Rows * row);
        double* a = workspace.FactorsA.Pointer, b = workspace.FactorsB.Pointer;
        int stride = plan.Harmonics.Count * TLanes.Count;
        foreach (MomentumBlock block in run.Blocks)
        {
            BasisKernel<TLanes>.Contract(in block, values, slopes, workspace.Derivatives.Pointer, a, b, stride);
        }

        TLanes perLength = TLanes.Broadcast(run.Table?.PerLength ?? 1.0);
        for (int k = 0; k < row; k += TLanes.Count)
        {
            TLanes x = TLanes.Load(chunk + k), y = TLanes.Load(chunk + row + k), z = TLanes.Load(chunk + (2 * row) + k);
            TLanes radial = TLanes.Zero, gx = radial, gy = radial, gz = radial;
            if (run.Blocks.Length > 0)
            {
                radial = HarmonicKernel<TLanes>.Differentiate(plan.Harmonics, x, y, z, a, b, out gx, out gy, out gz);
                a += stride;
                b += stride;
            }

            for (int p = 0; run.FirstDensity >= 0 && p < plan.Products.Densities; p++)
            {
                radial = TLanes.MultiplyAdd(
                    TLanes.Load(workspace.DensitySlopes + (p * TLanes.Count)), TLanes.Load(slopes + ((run.FirstDensity + p) * row) + k), radial);
            }

            if (run.Core >= 0)
            {
                radial = TLanes.MultiplyAdd(TLanes.Load(workspace.CoreScale), TLanes.Load(slopes + (run.Core * row) + k), radial);
            }

            // Along the bond; across it the part of the gradient that is not along it, over the distance.
            TLanes inverse = TLanes.Load(chunk + (3 * row) + k);
            TLanes along = TLanes.MultiplyAdd(x, gx, TLanes.MultiplyAdd(y, gy, z * gz));
            TLanes total = (radial * perLength) - (along * inverse);
            TLanes.Store(gradient + k, TLanes.MultiplyAdd(total, x, gx * inverse));
            TLanes.Store(gradient + row + k, TLanes.MultiplyAdd(total, y, gy * inverse));
            TLanes.Store(gradient + (2 * row) + k, TLanes.MultiplyAdd(total, z, gz * inverse));
        }
    }

    private static Core.PhysicsException TooClose(PaceModel model, double least, int center, int type, double* r, int count)
    {
        double shortest = double.PositiveInfinity;
        for (int k = 0; k < count; k++)
        {
            shortest = Math.Min(shortest, r[k]);
        }

        return new Core.PhysicsException(FormattableString.Invariant(
            $"atoms of {model.Elements[center]} and {model.Elements[type]} are {shortest:g4} Angstrom apart, but their table begins at {least:g4}; check for atoms too close at the start, or take a shorter timestep"));
    }
}
