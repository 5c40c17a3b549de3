using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Writing;

/// <summary>
/// Writes models as QUIP reads them: one XML file, and beside it a file of sparse points for each process, whose MD5 sum
/// stands in the XML. Numbers keep every bit.
/// </summary>
public static class GapWriter
{
    /// <summary>Version of gap_fit whose conventions such files follow.</summary>
    public const long Version = 1767480561;

    /// <summary>Writes a model without core potentials.</summary>
    /// <param name="model">Model; labels of its processes, places and versions are not used.</param>
    /// <param name="file">Name of the XML file, without folder; the others begin with it.</param>
    /// <param name="label">Label of the model: letters, digits and underscores, a letter first.</param>
    /// <returns>Content of each file by name.</returns>
    /// <exception cref="ArgumentException">There is a core potential, or the label is none.</exception>
    public static IReadOnlyDictionary<string, byte[]> Write(GapModel model, string file, string label)
    {
        if (model.Cores.Count > 0)
        {
            throw new ArgumentException("core potentials are not written", nameof(model));
        }

        if (label.Length == 0 || !char.IsAsciiLetter(label[0]) || !label.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{label}' is no label", nameof(label));
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var xml = new StringBuilder();
        xml.Append(CultureInfo.InvariantCulture, $"<{label}>\n<Potential label=\"{label}\" init_args=\"IP GAP label={label}\"/>\n");
        xml.Append(CultureInfo.InvariantCulture, $"<GAP_params label=\"{label}\" gap_version=\"{Version}\">\n  <GAP_data do_core=\"F\">\n");
        for (int z = 1; z < model.AtomEnergies.Length; z++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"    <e0 Z=\"{z}\" value=\"{Number(model.AtomEnergies[z])}\"/>\n");
        }

        xml.Append(CultureInfo.InvariantCulture, $"  </GAP_data>\n  <gpSparse label=\"{label}\" n_coordinate=\"{model.Coordinates.Count}\" fitted=\"T\">\n");
        for (int k = 0; k < model.Coordinates.Count; k++)
        {
            string points = $"{file}.sparseX.{label}{k + 1}";
            byte[] content = Points(model.Coordinates[k]);
            files.Add(points, content);
            Append(xml, model.Coordinates[k], $"{label}{k + 1}", points, content);
        }

        xml.Append(CultureInfo.InvariantCulture, $"  </gpSparse>\n</GAP_params>\n</{label}>\n");
        files.Add(file, Encoding.ASCII.GetBytes(xml.ToString()));
        return files;
    }

    private static byte[] Points(GapCoordinates source)
    {
        var text = new StringBuilder(16 * source.Points.Length);
        foreach (double x in source.Points)
        {
            text.Append(Number(x)).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder xml, GapCoordinates source, string label, string points, byte[] content)
    {
        // QUIP's own test of whether the files belong together; no matter of secrets.
        string sum = Convert.ToHexStringLower(MD5.HashData(content));
        bool dot = source.Kernel == GapKernel.DotProduct;
        xml.Append(CultureInfo.InvariantCulture, $"    <gpCoordinates label=\"{label}\" dimensions=\"{source.Dimensions}\" signal_variance=\"{Number(source.Delta)}\"");
        xml.Append(CultureInfo.InvariantCulture, $" signal_mean=\"{Number(source.Offset)}\" sparsified=\"T\" n_permutations=\"{Math.Max(1, source.Permutations.Count)}\"");
        xml.Append(CultureInfo.InvariantCulture, $" covariance_type=\"{(int)source.Kernel}\"{(dot ? $" zeta=\"{Number(source.Zeta)}\"" : "")}");
        xml.Append(CultureInfo.InvariantCulture, $" n_sparseX=\"{source.Count}\" sparseX_filename=\"{points}\" sparseX_md5sum=\"{sum}\">\n");
        if (!dot)
        {
            xml.Append(CultureInfo.InvariantCulture, $"      <theta>{string.Join(' ', source.Theta.Select(Number))}</theta>\n");
        }

        xml.Append(CultureInfo.InvariantCulture, $"      <descriptor>{source.Descriptor.Text}</descriptor>\n");
        for (int p = 0; p < Math.Max(1, source.Permutations.Count); p++)
        {
            string text = dot ? "1" : string.Join(' ', source.Permutations[p].Select(c => c + 1));
            xml.Append(CultureInfo.InvariantCulture, $"      <permutation i=\"{p + 1}\">{text}</permutation>\n");
        }

        for (int s = 0; s < source.Count; s++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"      <sparseX i=\"{s + 1}\" alpha=\"{Number(source.Alpha[s])}\" sparseCutoff=\"{Number(source.SparseCutoff[s])}\"/>\n");
        }

        xml.Append("    </gpCoordinates>\n");
    }

    // Fortran reads whole numbers as reals, and exponents with E.
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
