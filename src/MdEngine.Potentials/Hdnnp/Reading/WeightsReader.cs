using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Reads weights.NNN.data.</summary>
internal static class WeightsReader
{
    /// <summary>Name of an element's file.</summary>
    public static string FileName(Element element) =>
        System.FormattableString.Invariant($"weights.{element.AtomicNumber:d3}.data");

    /// <summary>Reads a network.</summary>
    /// <param name="file">File.</param>
    /// <param name="inputs">Number of symmetry functions.</param>
    /// <param name="shape">Neurons and activation functions.</param>
    /// <param name="normalize">Whether sums over neurons are divided by their number.</param>
    /// <exception cref="InputException">There are too many or too few weights, or one is no number.</exception>
    public static DenseNetwork Read(ModelFile file, int inputs, NetworkShape shape, bool normalize)
    {
        int[] sizes = [inputs, .. shape.Hidden, 1];
        long expected = 0;
        for (int l = 1; l < sizes.Length; l++)
        {
            expected += ((long)sizes[l - 1] + 1) * sizes[l];
        }

        // Before memory is set aside for a network of sizes that only input.nn vouches for.
        if (file.Rows.Count != expected)
        {
            throw file.Fault(
                $"holds {file.Rows.Count} weights; a network of {string.Join("-", sizes)} neurons has {expected}");
        }

        var layers = new DenseLayer[sizes.Length - 1];
        int at = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            int from = sizes[l], to = sizes[l + 1];
            double scale = normalize ? 1.0 / from : 1.0;
            double[] weights = Take(file, ref at, from * to, 'a', scale);
            double[] biases = Take(file, ref at, to, 'b', scale);
            layers[l] = new DenseLayer(from, to, shape.Activations[l], weights, biases);
        }

        return new DenseNetwork(layers);
    }

    private static double[] Take(ModelFile file, ref int at, int count, char kind, double scale)
    {
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            ModelFile.Row row = file.Rows[at++];
            values[k] = scale * row.Number(0, "a weight");
            if (row.Words.Length > 1 && row.Words[1] is "a" or "b" && row.Words[1][0] != kind)
            {
                throw row.Fault(
                    $"found a {Name(row.Words[1][0])} where a {Name(kind)} is expected; do the layers in input.nn belong to "
                    + "this file?");
            }
        }

        return values;
    }

    private static string Name(char kind) => kind == 'a' ? "weight" : "bias";
}
