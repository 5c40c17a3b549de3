using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Meam;

/// <summary>The way back from the derivatives by densities to those by displacements.</summary>
/// <typeparam name="TLanes">Register: holds as many bonds.</typeparam>
internal static unsafe class MeamForceKernel<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    /// <summary>Derivatives that come through the bonds to a type, by their displacements and screening.</summary>
    public static void Compute(MeamTables tables, MeamWorkspace<TLanes> workspace, int type, int count)
    {
        int groups = (count + TLanes.Count - 1) / TLanes.Count;
        MeamBonds<TLanes>* bonds = workspace.Bonds + (type * workspace.Stride / TLanes.Count);
        BySecond(bonds, groups, workspace.Moments);
        ByThird(bonds, groups, workspace.Moments);
        ByBonds(tables, workspace, bonds, type, groups);
        ByHits(workspace, type, count);
    }

    /// <summary>By the moments 1 and 2: contractions with the directions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BySecond(MeamBonds<TLanes>* bonds, int groups, MeamMoments* m)
    {
        TLanes mx = TLanes.Create(m->X), my = TLanes.Create(m->Y), mz = TLanes.Create(m->Z), second = TLanes.Create(m->Second);
        TLanes xx = TLanes.Create(m->XX), xy = TLanes.Create(m->XY), xz = TLanes.Create(m->XZ);
        TLanes yy = TLanes.Create(m->YY), yz = TLanes.Create(m->YZ), zz = TLanes.Create(m->ZZ);
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes x = b->Ux, y = b->Uy, z = b->Uz, a1 = b->A1, a2 = b->A2;
            TLanes vx = Dot(xx, xy, xz, x, y, z), vy = Dot(xy, yy, yz, x, y, z), vz = Dot(xz, yz, zz, x, y, z);
            TLanes v = Dot(vx, vy, vz, x, y, z), d1 = a1 * Dot(mx, my, mz, x, y, z), twice = a2 + a2;
            b->D1 = d1;
            b->D2 = a2 * (v + second);
            b->Along = TLanes.MultiplyAdd(twice, v, d1);
            b->Wx = TLanes.MultiplyAdd(twice, vx, a1 * mx);
            b->Wy = TLanes.MultiplyAdd(twice, vy, a1 * my);
            b->Wz = TLanes.MultiplyAdd(twice, vz, a1 * mz);
        }
    }

    /// <summary>By the third moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByThird(MeamBonds<TLanes>* bonds, int groups, MeamMoments* m)
    {
        TLanes xyz = TLanes.Create(m->Xyz), px = TLanes.Create(m->Px), py = TLanes.Create(m->Py), pz = TLanes.Create(m->Pz);
        TLanes three = TLanes.Create(3.0);
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes x = b->Ux, y = b->Uy, z = b->Uz, a3 = b->A3;
            TLanes x2 = x * x, y2 = y * y, z2 = z * z, xd = x + x, xy = xd * y, xz = xd * z, yz = (y + y) * z;
            TLanes xxy = TLanes.Create(m->Xxy), xxz = TLanes.Create(m->Xxz), xyy = TLanes.Create(m->Xyy);
            TLanes xzz = TLanes.Create(m->Xzz), yyz = TLanes.Create(m->Yyz), yzz = TLanes.Create(m->Yzz);
            TLanes qx = Dot(TLanes.Create(m->Xxx), xyy, xzz, x2, y2, z2) + Dot(xxy, xxz, xyz, xy, xz, yz);
            TLanes qy = Dot(xxy, TLanes.Create(m->Yyy), yzz, x2, y2, z2) + Dot(xyy, xyz, yyz, xy, xz, yz);
            TLanes qz = Dot(xxz, yyz, TLanes.Create(m->Zzz), x2, y2, z2) + Dot(xyz, xzz, yzz, xy, xz, yz);
            TLanes q = Dot(qx, qy, qz, x, y, z), p = Dot(px, py, pz, x, y, z);
            b->D3 = a3 * (q + p);
            b->Along = TLanes.MultiplyAdd(a3, TLanes.MultiplyAdd(three, q, p), b->Along);
            b->Wx = TLanes.MultiplyAdd(a3, TLanes.MultiplyAdd(three, qx, px), b->Wx);
            b->Wy = TLanes.MultiplyAdd(a3, TLanes.MultiplyAdd(three, qy, py), b->Wy);
            b->Wz = TLanes.MultiplyAdd(a3, TLanes.MultiplyAdd(three, qz, pz), b->Wz);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByBonds(MeamTables tables, MeamWorkspace<TLanes> workspace, MeamBonds<TLanes>* bonds, int type, int groups)
    {
        double* numbers = tables.Type(type);
        double t1 = numbers[12], t2 = numbers[13], t3 = numbers[14];
        MeamMoments* m = workspace.Moments;
        TLanes h0 = TLanes.Create(
            m->Zero + (t1 * m->W1) + (t2 * m->W2) + (t3 * m->W3) + (t1 * t1 * m->N1) + (t2 * t2 * m->N2) + (t3 * t3 * m->N3));
        TLanes half = TLanes.Create(0.5);
        TLanes k0 = TLanes.Create(numbers[0]), k1 = TLanes.Create(numbers[1]), k2 = TLanes.Create(numbers[2]), k3 = TLanes.Create(numbers[3]);
        double* derivatives = workspace.Neighbors.Derivatives;
        int* at = workspace.Rows + (type * workspace.Stride);
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++, at += TLanes.Count)
        {
            TLanes d0 = b->A0 * h0, d1 = b->D1, d2 = b->D2, d3 = b->D3, weight = b->Weight;
            TLanes byWeight = TLanes.MultiplyAdd(half, b->Pair, d0 + d1 + (d2 + d3));
            TLanes decay = TLanes.MultiplyAdd(
                half, b->PairSlope, TLanes.MultiplyAdd(k0, d0, k1 * d1) + TLanes.MultiplyAdd(k2, d2, k3 * d3));
            TLanes radial = TLanes.MultiplyAdd(weight, decay, byWeight * b->WeightSlope);
            // Across the bond: the derivative by the direction, its part along the bond taken out.
            TLanes turned = weight * b->Inverse, along = radial - (turned * b->Along);
            b->ByScreening = byWeight * weight;
            TLanes.AddQuads(
                derivatives,
                at,
                TLanes.MultiplyAdd(along, b->Ux, turned * b->Wx),
                TLanes.MultiplyAdd(along, b->Uy, turned * b->Wy),
                TLanes.MultiplyAdd(along, b->Uz, turned * b->Wz),
                TLanes.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Dot(TLanes a, TLanes b, TLanes c, TLanes x, TLanes y, TLanes z) =>
        TLanes.MultiplyAdd(c, z, TLanes.MultiplyAdd(b, y, a * x));

    /// <summary>Derivatives that come through the atoms which screen bonds to a type in part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByHits(MeamWorkspace<TLanes> workspace, int type, int count)
    {
        double* rows = workspace.Neighbors.Rows, derivatives = workspace.Neighbors.Derivatives;
        int first = type * workspace.Stride;
        for (int n = 0; n < count; n++)
        {
            int hit = workspace.HitBegins[first + n], end = workspace.HitEnds[first + n];
            if (hit == end)
            {
                continue;
            }

            MeamBonds<TLanes>* b = workspace.Bonds + ((first + n) / TLanes.Count);
            double by = ((double*)&b->ByScreening)[n % TLanes.Count], own = 0.0;
            int at = workspace.Rows[first + n];
            Vector256<double> bond = Vector256.Load(rows + at), sum = Vector256<double>.Zero, factor = Vector256.Create(by);
            for (; hit < end; hit++)
            {
                int k = workspace.HitRows[hit];
                Vector256<double> row = Vector256.Load(rows + k), across = Vector256.Create(workspace.HitAcross[hit]);
                Vector256<double> g = Vector256.MultiplyAddEstimate(Vector256.Create(workspace.HitOther[hit]), row, across * bond);
                Vector256.MultiplyAddEstimate(factor, g, Vector256.Load(derivatives + k)).Store(derivatives + k);
                sum = Vector256.MultiplyAddEstimate(across, row, sum);
                own += workspace.HitOwn[hit];
            }

            sum = Vector256.MultiplyAddEstimate(Vector256.Create(own), bond, sum);
            Vector256.MultiplyAddEstimate(factor, sum, Vector256.Load(derivatives + at)).Store(derivatives + at);
        }
    }
}
