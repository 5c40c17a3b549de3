using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Tests.Training.Fitting;

/// <summary>A linear pair potential of one element: E = N E0 + sum over pairs of sum_k c_k (1 - r/rc)^(k + 3).</summary>
public sealed class TestPairSum(Element element, double cutoff, double atom, double[] coefficients)
    : SitePotential([element], cutoff)
{
    public static TestPairSum Read(string file)
    {
        string[] lines = System.IO.File.ReadAllLines(file);
        if (lines.Length < 4)
        {
            throw new InputException("cut short", file);
        }

        double[] numbers = [.. lines.Skip(1).Select(l => double.Parse(l, CultureInfo.InvariantCulture))];
        return new TestPairSum(PeriodicTable.Get(lines[0]), numbers[0], numbers[1], numbers[2..]);
    }

    public string Text()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine(Elements[0]);
        foreach (double number in new List<double> { Cutoff, atom }.Concat(coefficients))
        {
            text.WriteLine(number.ToString("R", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        double energy = atom;
        for (int n = 0; n < site.Count; n++)
        {
            double r = site.R[n], u = 1.0 - (r / Cutoff), power = u * u, slope = 0.0;
            for (int k = 0; k < coefficients.Length; k++)
            {
                slope -= coefficients[k] * (k + 3) * power / Cutoff;
                power *= u;
                energy += 0.5 * coefficients[k] * power;
            }

            site.Gx[n] += 0.5 * slope * site.Dx[n] / r;
            site.Gy[n] += 0.5 * slope * site.Dy[n] / r;
            site.Gz[n] += 0.5 * slope * site.Dz[n] / r;
        }

        return energy;
    }
}
