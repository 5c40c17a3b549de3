using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Nep;

/// <summary>Makes neuroevolution potentials from options.</summary>
public sealed class NepFactory : PotentialFactory<NepOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "nep";

    /// <inheritdoc/>
    public override string Summary => "neuroevolution potential: NEP3, NEP4 and NEP5 in GPUMD's format, with or without ZBL; committees";

    /// <inheritdoc/>
    protected override IPotential Create(NepOptions options)
    {
        if (options.File is { } file)
        {
            return NepPotential.Create(NepFile.Read(file), options.Precision);
        }

        NepModel[] models = [.. options.Files.Select(NepFile.Read)];
        for (int k = 1; k < models.Length; k++)
        {
            if (!models[k].Elements.SequenceEqual(models[0].Elements))
            {
                throw new InputException(
                    $"is a model of {string.Join(' ', models[k].Elements)}; expected {string.Join(' ', models[0].Elements)}, in this "
                    + $"order, as in {options.Files[0]}: members of a committee are models of the same atoms", options.Files[k]);
            }
        }

        return new NepCommittee(models, options.Precision);
    }
}
