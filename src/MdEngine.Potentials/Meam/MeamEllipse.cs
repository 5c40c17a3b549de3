namespace MdEngine.Potentials.Meam;

/// <summary>
/// The ellipse through atom k around the atoms i and j, whose axis ratio says how much k screens the pair.
/// </summary>
/// <param name="X">(C - Cmin)/(Cmax - Cmin): 1 and above for no screening, 0 and below for all of it.</param>
/// <param name="ByIj">Derivative of X by the square of the distance of i and j.</param>
/// <param name="ByIk">Derivative by that of i and k.</param>
/// <param name="ByJk">Derivative by that of j and k.</param>
/// <remarks>
/// C = (2 (x_ik + x_jk) - (x_ik - x_jk)^2 - 1)/(1 - (x_ik - x_jk)^2) with x_ik = (r_ik/r_ij)^2: M. I. Baskes, Mater. Chem.
/// Phys. 50, 152 (1997).
/// </remarks>
internal readonly record struct MeamEllipse(double X, double ByIj, double ByIk, double ByJk)
{
    /// <summary>Finds the ellipse; false where k does not stand between i and j, or too far off to matter.</summary>
    public static bool Through(
        double rij2, double rik2, double rjk2, double smallest, double largest, out MeamEllipse ellipse)
    {
        ellipse = default;
        double x = rik2 / rij2, y = rjk2 / rij2, d = x - y, a = 1.0 - (d * d);
        if (a <= 0.0)
        {
            return false;
        }

        double c = 1.0 + (2.0 * (x + y - 1.0) / a);
        if (c >= largest)
        {
            return false;
        }

        double cx = (2.0 / a) + (4.0 * d * (x + y - 1.0) / (a * a)), cy = (2.0 / a) - (4.0 * d * (x + y - 1.0) / (a * a));
        double scale = 1.0 / ((largest - smallest) * rij2);
        ellipse = new MeamEllipse(
            (c - smallest) / (largest - smallest), -scale * ((x * cx) + (y * cy)), scale * cx, scale * cy);
        return true;
    }
}
