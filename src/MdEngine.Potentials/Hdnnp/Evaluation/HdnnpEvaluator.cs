using System;
using System.Collections.Generic;
using System.Numerics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.Networks;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>
/// Computes blocks of atoms: symmetry functions of a tile of atoms of one element, the networks for all of them, and back to
/// forces.
/// </summary>
internal static unsafe class HdnnpEvaluator<TLanes, TReal>
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Tile = HdnnpWorkspace<TReal>.Tile;

    // What is kept of a tile's atoms on the way there is read again on the way back: most of it from the second cache.
    private const long MostBytes = 150_000;

    public static void Compute(
        HdnnpModel model,
        IReadOnlyList<CentrePlan> plans,
        double cutoff,
        in ForceBlock block,
        ForceAccumulator into,
        HdnnpWorkspace<TReal> workspace)
    {
        workspace.Atoms.Grow(block.End - block.Start);
        ReadOnlySpan<int> types = block.Types;
        for (int element = 0; element < plans.Count; element++)
        {
            int* atoms = workspace.Atoms.Pointer;
            int count = 0;
            for (int i = block.Start; i < block.End; i++)
            {
                atoms[count] = i;
                count += types[i] == element ? 1 : 0;
            }

            for (int first = 0; first < count;)
            {
                first += ComputeTile(
                    model, plans[element], element, cutoff, in block, into, workspace, atoms + first, Math.Min(Tile, count - first));
            }
        }
    }

    /// <summary>Computes as many atoms as fit, at least one; returns their number.</summary>
    private static int ComputeTile(
        HdnnpModel model,
        CentrePlan plan,
        int element,
        double cutoff,
        in ForceBlock block,
        ForceAccumulator into,
        HdnnpWorkspace<TReal> workspace,
        int* atoms,
        int most)
    {
        int count = 0;
        new Span<double>(workspace.Values, Tile * workspace.Stride).Clear();
        for (long bytes = 0; count < most && bytes < MostBytes; count++)
        {
            AtomFrame<TReal> frame = workspace.Frames[count];
            double* values = workspace.Values + (count * workspace.Stride);
            frame.Pack(in block, atoms[count], cutoff, plan);
            RadialKernel<TLanes, TReal>.Forward(plan, frame, workspace.Scratch, values);
            for (int g = 0; g < plan.Triplets.Length; g++)
            {
                PairSearch<TLanes, TReal>.Find(plan.Triplets[g], frame, frame.Triplets[g]);
                TripletKernel<TLanes, TReal>.Forward(plan.Triplets[g], frame.Triplets[g], workspace.Scratch, values);
                bytes += frame.Triplets[g].Bytes;
            }
        }

        Networks(model, plan, element, workspace, count);
        for (int a = 0; a < count; a++)
        {
            AtomFrame<TReal> frame = workspace.Frames[a];
            double* slopes = workspace.Slopes + (a * workspace.Stride);
            RadialKernel<TLanes, TReal>.Backward(plan, frame, slopes);
            for (int g = 0; g < plan.Triplets.Length; g++)
            {
                TripletKernel<TLanes, TReal>.Backward(plan.Triplets[g], frame, frame.Triplets[g], workspace.Scratch, slopes);
            }

            frame.Scatter(workspace.Energies[a] + model.Offsets[element], block.Needs, into);
            if (into.AtomUncertainties != null && model.Members.Count > 1)
            {
                into.AtomUncertainties[into.Slot(atoms[a])] += Spread(model, workspace, a);
            }
        }

        return count;
    }

    private static void Networks(
        HdnnpModel model, CentrePlan plan, int element, HdnnpWorkspace<TReal> workspace, int count)
    {
        int functions = plan.FunctionCount, members = model.Members.Count;
        CountOutside(model.Members[0].Scaling[element], workspace, element, functions, count);
        new Span<double>(workspace.Slopes, Tile * workspace.Stride).Clear();
        new Span<double>(workspace.Energies, 2 * Tile).Clear();
        double factor = model.EnergyFactor / members;
        for (int m = 0; m < members; m++)
        {
            NetworkSet member = model.Members[m];
            InputScaling scaling = member.Scaling[element];
            for (int k = 0; k < functions; k++)
            {
                for (int a = 0; a < Tile; a++)
                {
                    workspace.Inputs[(k * Tile) + a] = scaling.Apply(k, workspace.Values[(a * workspace.Stride) + k]);
                }
            }

            DenseNetwork network = member.Networks[element];
            network.Evaluate(workspace.Inputs, Tile, workspace.Outputs, workspace.Gradient, workspace.NetworkScratch);
            AddSpread(workspace, count, isFirst: m == 0);
            ReadOnlySpan<double> chain = scaling.Factor;
            for (int a = 0; a < count; a++)
            {
                workspace.Energies[a] += factor * workspace.Outputs[a];
                double* slopes = workspace.Slopes + (a * workspace.Stride);
                for (int k = 0; k < functions; k++)
                {
                    slopes[k] += factor * chain[k] * workspace.Gradient[(k * Tile) + a];
                }
            }
        }
    }

    /// <summary>
    /// Sums of squared distances from the first member's output: no digits are lost to outputs that are nearly the same.
    /// </summary>
    private static void AddSpread(HdnnpWorkspace<TReal> workspace, int count, bool isFirst)
    {
        for (int a = 0; a < count; a++)
        {
            double output = workspace.Outputs[a];
            workspace.FirstOutputs[a] = isFirst ? output : workspace.FirstOutputs[a];
            double d = output - workspace.FirstOutputs[a];
            workspace.Squares[a] += d * d;
        }
    }

    private static double Spread(HdnnpModel model, HdnnpWorkspace<TReal> workspace, int atom)
    {
        double mean = (workspace.Energies[atom] / model.EnergyFactor) - workspace.FirstOutputs[atom];
        double variance = (workspace.Squares[atom] / model.Members.Count) - (mean * mean);
        return Math.Abs(model.EnergyFactor) * Math.Sqrt(Math.Max(0.0, variance));
    }

    private static void CountOutside(
        InputScaling scaling, HdnnpWorkspace<TReal> workspace, int element, int functions, int count)
    {
        long[] outside = workspace.Outside[element];
        for (int a = 0; a < count; a++)
        {
            double* values = workspace.Values + (a * workspace.Stride);
            for (int k = 0; k < functions; k++)
            {
                outside[k] += scaling.IsOutside(k, values[k]) ? 1 : 0;
            }
        }
    }
}
