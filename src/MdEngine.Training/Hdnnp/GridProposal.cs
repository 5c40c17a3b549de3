using System;
using System.Collections.Generic;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Training.Hdnnp;

/// <summary>Proposes symmetry functions that cover distances and angles evenly.</summary>
/// <remarks>
/// Centred: exponents (n^(m/n) / rc)^2, m = 0 ... n-1: G. Imbalzano et al., J. Chem. Phys. 148, 241730 (2018), equation 7.
/// Shells: at equal distances d, exponents 1 / (2 d^2): M. Gastegger et al., J. Chem. Phys. 148, 241709 (2018).
/// </remarks>
internal static class GridProposal
{
    /// <summary>All functions of all elements.</summary>
    public static List<SymmetryFunction> Functions(SymmetryFunctionGrid grid, int elements)
    {
        var all = new List<SymmetryFunction>();
        for (int center = 0; center < elements; center++)
        {
            for (int first = 0; first < elements; first++)
            {
                foreach ((double eta, double shift) in Radial(grid.Cutoff, grid.Centred, grid.Shifted))
                {
                    all.Add(new SymmetryFunction
                    {
                        Type = 2,
                        Element = center,
                        First = first,
                        Eta = eta,
                        Shift = shift,
                        Cutoff = grid.Cutoff,
                    });
                }

                for (int second = first; second < elements; second++)
                {
                    AddAngular(all, grid, center, first, second);
                }
            }
        }

        return all;
    }

    private static void AddAngular(List<SymmetryFunction> all, SymmetryFunctionGrid grid, int center, int first, int second)
    {
        foreach ((double eta, double shift) in Radial(grid.Cutoff, grid.AngularCentred, grid.AngularShifted))
        {
            foreach (double zeta in grid.Zeta)
            {
                foreach (double lambda in (ReadOnlySpan<double>)[-1.0, 1.0])
                {
                    var f = new SymmetryFunction
                    {
                        Type = 3,
                        Element = center,
                        First = first,
                        Second = second,
                        Eta = eta,
                        Shift = shift,
                        Lambda = lambda,
                        Zeta = zeta,
                        Cutoff = grid.Cutoff,
                    };
                    if (grid.Angular != AngularKind.Wide)
                    {
                        all.Add(f);
                    }

                    if (grid.Angular != AngularKind.Narrow)
                    {
                        all.Add(f with { Type = 9 });
                    }
                }
            }
        }
    }

    private static IEnumerable<(double Eta, double Shift)> Radial(double cutoff, int centred, int shifted)
    {
        for (int m = 0; m < centred; m++)
        {
            double root = Math.Pow(Math.Max(centred, 2), (double)m / centred) / cutoff;
            yield return (Rounded(root * root), 0.0);
        }

        // From a quarter of the cutoff, where no neighbours are, to where the cutoff function has fallen.
        double distance = 0.75 * cutoff / Math.Max(1, shifted);
        for (int m = 0; m < shifted; m++)
        {
            yield return (Rounded(0.5 / (distance * distance)), Rounded((0.25 * cutoff) + (m * distance)));
        }
    }

    /// <summary>Six digits: what stands in input.nn is what was meant.</summary>
    private static double Rounded(double value)
    {
        double unit = Math.Pow(10.0, 5 - Math.Floor(Math.Log10(value)));
        return Math.Round(value * unit) / unit;
    }
}
