using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Writes small GAP files in QUIP's form, their numbers at random or as given.</summary>
internal sealed class GapText(ulong seed = 1)
{
    private readonly StringBuilder _coordinates = new();
    private int _count, _draw;

    public string Label => "GAP_test";

    public string InitArgs { get; set; } = "IP GAP label=GAP_test";

    public string Version { get; set; } = "1767480561";

    public string Energies { get; set; } = "<e0 Z=\"14\" value=\"-.25E+001\"/><e0 Z=\"6\" value=\"1.5\"/>";

    public string Core { get; set; } = "";

    /// <summary>Numbers between 0 and 1.</summary>
    public double Next() => Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), 5, _draw++).A;

    /// <summary>
    /// A SOAP process. Sparse points are random directions with positive numbers, as those of power spectra mostly are.
    /// </summary>
    public GapText Soap(
        int radial, int degree, int points, string more, int species = 1, double zeta = 2, double delta = 0.3, double last = 0.0,
        bool sliced = false, bool diagonal = false)
    {
        int k = species * radial;
        int d = 1 + ((degree + 1) * (diagonal ? radial * species * (species + 1) / 2 : k * (k + 1) / 2));
        double[][] x = [.. Enumerable.Range(0, points).Select(_ =>
        {
            double[] v = [.. Enumerable.Range(0, d - 1).Select(_ => Next() - 0.2)];
            double norm = Math.Sqrt(v.Sum(u => u * u));
            return (double[])[.. v.Select(u => u / norm), last];
        })];
        string line = FormattableString.Invariant(
            $"soap n_max={radial} l_max={degree} zeta={zeta} delta={delta} covariance_type=dot_product n_species={species} {more}");
        return Add(line, $"covariance_type=\"2\" zeta=\"{Text(zeta)}\"", d, delta, 0.0, x, [.. x.Select(_ => 4.0 * (Next() - 0.5))], "", sliced: sliced);
    }

    /// <summary>A process over a few distances.</summary>
    public GapText Distances(
        string line, double[][] points, double[] alpha, double[] theta, double delta = 1.0, double offset = 0.0, int kernel = 1,
        int[][]? permutations = null)
    {
        return Add(line, $"covariance_type=\"{kernel}\"", theta.Length, delta, offset, points, alpha, Theta(theta), permutations);
    }

    /// <summary>Pairs that repel each other at short distance, so that no run collapses.</summary>
    public GapText Repulsion(string species = "Z1=0 Z2=0", double strength = 8.0, double cutoff = 3.2) => Distances(
        $"distance_2b cutoff={Text(cutoff)} cutoff_transition_width=1.0 {species}",
        [[0.4], [0.9], [1.4], [1.9]], [strength, strength / 3, strength / 8, strength / 40], [0.45]);

    public override string ToString() => $"""
        <{Label}>
        <Potential label="{Label}" init_args="{InitArgs}"/>
        <GAP_params label="{Label}" gap_version="{Version}">
          <GAP_data do_core="F">{Energies}</GAP_data>
          <gpSparse label="{Label}" n_coordinate="{_count}" fitted="T">
        {_coordinates}
          </gpSparse>
          <command_line><![CDATA[ none of <this> is read ]]></command_line>
          <XYZ_data><row>2</row><row><![CDATA[not this either]]></row></XYZ_data>
        </GAP_params>
        {Core}
        </{Label}>
        """;

    private static string Theta(double[] theta) => $"<theta>{string.Join(' ', theta.Select(Text))}</theta>";

    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private GapText Add(
        string line, string attributes, int d, double delta, double offset, double[][] points, double[] alpha, string theta,
        int[][]? permutations = null, bool sliced = false)
    {
        _count++;
        permutations ??= [[.. Enumerable.Range(1, d)]];
        _coordinates.AppendLine(
            $"<gpCoordinates label=\"{Label}{_count}\" dimensions=\"{d}\" signal_variance=\"{Text(delta)}\" signal_mean=\"{Text(offset)}\" "
            + $"sparsified=\"T\" n_permutations=\"{permutations.Length}\" {attributes} n_sparseX=\"{points.Length}\">");
        _coordinates.AppendLine($"{theta}<descriptor> {line} </descriptor>");
        for (int p = 0; p < permutations.Length; p++)
        {
            _coordinates.AppendLine($"<permutation i=\"{p + 1}\">{string.Join(' ', permutations[p])}</permutation>");
        }

        for (int s = 0; s < points.Length; s++)
        {
            string factor = Text(0.6 + (0.4 * Next()));
            IEnumerable<string> numbers = points[s].Select(Text);
            string body = !sliced ? string.Join(' ', numbers)
                : $"<sparseX_slice start=\"1\" end=\"5\">{string.Join('\n', numbers.Take(5))}</sparseX_slice>"
                    + $"<sparseX_slice start=\"6\" end=\"{d}\">{string.Join('\n', numbers.Skip(5))}</sparseX_slice>";
            _coordinates.AppendLine(
                $"<sparseX i=\"{s + 1}\" alpha=\"{Text(alpha[s])}\" sparseCutoff=\"{factor}\"{(sliced ? " sliced=\"T\"" : "")}>{body}</sparseX>");
        }

        _coordinates.AppendLine("</gpCoordinates>");
        return this;
    }
}
