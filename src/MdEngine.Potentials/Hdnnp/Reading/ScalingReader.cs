using System.Linq;
using MdEngine.Core;
using MdEngine.Potentials.Hdnnp.Networks;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Reads scaling.data.</summary>
internal static class ScalingReader
{
    /// <summary>Reads the scaling of every element's inputs.</summary>
    /// <exception cref="InputException">A row is missing, stands for something else, or cannot be used to scale.</exception>
    public static InputScaling[] Read(ModelFile file, ModelSettings settings)
    {
        var scaling = new InputScaling[settings.Elements.Count];
        int at = 0;
        for (int e = 0; e < scaling.Length; e++)
        {
            SymmetryFunction[] functions = settings.Functions[e];
            int n = functions.Length;
            double[] centre = new double[n], factor = new double[n], least = new double[n], greatest = new double[n];
            for (int k = 0; k < n; k++, at++)
            {
                if (at >= file.Rows.Count)
                {
                    throw file.Fault(
                        $"ends after {at} rows; input.nn has {settings.Functions.Sum(f => f.Length)} symmetry functions, the next "
                        + $"being number {k + 1} of {settings.Elements[e]}");
                }

                ModelFile.Row row = file.Rows[at];
                CheckIndices(row, e, k, settings);
                least[k] = row.Number(2, "the least value");
                greatest[k] = row.Number(3, "the greatest value");
                double mean = row.Number(4, "the mean");
                if (least[k] > greatest[k])
                {
                    throw row.Fault($"the least value {row.Words[2]} is greater than the greatest, {row.Words[3]}");
                }

                (centre[k], factor[k]) = Transform(row, settings, least[k], greatest[k], mean);
            }

            double start = settings.Scaling is ScalingKind.None or ScalingKind.Center ? 0.0 : settings.ScaleMin;
            scaling[e] = new InputScaling(start, centre, factor, least, greatest);
        }

        if (at < file.Rows.Count && file.Rows[at].Words.Length >= 5)
        {
            throw file.Rows[at].Fault($"a row more than input.nn has symmetry functions ({at})");
        }

        return scaling;
    }

    private static void CheckIndices(ModelFile.Row row, int e, int k, ModelSettings settings)
    {
        int element = row.Integer(0, "the number of an element", 1, 118);
        int function = row.Integer(1, "the number of a symmetry function", 1, int.MaxValue);
        if (element != e + 1 || function != k + 1)
        {
            throw row.Fault(
                $"found function {function} of element {element}, expected function {k + 1} of element {e + 1} "
                + $"({settings.Elements[e]}), which has {settings.Functions[e].Length} symmetry functions in input.nn");
        }
    }

    private static (double Centre, double Factor) Transform(
        ModelFile.Row row, ModelSettings settings, double least, double greatest, double mean)
    {
        double width = settings.ScaleMax - settings.ScaleMin, range = greatest - least;
        switch (settings.Scaling)
        {
            case ScalingKind.None:
                return (0.0, 1.0);
            case ScalingKind.Center:
                return (mean, 1.0);
            case ScalingKind.Sigma:
                double sigma = row.Number(5, "the standard deviation (scale_symmetry_functions_sigma needs it)");
                return sigma > 0.0
                    ? (mean, width / sigma)
                    : throw row.Fault($"found the standard deviation {row.Words[5]}, expected a positive one to scale with");
            default:
                double factor = width / range;
                return double.IsFinite(factor)
                    ? (settings.Scaling == ScalingKind.Scale ? least : mean, factor)
                    : throw row.Fault("least and greatest value are equal, so the symmetry function cannot be scaled; remove it");
        }
    }
}
