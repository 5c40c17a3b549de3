using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>A block of atoms: descriptors, networks and forces of groups of one type.</summary>
internal static unsafe class NepBlock<TLanes, TReal, TWide>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
    where TWide : unmanaged, ILanes<TWide, double>
{
    /// <summary>Adds the contributions of a block of atoms.</summary>
    public static void Compute(
        in ForceBlock block, ForceAccumulator into, NepTables<TReal> tables, NepNetworkTables networks,
        NepWorkspace<TReal> workspace)
    {
        int[] starts = Order(in block, tables.Types, workspace);
        for (int type = 0; type < tables.Types; type++)
        {
            for (int first = starts[type]; first < starts[type + 1]; first += NepGroup.Size)
            {
                int atoms = Math.Min(NepGroup.Size, starts[type + 1] - first);
                ComputeGroup(in block, into, tables, networks, workspace, type, workspace.Order.Pointer + first, atoms);
            }
        }
    }

    /// <summary>Sorts the atoms of a block by type.</summary>
    private static int[] Order(in ForceBlock block, int types, NepWorkspace<TReal> workspace)
    {
        ReadOnlySpan<int> type = block.Types;
        workspace.Order.Grow(block.End - block.Start);
        workspace.SiteEnergies.Grow(block.End - block.Start);
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
        in ForceBlock block, ForceAccumulator into, NepTables<TReal> tables, NepNetworkTables networks,
        NepWorkspace<TReal> workspace, int type, int* order, int atoms)
    {
        NepGroup group = workspace.Group;
        for (int a = 0; a < atoms; a++)
        {
            NepGather.Pack(in block, order[a], tables, workspace, workspace.Sites[a]);
            Describe(tables, workspace, workspace.Sites[a], type, group.Descriptor(a));
        }

        NepNetworkKernel<TWide>.Evaluate(networks, group, type, atoms);
        for (int a = 0; a < atoms; a++)
        {
            NepSite<TReal> site = workspace.Sites[a];
            Differentiate(tables, workspace, site, type, group.Descriptor(a), group.Gradient(a));
            into.AddEnergy(site.Atom, group.Energies[a]);
            Scatter(site, block.Needs, into);
            double repulsion = site.HasClose ? Repel(tables, site, type, block.Needs, into) : 0.0;
            workspace.SiteEnergies[site.Atom - block.Start] = group.Energies[a] + repulsion;
        }
    }

    private static void Describe(
        NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, int type, double* descriptor)
    {
        new Span<double>(descriptor, tables.RadialFunctions).Clear();
        NepRadialKernel<TLanes, TReal, TWide>.Descriptor(tables, workspace, site, type, descriptor);
        NepAngularKernel<TLanes, TReal, TWide>.Sums(tables, workspace, site, type);
        TReal* row = workspace.Row.Pointer;
        NepInvariants<TLanes, TReal>.Descriptor(tables, site.Sums.Pointer, row);
        for (int q = tables.RadialFunctions; q < tables.DescriptorLength; q++)
        {
            descriptor[q] = double.CreateTruncating(row[q]);
        }
    }

    private static void Differentiate(
        NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, int type, double* descriptor,
        double* gradient)
    {
        TReal* row = workspace.Row.Pointer, gradientRow = workspace.GradientRow.Pointer;
        for (int q = 0; q < tables.DescriptorLength; q++)
        {
            row[q] = TReal.CreateTruncating(descriptor[q]);
            gradientRow[q] = TReal.CreateTruncating(gradient[q]);
        }

        NepRadialKernel<TLanes, TReal, TWide>.Forces(tables, workspace, site, type, gradientRow);
        if (site.AngularCount > 0)
        {
            NepInvariants<TLanes, TReal>.Gradient(
                tables, site.Sums.Pointer, row, gradientRow, workspace.SumGradients.Pointer);
            NepAngularKernel<TLanes, TReal, TWide>.Forces(tables, workspace, site);
        }
    }

    /// <summary>Half of the short-ranged repulsion of each neighbour, in double precision: it is strong. Gives their sum.</summary>
    private static double Repel(NepTables<TReal> tables, NepSite<TReal> site, int type, ForceNeeds needs, ForceAccumulator into)
    {
        NepZbl zbl = tables.Model.Zbl!;
        int begin = 0;
        double sum = 0.0;
        for (int run = 0; run < site.Runs; run++)
        {
            int neighbor = site.RunType[run];
            double range = zbl.Range(type, neighbor);
            for (int j = begin; j < site.RunEnd[run]; j++)
            {
                var d = new Double3(site.Dx[j], site.Dy[j], site.Dz[j]);
                double r2 = Double3.Dot(d, d);
                if (r2 >= range * range)
                {
                    continue;
                }

                double r = Math.Sqrt(r2);
                (double energy, double slope) = zbl.At(type, neighbor, r);
                into.AddEnergy(site.Atom, 0.5 * energy);
                sum += 0.5 * energy;
                Double3 f = (-0.5 * slope / r) * d;
                into.AddForce(site.Index[j], f.X, f.Y, f.Z);
                into.AddForce(site.Atom, -f.X, -f.Y, -f.Z);
                into.Virial += Matrix3.FromRows(d.X * f, d.Y * f, d.Z * f);
                if ((needs & ForceNeeds.AtomVirials) != 0)
                {
                    into.AddAtomVirial(site.Index[j], d, f);
                }
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
