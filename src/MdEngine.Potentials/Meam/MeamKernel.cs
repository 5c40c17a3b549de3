using System.Runtime.CompilerServices;
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
            site.Pack(in block, list, i);
            MeamScreening<TLanes>.Find<TTypes>(tables, workspace);
            *workspace.Moments = default;
            double energy = 0.0;
            for (int type = 0; type < tables.Types; type++)
            {
                int groups = (workspace.Counts[type] + width - 1) / width;
                if (groups > 0)
                {
                    energy += Densities(tables, workspace, type, groups);
                }
            }

            energy += MeamEmbedding.Embed(tables, site.CenterType, ref *workspace.Moments);
            for (int type = 0; type < tables.Types; type++)
            {
                int count = workspace.Counts[type];
                if (count > 0)
                {
                    Derivatives(tables, workspace, type, (count + width - 1) / width);
                    Collect(workspace, type, count);
                }
            }

            site.Scatter(energy, block.Needs, into);
        }
    }

    /// <summary>Densities and pair energies of the bonds to a type; adds to the moments and returns the pair energy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Densities(MeamTables tables, MeamWorkspace<TLanes> workspace, int type, int groups)
    {
        MeamBonds<TLanes>* bonds = workspace.Bonds + (type * workspace.Stride / TLanes.Count);
        double* numbers = tables.Type(type);
        MeamPairTable table = tables.Pair(workspace.Neighbors.CenterType, type);
        TLanes one = TLanes.Create(1.0), cutoff = TLanes.Create(tables.Parameters.Cutoff);
        TLanes width = TLanes.Create(1.0 / tables.Parameters.Width), pieces = TLanes.Create(table.Inverse);
        TLanes energy = TLanes.Zero, zero = TLanes.Zero, x1 = TLanes.Zero, y1 = TLanes.Zero, z1 = TLanes.Zero;
        TLanes xx = TLanes.Zero, xy = TLanes.Zero, xz = TLanes.Zero, yy = TLanes.Zero, yz = TLanes.Zero, zz = TLanes.Zero;
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes r = TLanes.Sqrt(b->R2), inverse = one / r;
            TLanes x = b->X * inverse, y = b->Y * inverse, z = b->Z * inverse;
            b->Inverse = inverse;
            b->Ux = x;
            b->Uy = y;
            b->Uz = z;
            // (1 - (1 - x)^4)^2 with x from 0 at the cutoff to 1.
            TLanes rest = one - TLanes.Min(one, TLanes.Max(TLanes.Zero, (cutoff - r) * width)), rest2 = rest * rest;
            TLanes root = one - (rest2 * rest2), weight = b->Screening * root * root;
            b->Weight = weight;
            b->WeightSlope = TLanes.Create(-8.0) * width * b->Screening * root * (rest2 * rest);
            TLanes a0 = TLanes.Create(numbers[8]) * TLanes.Exp(TLanes.MultiplyAdd(TLanes.Create(numbers[0]), r, TLanes.Create(numbers[4])));
            TLanes a1 = TLanes.Create(numbers[9]) * TLanes.Exp(TLanes.MultiplyAdd(TLanes.Create(numbers[1]), r, TLanes.Create(numbers[5])));
            TLanes a2 = TLanes.Create(numbers[10]) * TLanes.Exp(TLanes.MultiplyAdd(TLanes.Create(numbers[2]), r, TLanes.Create(numbers[6])));
            TLanes a3 = TLanes.Create(numbers[11]) * TLanes.Exp(TLanes.MultiplyAdd(TLanes.Create(numbers[3]), r, TLanes.Create(numbers[7])));
            b->A0 = a0;
            b->A1 = a1;
            b->A2 = a2;
            b->A3 = a3;
            b->Pair = Pair(table, workspace, r * pieces, out b->PairSlope);
            energy = TLanes.MultiplyAdd(weight, b->Pair, energy);
            zero = TLanes.MultiplyAdd(weight, a0, zero);
            a1 *= weight;
            x1 = TLanes.MultiplyAdd(a1, x, x1);
            y1 = TLanes.MultiplyAdd(a1, y, y1);
            z1 = TLanes.MultiplyAdd(a1, z, z1);
            a2 *= weight;
            TLanes ax = a2 * x, ay = a2 * y, az = a2 * z;
            xx = TLanes.MultiplyAdd(ax, x, xx);
            xy = TLanes.MultiplyAdd(ax, y, xy);
            xz = TLanes.MultiplyAdd(ax, z, xz);
            yy = TLanes.MultiplyAdd(ay, y, yy);
            yz = TLanes.MultiplyAdd(ay, z, yz);
            zz = TLanes.MultiplyAdd(az, z, zz);
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
        m->X += TLanes.Sum(x1);
        m->Y += TLanes.Sum(y1);
        m->Z += TLanes.Sum(z1);
        m->XX += TLanes.Sum(xx);
        m->XY += TLanes.Sum(xy);
        m->XZ += TLanes.Sum(xz);
        m->YY += TLanes.Sum(yy);
        m->YZ += TLanes.Sum(yz);
        m->ZZ += TLanes.Sum(zz);
        // Directions are of length one.
        m->Second = m->XX + m->YY + m->ZZ;
        Third(bonds, groups, m);
        return 0.5 * TLanes.Sum(energy);
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

    /// <summary>Derivatives that come through the bonds to a type, by their displacements and screening.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Derivatives(MeamTables tables, MeamWorkspace<TLanes> workspace, int type, int groups)
    {
        MeamBonds<TLanes>* bonds = workspace.Bonds + (type * workspace.Stride / TLanes.Count);
        double* numbers = tables.Type(type);
        double t1 = numbers[12], t2 = numbers[13], t3 = numbers[14];
        MeamMoments* m = workspace.Moments;
        TLanes h0 = TLanes.Create(
            m->Zero + (t1 * m->W1) + (t2 * m->W2) + (t3 * m->W3) + (t1 * t1 * m->N1) + (t2 * t2 * m->N2) + (t3 * t3 * m->N3));
        TLanes half = TLanes.Create(0.5), two = TLanes.Create(2.0), three = TLanes.Create(3.0);
        for (MeamBonds<TLanes>* b = bonds; b < bonds + groups; b++)
        {
            TLanes x = b->Ux, y = b->Uy, z = b->Uz;
            TLanes h1 = Dot(TLanes.Create(m->X), TLanes.Create(m->Y), TLanes.Create(m->Z), x, y, z);
            // Contractions with u: of the second moment once and twice, of the third twice and three times.
            TLanes vx = Dot(TLanes.Create(m->XX), TLanes.Create(m->XY), TLanes.Create(m->XZ), x, y, z);
            TLanes vy = Dot(TLanes.Create(m->XY), TLanes.Create(m->YY), TLanes.Create(m->YZ), x, y, z);
            TLanes vz = Dot(TLanes.Create(m->XZ), TLanes.Create(m->YZ), TLanes.Create(m->ZZ), x, y, z);
            TLanes v = Dot(vx, vy, vz, x, y, z);
            TLanes x2 = x * x, y2 = y * y, z2 = z * z, xd = x + x;
            TLanes xy = xd * y, xz = xd * z, yz = (y + y) * z;
            TLanes qx = Dot(TLanes.Create(m->Xxx), TLanes.Create(m->Xyy), TLanes.Create(m->Xzz), x2, y2, z2)
                + Dot(TLanes.Create(m->Xxy), TLanes.Create(m->Xxz), TLanes.Create(m->Xyz), xy, xz, yz);
            TLanes qy = Dot(TLanes.Create(m->Xxy), TLanes.Create(m->Yyy), TLanes.Create(m->Yzz), x2, y2, z2)
                + Dot(TLanes.Create(m->Xyy), TLanes.Create(m->Xyz), TLanes.Create(m->Yyz), xy, xz, yz);
            TLanes qz = Dot(TLanes.Create(m->Xxz), TLanes.Create(m->Yyz), TLanes.Create(m->Zzz), x2, y2, z2)
                + Dot(TLanes.Create(m->Xyz), TLanes.Create(m->Xzz), TLanes.Create(m->Yzz), xy, xz, yz);
            TLanes q = Dot(qx, qy, qz, x, y, z);
            TLanes p = Dot(TLanes.Create(m->Px), TLanes.Create(m->Py), TLanes.Create(m->Pz), x, y, z);

            TLanes d0 = b->A0 * h0, d1 = b->A1 * h1, d2 = b->A2 * (v + TLanes.Create(m->Second)), d3 = b->A3 * (q + p);
            TLanes byWeight = TLanes.MultiplyAdd(half, b->Pair, d0 + d1 + (d2 + d3));
            TLanes weight = b->Weight, inverse = b->Inverse;
            TLanes decay = TLanes.MultiplyAdd(
                half,
                b->PairSlope,
                TLanes.MultiplyAdd(TLanes.Create(numbers[0]), d0, TLanes.Create(numbers[1]) * d1)
                    + TLanes.MultiplyAdd(TLanes.Create(numbers[2]), d2, TLanes.Create(numbers[3]) * d3));
            TLanes radial = TLanes.MultiplyAdd(weight, decay, byWeight * b->WeightSlope);
            // Across the bond: the derivative by the direction, its part along the bond taken out.
            TLanes a1 = b->A1, a2 = two * b->A2, a3 = b->A3, turned = weight * inverse;
            TLanes along = TLanes.MultiplyAdd(
                TLanes.Zero - turned, TLanes.MultiplyAdd(a2, v, TLanes.MultiplyAdd(a3, TLanes.MultiplyAdd(three, q, p), d1)), radial);
            TLanes byScreening = byWeight * weight, own = byScreening * b->Own;
            b->ByScreening = byScreening;
            b->Gx = Total(a1, a2, a3, TLanes.Create(m->X), vx, TLanes.MultiplyAdd(three, qx, TLanes.Create(m->Px)), turned, along, x)
                + TLanes.MultiplyAdd(own, b->X, byScreening * b->Tx);
            b->Gy = Total(a1, a2, a3, TLanes.Create(m->Y), vy, TLanes.MultiplyAdd(three, qy, TLanes.Create(m->Py)), turned, along, y)
                + TLanes.MultiplyAdd(own, b->Y, byScreening * b->Ty);
            b->Gz = Total(a1, a2, a3, TLanes.Create(m->Z), vz, TLanes.MultiplyAdd(three, qz, TLanes.Create(m->Pz)), turned, along, z)
                + TLanes.MultiplyAdd(own, b->Z, byScreening * b->Tz);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Dot(TLanes a, TLanes b, TLanes c, TLanes x, TLanes y, TLanes z) =>
        TLanes.MultiplyAdd(c, z, TLanes.MultiplyAdd(b, y, a * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Total(
        TLanes a1, TLanes a2, TLanes a3, TLanes first, TLanes second, TLanes third, TLanes turned, TLanes along, TLanes u) =>
        TLanes.MultiplyAdd(
            along, u, turned * TLanes.MultiplyAdd(a1, first, TLanes.MultiplyAdd(a2, second, a3 * third)));

    /// <summary>Adds the derivatives of bonds to those of the neighbours, and what comes through atoms that screen them.</summary>
    private static void Collect(MeamWorkspace<TLanes> workspace, int type, int count)
    {
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count, base0 = type * workspace.Stride;
        double* gx = site.Gx, gy = site.Gy, gz = site.Gz;
        for (int n = 0; n < count; n++)
        {
            MeamBonds<TLanes>* b = workspace.Bonds + ((base0 + n) / width);
            int lane = n % width, j = workspace.Places[base0 + n];
            gx[j] += ((double*)&b->Gx)[lane];
            gy[j] += ((double*)&b->Gy)[lane];
            gz[j] += ((double*)&b->Gz)[lane];
            int end = workspace.HitEnds[base0 + n];
            double by = ((double*)&b->ByScreening)[lane], x = by * site.X[j], y = by * site.Y[j], z = by * site.Z[j];
            for (int h = workspace.HitBegins[base0 + n]; h < end; h++)
            {
                int k = workspace.HitPlaces[h];
                double other = by * workspace.HitOther[h], across = workspace.HitAcross[h];
                gx[k] += (other * workspace.HitX[h]) + (across * x);
                gy[k] += (other * workspace.HitY[h]) + (across * y);
                gz[k] += (other * workspace.HitZ[h]) + (across * z);
            }
        }
    }
}
