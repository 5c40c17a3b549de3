namespace MdEngine.Potentials.Meam;

/// <summary>
/// Sums over bonds of densities times powers of the direction, or, in the second half of an evaluation, the derivatives of
/// the energy by them.
/// </summary>
internal struct MeamMoments
{
    /// <summary>Density 0, and that of the weights of densities 1 to 3 (and of their squares, where these norm them).</summary>
    public double Zero, W1, W2, W3, N1, N2, N3;

    /// <summary>Density 1 times u.</summary>
    public double X, Y, Z;

    /// <summary>Density 2 times u u, and without u.</summary>
    public double XX, XY, XZ, YY, YZ, ZZ, Second;

    /// <summary>Density 3 times u u u, and times u.</summary>
    public double Xxx, Xxy, Xxz, Xyy, Xyz, Xzz, Yyy, Yyz, Yzz, Zzz, Px, Py, Pz;

    /// <summary>Squares of the partial densities 1 to 3: scalar products of the traceless moments with themselves.</summary>
    public readonly (double First, double Second, double Third) Squares() => (
        (X * X) + (Y * Y) + (Z * Z),
        (XX * XX) + (YY * YY) + (ZZ * ZZ) + (2.0 * ((XY * XY) + (XZ * XZ) + (YZ * YZ))) - (Second * Second / 3.0),
        (Xxx * Xxx) + (Yyy * Yyy) + (Zzz * Zzz)
            + (3.0 * ((Xxy * Xxy) + (Xxz * Xxz) + (Xyy * Xyy) + (Xzz * Xzz) + (Yyz * Yyz) + (Yzz * Yzz)))
            + (6.0 * Xyz * Xyz) - (0.6 * ((Px * Px) + (Py * Py) + (Pz * Pz))));

    /// <summary>Replaces moments 1 to 3 by the derivatives of a function of their squares.</summary>
    public void Differentiate(double first, double second, double third)
    {
        first *= 2.0;
        second *= 2.0;
        third *= 2.0;
        X *= first;
        Y *= first;
        Z *= first;
        XX *= second;
        XY *= second;
        XZ *= second;
        YY *= second;
        YZ *= second;
        ZZ *= second;
        Second *= -second / 3.0;
        Xxx *= third;
        Xxy *= third;
        Xxz *= third;
        Xyy *= third;
        Xyz *= third;
        Xzz *= third;
        Yyy *= third;
        Yyz *= third;
        Yzz *= third;
        Zzz *= third;
        Px *= -0.6 * third;
        Py *= -0.6 * third;
        Pz *= -0.6 * third;
    }
}
