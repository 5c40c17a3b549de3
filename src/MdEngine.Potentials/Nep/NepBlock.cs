using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>A block of atoms: descriptors, networks and forces of groups of one type.</summary>
internal static unsafe class NepBlock<TLanes, TReal>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Adds the contributions of a block of atoms.</summary>
    public static void Compute(
        in ForceBlock block, ForceAccumulator into, NepTables<TReal> tables, NepWorkspace<TReal> workspace)
    {
        int[] starts = Order(in block, tables.Types, workspace);
        for (int type = 0; type < tables.Types; type++)
        {
            for (int first = starts[type]; first < starts[type + 1]; first += NepWorkspace<TReal>.Group)
            {
                int atoms = Math.Min(NepWorkspace<TReal>.Group, starts[type + 1] - first);
                ComputeGroup(in block, into, tables, workspace, type, workspace.Order.Pointer + first, atoms);
            }
        }
    }

    /// <summary>Sorts the atoms of a block by type.</summary>
    private static int[] Order(in ForceBlock block, int types, NepWorkspace<TReal> workspace)
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

    private static void ComputeGroup(
        in ForceBlock block, ForceAccumulator into, NepTables<TReal> tables, NepWorkspace<TReal> workspace, int type, int* order,
        int atoms)
    {
        int stride = NepWorkspace<TReal>.DescriptorStride(tables);
        for (int a = 0; a < atoms; a++)
        {
            NepSite<TReal> site = workspace.Sites[a];
            TReal* descriptor = workspace.Descriptors.Pointer + (a * stride);
            NepGather.Pack(in block, order[a], tables, workspace, site);
            new Span<TReal>(descriptor, tables.RadialFunctions).Clear();
            NepRadialKernel<TLanes, TReal>.Descriptor(tables, workspace, site, type, descriptor);
            NepAngularKernel<TLanes, TReal>.Sums(tables, workspace, site, type);
            NepInvariants<TLanes, TReal>.Descriptor(tables, site.Sums.Pointer, descriptor);
        }

        NepNetworkKernel<TLanes, TReal>.Evaluate(tables, workspace, type, atoms);
        for (int a = 0; a < atoms; a++)
        {
            NepSite<TReal> site = workspace.Sites[a];
            TReal* gradient = workspace.Gradients.Pointer + (a * stride);
            NepRadialKernel<TLanes, TReal>.Forces(tables, workspace, site, type, gradient);
            if (site.AngularCount > 0)
            {
                NepInvariants<TLanes, TReal>.Gradient(
                    tables, site.Sums.Pointer, workspace.Descriptors.Pointer + (a * stride), gradient,
                    workspace.SumGradients.Pointer);
                NepAngularKernel<TLanes, TReal>.Forces(tables, workspace, site);
            }

            double energy = workspace.Energies[a];
            if (site.HasClose)
            {
                energy += Repel(tables, site, type);
            }

            into.AddEnergy(site.Atom, energy);
            Scatter(site, block.Needs, into);
        }
    }

    /// <summary>Half of the short-ranged repulsion of each neighbour.</summary>
    private static double Repel(NepTables<TReal> tables, NepSite<TReal> site, int type)
    {
        NepZbl zbl = tables.Model.Zbl!;
        double sum = 0.0;
        int begin = 0;
        for (int run = 0; run < site.Runs; run++)
        {
            int neighbor = site.RunType[run];
            double range = zbl.Range(type, neighbor);
            for (int j = begin; j < site.RunEnd[run]; j++)
            {
                double dx = site.Dx[j], dy = site.Dy[j], dz = site.Dz[j];
                double r2 = (dx * dx) + (dy * dy) + (dz * dz);
                if (r2 >= range * range)
                {
                    continue;
                }

                double r = Math.Sqrt(r2);
                (double energy, double slope) = zbl.At(type, neighbor, r);
                sum += 0.5 * energy;
                TReal s = TReal.CreateTruncating(0.5 * slope / r);
                site.Gx[j] += s * TReal.CreateTruncating(dx);
                site.Gy[j] += s * TReal.CreateTruncating(dy);
                site.Gz[j] += s * TReal.CreateTruncating(dz);
            }

            begin = site.RunEnd[run];
        }

        return sum;
    }

    private static void Scatter(NepSite<TReal> site, ForceNeeds needs, ForceAccumulator into)
    {
        TReal* gx = site.Gx, gy = site.Gy, gz = site.Gz;
        int* index = site.Index;
        double fx = 0.0, fy = 0.0, fz = 0.0;
        for (int j = 0; j < site.Count; j++)
        {
            double x = double.CreateTruncating(gx[j]), y = double.CreateTruncating(gy[j]), z = double.CreateTruncating(gz[j]);
            fx += x;
            fy += y;
            fz += z;
            into.AddForce(index[j], -x, -y, -z);
        }

        into.AddForce(site.Atom, fx, fy, fz);
        if ((needs & ForceNeeds.Virial) != 0)
        {
            into.Virial += Virial(site);
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            for (int j = 0; j < site.Count; j++)
            {
                var g = new Double3(double.CreateTruncating(gx[j]), double.CreateTruncating(gy[j]), double.CreateTruncating(gz[j]));
                into.AddAtomVirial(index[j], new Double3(site.Dx[j], site.Dy[j], site.Dz[j]), -g);
            }
        }
    }

    /// <summary>-sum_j d_ij (x) dU/dd_ij; beyond the last neighbour the derivatives are zero.</summary>
    private static Matrix3 Virial(NepSite<TReal> site)
    {
        return Matrix3.FromRows(Row(site, site.Dx), Row(site, site.Dy), Row(site, site.Dz));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Double3 Row(NepSite<TReal> site, double* d)
    {
        TLanes x = TLanes.Zero, y = x, z = x;
        for (int j = 0; j < site.Count; j += TLanes.Count)
        {
            TLanes r = TLanes.LoadRelative(d + j, 0.0);
            x = TLanes.MultiplyAdd(r, TLanes.Load(site.Gx + j), x);
            y = TLanes.MultiplyAdd(r, TLanes.Load(site.Gy + j), y);
            z = TLanes.MultiplyAdd(r, TLanes.Load(site.Gz + j), z);
        }

        return new Double3(-TLanes.Sum(x), -TLanes.Sum(y), -TLanes.Sum(z));
    }
}
