using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Reads GAP models as QUIP writes them: one XML file, with files of sparse points beside it.</summary>
public static class GapReader
{
    private const int Elements = 118;

    /// <summary>Reads a model.</summary>
    /// <param name="file">XML file.</param>
    /// <exception cref="InputException">The file, or one that it names, cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static GapModel Read(string file)
    {
        XmlNode root = XmlNodeReader.Read(file);
        // A file may hold GAP_params without an envelope around it.
        ArgumentLine arguments = new("IP GAP", root.Place);
        if (root.Name != "GAP_params")
        {
            List<XmlNode> potentials = [.. root.All("Potential")];
            XmlNode? chosen = potentials.Find(p => p.Attribute("label") == root.Name) ?? potentials.FirstOrDefault();
            if (chosen is null)
            {
                throw root.Place.Fault($"<{root.Name}> holds no <Potential>, which says what to evaluate; is this a GAP file?");
            }

            arguments = new ArgumentLine(chosen.Attribute("init_args") ?? "", chosen.Place);
        }

        var parts = new List<(ArgumentLine Arguments, string Kind)>();
        Collect(arguments, parts, 0);
        var energies = new double[Elements + 1];
        var coordinates = new List<GapCoordinates>();
        var cores = new List<GlueParameters>();
        foreach ((ArgumentLine line, string kind) in parts)
        {
            double scale = line.Real("E_scale", 1.0);
            XmlNode node = Labelled(root, $"{kind}_params", line);
            if (kind == "GAP")
            {
                AddGap(node, scale, energies, coordinates);
            }
            else
            {
                cores.Add(GlueReader.Read(node, scale));
            }
        }

        return new GapModel { File = file, AtomEnergies = energies, Coordinates = coordinates, Cores = cores };
    }

    private static void Collect(ArgumentLine line, List<(ArgumentLine, string)> parts, int depth)
    {
        if (line.Has("Sum") && depth < 8)
        {
            for (int k = 1; k <= 2; k++)
            {
                string inner = line.Find($"init_args_pot{k}")
                    ?? throw line.Place.Fault($"'{FortranNumbers.Short(line.Text)}' does not give init_args_pot{k}");
                Collect(new ArgumentLine(inner, line.Place), parts, depth + 1);
            }
        }
        else if (line.Has("IP") && line.Has("GAP"))
        {
            parts.Add((line, "GAP"));
        }
        else if (line.Has("IP") && line.Has("Glue"))
        {
            parts.Add((line, "Glue"));
        }
        else
        {
            throw line.Place.Fault(
                $"the potential '{FortranNumbers.Short(line.Text)}' is not supported; expected 'IP GAP', 'IP Glue' or a 'Sum' of these");
        }
    }

    private static XmlNode Labelled(XmlNode root, string name, ArgumentLine line)
    {
        List<XmlNode> all = root.Name == name ? [root] : [.. root.All(name)];
        // Core potentials stand within GAP_params too.
        all.AddRange(root.All("GAP_params").SelectMany(g => g.All(name)));
        string? label = line.Find("label");
        return (label is null ? all.FirstOrDefault() : all.Find(n => n.Attribute("label") == label) ?? Unlabelled(all))
            ?? throw line.Place.Fault(
                $"'{FortranNumbers.Short(line.Text)}' asks for <{name}{(label is null ? "" : $" label=\"{label}\"")}>, which the file does not hold");
    }

    private static XmlNode? Unlabelled(List<XmlNode> all) => all.Count == 1 && all[0].Attribute("label") is null ? all[0] : null;

    private static void AddGap(XmlNode node, double scale, double[] energies, List<GapCoordinates> coordinates)
    {
        string? written = node.Attribute("gap_version");
        if (!long.TryParse(written ?? "0", out long version) || version < 0)
        {
            throw node.Wrong("gap_version", "a whole number");
        }

        AddEnergies(node.Get("GAP_data"), scale, energies);
        XmlNode sparse = node.Get("gpSparse");
        if (!sparse.Flag("fitted", true))
        {
            throw sparse.Place.Fault("fitted is F: the model has no weights");
        }

        string label = sparse.Attribute("label") ?? "";
        int count = sparse.Integer("n_coordinate", 1, 10_000);
        List<XmlNode> nodes = [.. sparse.All("gpCoordinates")];
        for (int k = 1; k <= count; k++)
        {
            string name = $"{label}{k}";
            XmlNode one = nodes.Find(n => n.Attribute("label") == name) ?? throw sparse.Place.Fault(
                $"n_coordinate is {count}, but there is no <gpCoordinates label=\"{name}\">; found {nodes.Count} in all");
            coordinates.Add(CoordinatesReader.Read(one, version, scale));
        }
    }

    private static void AddEnergies(XmlNode data, double scale, double[] energies)
    {
        if (data.Attribute("e0") is not null)
        {
            double e0 = data.Real("e0");
            for (int z = 1; z <= Elements; z++)
            {
                energies[z] += scale * e0;
            }
        }

        var seen = new HashSet<int>();
        foreach (XmlNode e0 in data.All("e0"))
        {
            int z = e0.Integer("Z", 1, Elements);
            if (!seen.Add(z))
            {
                throw e0.Place.Fault($"a second e0 for Z={z}");
            }

            energies[z] += scale * e0.Real("value");
        }
    }
}
