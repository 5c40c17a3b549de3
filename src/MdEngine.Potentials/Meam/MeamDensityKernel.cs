using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Meam;

/// <summary>The way from bonds to densities: what an atom is embedded in.</summary>
/// <typeparam name="TLanes">Register: holds as many bonds.</typeparam>
internal static unsafe class MeamDensityKernel<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    /// <summary>Densities and pair energies of the bonds to a type; adds to the moments and returns the pair energy.</summary>
    public static double Compute(MeamTables tables, MeamWorkspace<TLanes> workspace, int type, int groups)
    {
        MeamBonds<TLanes>* bonds = workspace.Bonds + (type * workspace.Stride / TLanes.Count);
        Directions(tables, workspace, bonds, type, groups);
        double energy = Radial(tables, workspace, bonds, type, groups);
        First(bonds, groups, workspace.Moments);
        Second(bonds, groups, workspace.Moments);
        Third(bonds, groups, workspace.Moments);
        return energy;
    }

    // Each in a function of its own: the compiler inlines only so much into one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Directions(MeamTables tables, MeamWorkspace<TLanes> workspace, MeamBonds<TLanes>* bonds, int type, int groups)
    {
        TLanes one = TLanes.Create(1.0), cutoff = TLanes.Create(tables.Parameters.Cutoff);
        TLanes width = TLanes.Create(1.0 / tables.Parameters.Width), factor = TLanes.Create(-8.0 / tables.Parameters.Width);
        double* screening = workspace.Screening + (type * workspace.Stride), rows = workspace.Neighbors.Rows;
        int* at = workspace.Rows + (type * workspace.Stride);
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++, at += TLanes.Count, screening += TLanes.Count)
        {
            TLanes.LoadQuads(rows, at, out TLanes x, out TLanes y, out TLanes z, out TLanes r2);
            TLanes r = TLanes.Sqrt(r2), inverse = one / r;
            b->R = r;
            b->Inverse = inverse;
            b->Ux = x * inverse;
            b->Uy = y * inverse;
            b->Uz = z * inverse;
            // (1 - (1 - x)^4)^2 with x from 0 at the cutoff to 1.
            TLanes rest = one - TLanes.Min(one, TLanes.Max(TLanes.Zero, (cutoff - r) * width)), rest2 = rest * rest;
            TLanes root = one - (rest2 * rest2), seen = TLanes.Load(screening) * root;
            b->Weight = seen * root;
            b->WeightSlope = factor * seen * (rest2 * rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Radial(MeamTables tables, MeamWorkspace<TLanes> workspace, MeamBonds<TLanes>* bonds, int type, int groups)
    {
        double* numbers = tables.Type(type);
        MeamPairTable table = tables.Pair(workspace.Neighbors.CenterType, type);
        TLanes pieces = TLanes.Create(table.Inverse), energy = TLanes.Zero, zero = TLanes.Zero;
        // Densities 1 and 3 often have the same decay.
        bool alike = numbers[1] == numbers[3] && numbers[5] == numbers[7] && numbers[9] == numbers[11];
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes r = b->R, weight = b->Weight, a0 = Density(numbers, 0, r), a1 = Density(numbers, 1, r);
            b->A0 = a0;
            b->A1 = a1;
            b->A2 = Density(numbers, 2, r);
            b->A3 = alike ? a1 : Density(numbers, 3, r);
            TLanes pair = Pair(table, workspace, r * pieces, out b->PairSlope);
            b->Pair = pair;
            energy = TLanes.MultiplyAdd(weight, pair, energy);
            zero = TLanes.MultiplyAdd(weight, a0, zero);
        }

        MeamMoments* m = workspace.Moments;
        double sum = TLanes.Sum(zero), t1 = numbers[12], t2 = numbers[13], t3 = numbers[14];
        m->Zero += sum;
        m->W1 += t1 * sum;
        m->W2 += t2 * sum;
        m->W3 += t3 * sum;
        m->N1 += t1 * t1 * sum;
        m->N2 += t2 * t2 * sum;
        m->N3 += t3 * t3 * sum;
        return 0.5 * TLanes.Sum(energy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Density(double* numbers, int l, TLanes r) => TLanes.Create(numbers[8 + l])
        * TLanes.Exp(TLanes.MultiplyAdd(TLanes.Create(numbers[l]), r, TLanes.Create(numbers[4 + l])));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void First(MeamBonds<TLanes>* bonds, int groups, MeamMoments* m)
    {
        TLanes x = TLanes.Zero, y = TLanes.Zero, z = TLanes.Zero;
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes a = b->Weight * b->A1;
            x = TLanes.MultiplyAdd(a, b->Ux, x);
            y = TLanes.MultiplyAdd(a, b->Uy, y);
            z = TLanes.MultiplyAdd(a, b->Uz, z);
        }

        m->X += TLanes.Sum(x);
        m->Y += TLanes.Sum(y);
        m->Z += TLanes.Sum(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Second(MeamBonds<TLanes>* bonds, int groups, MeamMoments* m)
    {
        TLanes xx = TLanes.Zero, xy = TLanes.Zero, xz = TLanes.Zero, yy = TLanes.Zero, yz = TLanes.Zero, zz = TLanes.Zero;
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes x = b->Ux, y = b->Uy, z = b->Uz, a = b->Weight * b->A2, ax = a * x, ay = a * y;
            xx = TLanes.MultiplyAdd(ax, x, xx);
            xy = TLanes.MultiplyAdd(ax, y, xy);
            xz = TLanes.MultiplyAdd(ax, z, xz);
            yy = TLanes.MultiplyAdd(ay, y, yy);
            yz = TLanes.MultiplyAdd(ay, z, yz);
            zz = TLanes.MultiplyAdd(a * z, z, zz);
        }

        m->XX += TLanes.Sum(xx);
        m->XY += TLanes.Sum(xy);
        m->XZ += TLanes.Sum(xz);
        m->YY += TLanes.Sum(yy);
        m->YZ += TLanes.Sum(yz);
        m->ZZ += TLanes.Sum(zz);
        // Directions are of length one.
        m->Second = m->XX + m->YY + m->ZZ;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Third(MeamBonds<TLanes>* bonds, int groups, MeamMoments* m)
    {
        TLanes xxx = TLanes.Zero, xxy = TLanes.Zero, xxz = TLanes.Zero, xyy = TLanes.Zero, xyz = TLanes.Zero;
        TLanes xzz = TLanes.Zero, yyy = TLanes.Zero, yyz = TLanes.Zero, yzz = TLanes.Zero, zzz = TLanes.Zero;
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes x = b->Ux, y = b->Uy, z = b->Uz, a = b->Weight * b->A3;
            TLanes ax = a * x, ay = a * y, az = a * z;
            TLanes axx = ax * x, ayy = ay * y, azz = az * z;
            xxx = TLanes.MultiplyAdd(axx, x, xxx);
            xxy = TLanes.MultiplyAdd(axx, y, xxy);
            xxz = TLanes.MultiplyAdd(axx, z, xxz);
            xyy = TLanes.MultiplyAdd(ayy, x, xyy);
            yyy = TLanes.MultiplyAdd(ayy, y, yyy);
            yyz = TLanes.MultiplyAdd(ayy, z, yyz);
            xzz = TLanes.MultiplyAdd(azz, x, xzz);
            yzz = TLanes.MultiplyAdd(azz, y, yzz);
            zzz = TLanes.MultiplyAdd(azz, z, zzz);
            xyz = TLanes.MultiplyAdd(ax * y, z, xyz);
        }

        m->Xxx += TLanes.Sum(xxx);
        m->Xxy += TLanes.Sum(xxy);
        m->Xxz += TLanes.Sum(xxz);
        m->Xyy += TLanes.Sum(xyy);
        m->Xyz += TLanes.Sum(xyz);
        m->Xzz += TLanes.Sum(xzz);
        m->Yyy += TLanes.Sum(yyy);
        m->Yyz += TLanes.Sum(yyz);
        m->Yzz += TLanes.Sum(yzz);
        m->Zzz += TLanes.Sum(zzz);
        m->Px = m->Xxx + m->Xyy + m->Xzz;
        m->Py = m->Xxy + m->Yyy + m->Yzz;
        m->Pz = m->Xxz + m->Yyz + m->Zzz;
    }

    /// <summary>Pair energies at distances in pieces of the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Pair(MeamPairTable table, MeamWorkspace<TLanes> workspace, TLanes p, out TLanes slope)
    {
        double* lanes = workspace.Lanes;
        int* indices = workspace.Indices;
        TLanes.Store(lanes, p);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int piece = (int)lanes[lane];
            piece = piece > MeamPairTable.Last ? MeamPairTable.Last : piece;
            indices[lane] = 4 * piece;
            lanes[lane] -= piece;
        }

        p = TLanes.Load(lanes);
        TLanes.LoadQuads(table.Coefficients, indices, out TLanes c0, out TLanes c1, out TLanes c2, out TLanes c3);
        TLanes three = TLanes.Create(3.0) * c3;
        slope = TLanes.Create(table.Inverse) * TLanes.MultiplyAdd(TLanes.MultiplyAdd(three, p, c2 + c2), p, c1);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(c3, p, c2), p, c1), p, c0);
    }
}
