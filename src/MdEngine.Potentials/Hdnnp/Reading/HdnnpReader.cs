using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Potentials.Hdnnp.Networks;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Reads models in the files of n2p2 and RuNNer.</summary>
public static class HdnnpReader
{
    private const string Settings = "input.nn", Scaling = "scaling.data";

    /// <summary>Reads a model.</summary>
    /// <param name="directory">Folder with input.nn, scaling.data and the weights.</param>
    /// <param name="committee">
    /// Folders with the weights of several members, and their scaling.data where it differs; none for the weights in
    /// <paramref name="directory"/>.
    /// </param>
    /// <param name="length">Angstrom of a unit of length of the files.</param>
    /// <param name="energy">eV of a unit of energy of the files.</param>
    /// <exception cref="InputException">A file is missing or cannot be used.</exception>
    public static HdnnpModel Read(string directory, IReadOnlyList<string> committee, double length, double energy)
    {
        ModelSettings settings = SettingsReader.Read(
            ModelFile.Open(Path.Combine(directory, Settings), "the settings of the model"), length);
        string common = Path.Combine(directory, Scaling);
        NetworkSet[] members =
            [.. (committee.Count > 0 ? committee : [directory]).Select(folder => Member(folder, common, settings))];
        return new HdnnpModel
        {
            Elements = settings.Elements,
            CutoffFunction = settings.CutoffFunction,
            Alpha = settings.Alpha,
            Functions = settings.Functions,
            Members = members,
            EnergyFactor = energy / settings.ConvEnergy,
            Offsets = [.. settings.AtomEnergies.Select(e => energy * (e + settings.MeanEnergy))],
        };
    }

    private static NetworkSet Member(string folder, string commonScaling, ModelSettings settings)
    {
        string own = Path.Combine(folder, Scaling);
        InputScaling[] scaling = ScalingReader.Read(
            ModelFile.Open(File.Exists(own) ? own : commonScaling, "the ranges of the symmetry functions"), settings);
        var networks = new DenseNetwork[settings.Elements.Count];
        for (int e = 0; e < networks.Length; e++)
        {
            string name = WeightsReader.FileName(settings.Elements[e]);
            ModelFile file = ModelFile.Open(Path.Combine(folder, name), $"the weights of {settings.Elements[e]}");
            networks[e] = WeightsReader.Read(
                file, settings.Functions[e].Length, settings.Networks[e], settings.NormalizeNodes);
        }

        return new NetworkSet(folder, networks, scaling);
    }
}
