using System;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>How fine a mesh must be.</summary>
/// <remarks>
/// With exact derivatives the mesh errs in what other charges exert, whose squares add up with their density n, and in
/// what the charge's own image on the mesh does: squared rms force error k^2 (q2^2 n a f(a h)^2 + q4 a^4 g(a h)^2), with
/// the mean second and fourth powers q2 and q4 of the charges, splitting a and spacing h. By order, (a h)^p apart, f and g
/// are what we have measured for random charges at two densities against a mesh that is as good as exact.
/// </remarks>
internal static class MeshError
{
    // Random charges scatter by a few percent about the mean; cells that are not cubes too.
    private const double Margin = 1.1;

    private static ReadOnlySpan<double> Products => [0.16, 0.2, 0.24, 0.3, 0.4, 0.48, 0.6, 0.8, 0.96];

    // f, by order from 4 to 8, at the products a h.
    private static ReadOnlySpan<double> OfOthers =>
    [
        0.2681, 0.2222, 0.1927, 0.1661, 0.1478, 0.1438, 0.1455, 0.1604, 0.1652,
        0.1037, 0.0873, 0.0783, 0.0699, 0.0702, 0.0797, 0.1232, 0.1847, 0.1847,
        0.0493, 0.0440, 0.0415, 0.0403, 0.0468, 0.0577, 0.0818, 0.1092, 0.1092,
        0.0264, 0.0246, 0.0244, 0.0258, 0.0358, 0.0567, 0.1200, 0.1451, 0.1451,
        0.0166, 0.0164, 0.0173, 0.0201, 0.0324, 0.0541, 0.1006, 0.1215, 0.1215,
    ];

    // g.
    private static ReadOnlySpan<double> OfItself =>
    [
        0.1780, 0.1450, 0.1259, 0.1077, 0.0898, 0.0831, 0.0803, 0.0803, 0.0803,
        0.0285, 0.0295, 0.0294, 0.0309, 0.0354, 0.0431, 0.0631, 0.0631, 0.0631,
        0.0361, 0.0309, 0.0286, 0.0276, 0.0290, 0.0333, 0.0406, 0.0406, 0.0406,
        0.0113, 0.0119, 0.0127, 0.0148, 0.0208, 0.0313, 0.0481, 0.0481, 0.0481,
        0.0119, 0.0111, 0.0113, 0.0129, 0.0190, 0.0280, 0.0378, 0.0378, 0.0378,
    ];

    /// <summary>Rms error of the forces, in units of k e^2/Angstrom^2.</summary>
    /// <param name="spacing">Spacing h, Angstrom.</param>
    /// <param name="splitting">Splitting a, 1/Angstrom.</param>
    /// <param name="order">Order p of the splines.</param>
    /// <param name="charges">Charges.</param>
    public static double Of(double spacing, double splitting, int order, ChargeMoments charges)
    {
        double product = splitting * spacing;
        double others = At(OfOthers, order, product), itself = At(OfItself, order, product);
        double square = (charges.Second * charges.Second * charges.Density * splitting * others * others)
            + (charges.Fourth * Math.Pow(splitting, 4) * itself * itself);
        return Margin * Math.Pow(product, order) * Math.Sqrt(square);
    }

    /// <summary>Largest spacing, Angstrom, for an error in units of k e^2/Angstrom^2.</summary>
    public static double Spacing(double error, double splitting, int order, ChargeMoments charges)
    {
        double low = 1e-3, high = 1.0;
        if (Of(high / splitting, splitting, order, charges) <= error)
        {
            return high / splitting;
        }

        // The error grows with the spacing; a ten-thousandth is close enough.
        while (high > low * 1.0001)
        {
            double middle = Math.Sqrt(low * high);
            if (Of(middle / splitting, splitting, order, charges) <= error)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low / splitting;
    }

    private static double At(ReadOnlySpan<double> table, int order, double product)
    {
        ReadOnlySpan<double> row = table.Slice((order - BSpline.Least) * Products.Length, Products.Length);
        int last = Products.Length - 1;
        if (product <= Products[0])
        {
            // Grows no faster than that towards fine meshes.
            return row[0] * Products[0] / product;
        }

        int k = 0;
        while (k < last && product > Products[k + 1])
        {
            k++;
        }

        return k == last ? row[last] : row[k] + ((row[k + 1] - row[k]) * (product - Products[k]) / (Products[k + 1] - Products[k]));
    }
}
